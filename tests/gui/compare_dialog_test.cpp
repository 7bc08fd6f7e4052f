// Frameworks compared in the window: what each makes of the layer, two of them cell by cell, and the test that is kept of it.
#include "gui/code/comparing.h"

#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view compare_panel = "dialog";

/// A convolution that PyTorch and TensorFlow's SAME read shifted by one cell.
void compare_shifted(PanelStage& stage, std::int64_t input = 6) {
  stage.app().read_clipboard = [] { return std::string("nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)"); };
  stage.run("paste_values");
  perform(stage.app(),
          Edits{SetParameter{Parameter::input, height, input}, SetParameter{Parameter::input, width, input}});
  stage.rest();
  stage.run("compare");
  stage.rest();
}

TEST(CompareDialog, ShowsTwoFrameworksCellByCell) {
  for (const char* const language : {"en", "zh"})
    for (const Size window : {Size{1280, 800}, Size{800, 600}}) {
      SCOPED_TRACE(language + std::to_string(window.width));
      PanelStage stage(window, language);
      compare_shifted(stage);
      ASSERT_EQ(stage.ui().dialog, Dialog::compare);
      EXPECT_EQ(stage.ui().compare.other, Framework::tensorflow) << "the first that is another";
      EXPECT_TRUE(stage.says(compare_panel, stage.say("compare_dialog.differs", {{"count", "9"}, {"cells", "9"}})));
      EXPECT_TRUE(stage.says(compare_panel, stage.say("compare.same", {{"other", "PyTorch"}})));
      // 77 against 37 on 1 2/3 4.
      EXPECT_TRUE(stage.says(compare_panel, "77"));
      EXPECT_TRUE(stage.says(compare_panel, "37"));
      expect_tidy(stage);
      stage.click(stage.area(compare_panel, "own input").center());
      stage.rest();
      EXPECT_TRUE(stage.says(compare_panel, stage.say("compare_dialog.marks", {{"count", "9"}})));
      expect_tidy(stage);
      stage.click(stage.area(compare_panel, "onnx").center());
      stage.rest();
      EXPECT_FALSE(stage.ui().compare.telling);
      EXPECT_TRUE(stage.says(compare_panel, stage.say("compare_dialog.no_marks")));
      expect_tidy(stage);
    }
}

TEST(CompareDialog, ComparesWithAnother) {
  PanelStage stage;
  compare_shifted(stage);
  stage.click(stage.area(compare_panel, "compared with").center());
  stage.rest();
  stage.click_row("ONNX");
  stage.rest();
  EXPECT_EQ(stage.ui().compare.one, Framework::onnx);
  EXPECT_EQ(stage.ui().compare.other, Framework::tensorflow);
  ASSERT_TRUE(stage.ui().compare.telling);
  EXPECT_EQ(stage.ui().compare.telling->frameworks[0], Framework::onnx);
  // The other one in the first one's place: they change.
  stage.click(stage.area(compare_panel, "compared with").center());
  stage.rest();
  stage.click_row("TensorFlow");
  stage.rest();
  EXPECT_EQ(stage.ui().compare.one, Framework::tensorflow);
  EXPECT_EQ(stage.ui().compare.other, Framework::onnx);
}

TEST(CompareDialog, OpensTheSmallestInputAsOneUndo) {
  PanelStage stage;
  compare_shifted(stage);
  stage.click(stage.area(compare_panel, "open input").center());
  stage.rest();
  EXPECT_EQ(stage.ui().dialog, Dialog::none);
  EXPECT_EQ(stage.session().scene().spec.axes[height].input, 2);
  EXPECT_EQ(stage.session().evaluation()->output(Side::convolution).data(), std::vector<float>{77});
  stage.run("undo");
  EXPECT_EQ(stage.session().scene().spec.axes[height].input, 6);
}

TEST(CompareDialog, KeepsTheCaseAsATest) {
  PanelStage stage;
  compare_shifted(stage);
  EXPECT_EQ(stage.ui().compare.path.view(), "pytorch_tensorflow.py");
  stage.click(stage.area(compare_panel, "keras").center());
  stage.rest();
  EXPECT_EQ(stage.ui().compare.path.view(), "pytorch_keras.py");
  stage.click(stage.area(compare_panel, "copy test").center());
  EXPECT_THAT(stage.ui().clipboard, HasSubstr("def in_keras(x, w):"));
  // The calls themselves are copied as programs.
  stage.click(stage.area(compare_panel, "program keras").center());
  EXPECT_THAT(stage.ui().clipboard, HasSubstr("\nlayer = layers.Conv2D(1, 3, strides=2, use_bias=False)"));
  stage.asked_for();
  stage.click(stage.area(compare_panel, "save test").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("save test pytorch_keras.py"));
  stage.rest();
  const auto file = [&] { return *stage.app().platform.read_file("pytorch_keras.py"); };
  EXPECT_THAT(file(), HasSubstr("KERAS = np.array(\n    [[37]]"));
  EXPECT_TRUE(stage.says(compare_panel, stage.say("file.saved", {{"path", "pytorch_keras.py"}})));
  // There it is asked first.
  ASSERT_TRUE(stage.app().platform.write_file("pytorch_keras.py", "mine"));
  stage.click(stage.area(compare_panel, "save test").center());
  stage.rest();
  EXPECT_EQ(file(), "mine");
  EXPECT_TRUE(stage.says(compare_panel, stage.say("file_dialog.asks", {{"name", "pytorch_keras.py"}})));
  expect_tidy(stage);
  stage.click(stage.area(compare_panel, "save test").center());
  stage.rest();
  EXPECT_NE(file(), "mine");
}

// Six results of a large layer would keep the reader waiting: the small input tells all the same.
TEST(CompareDialog, ShowsTheSmallInputAloneForALargeLayer) {
  PanelStage stage;
  compare_shifted(stage, 4096);
  EXPECT_FALSE(stage.has_area(compare_panel, "own input"));
  EXPECT_TRUE(stage.says(compare_panel, "77"));
  expect_tidy(stage);
}

TEST(CompareDialog, SaysWhatAFrameworkRefuses) {
  for (const char* const language : {"en", "zh"}) {
    PanelStage stage({800, 600}, language);
    perform(stage.app(),
            Edits{SetParameter{Parameter::stride, height, 2}, SetParameter{Parameter::stride, width, 2},
                  SetParameter{Parameter::dilation, height, 2}, SetParameter{Parameter::dilation, width, 2},
                  SetParameter{Parameter::input, height, 9}, SetParameter{Parameter::input, width, 9}});
    stage.rest();
    stage.run("compare");
    stage.click(stage.area(compare_panel, "keras").center());
    stage.rest();
    EXPECT_TRUE(stage.says(compare_panel, stage.say("compare.stride_or_dilation").substr(1)));
    expect_tidy(stage);
  }
}

}  // namespace
}  // namespace convoscope::testing

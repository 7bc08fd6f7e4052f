// Code into the document: pasted on the canvas, or typed into its dialog, which says what it reads.
#include "gui/code/pasting.h"

#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view code_panel = "dialog";

/// Opens the dialog with a text in its field.
void open_with(PanelStage& stage, const std::string& text) {
  run_command(stage.app(), "open_code");
  stage.ui().code.text = text;
  read_code_text(stage.ui().code);
  stage.rest();
}

void paste_text(AppState& app, const std::string& text) {
  app.read_clipboard = [text] { return text; };
  run_command(app, "paste_values");
}

TEST(Pasting, OpensALayerAsOneUndo) {
  Stage stage;
  AppState& app = stage.app();
  const Scene before = app.session.present();
  paste_text(app, "nn.ConvTranspose2d(64, 32, 4, stride=2, padding=1)");
  const Spec& spec = app.session.present().spec;
  EXPECT_EQ(spec.operation, Operation::transposed_convolution);
  EXPECT_EQ(spec.in_channels, 64);
  EXPECT_EQ(spec.out_channels, 32);
  EXPECT_EQ(spec.axes[width].kernel, 4);
  EXPECT_EQ(spec.axes[width].input, 3);
  EXPECT_EQ(app.session.present().bias.size(), 32u);
  EXPECT_EQ(app.session.playhead.side, Side::transposed);
  EXPECT_EQ(app.ui.toast->message.key, "paste.layer");
  EXPECT_TRUE(app.session.is_modified());
  app.session.undo();
  EXPECT_TRUE(app.session.present() == before);
}

/// As PyTorch says it.
const std::vector<std::pair<std::string, std::string>> error_messages{
    {"code.reason.channels",
     "RuntimeError: Given groups=1, weight of size [64, 3, 7, 7], expected input[1, 1, 224, 224] to have 3 channels, "
     "but "
     "got 1 channels instead"},
    {"code.reason.kernel",
     "RuntimeError: Calculated padded input size per channel: (2 x 2). Kernel size: (3 x 3). Kernel size can't be "
     "greater than actual input size"},
    {"code.reason.output",
     "ValueError: requested an output size of torch.Size([10, 10]), but valid sizes range from [7, 7] to [8, 8] (for "
     "an "
     "input of torch.Size([4, 4]))"},
    {"code.reason.joint",
     "RuntimeError: Sizes of tensors must match except in dimension 1. Expected size 56 but got size 57 for tensor "
     "number 1 in the list."}};

// The dialog shows why, as a sentence and as a picture, and what would fit; Enter opens the nearest.
TEST(Pasting, AnErrorMessageLeadsToThePictureOfItsReason) {
  for (const char* const language : {"en", "zh"})
    for (const auto& [key, text] : error_messages)
      for (const Size window : {Size{1280, 800}, Size{800, 600}}) {
        SCOPED_TRACE(language + key + std::to_string(window.width));
        PanelStage stage(window, language);
        paste_text(stage.app(), text);
        stage.rest();
        ASSERT_EQ(stage.ui().dialog, Dialog::code);
        ASSERT_TRUE(stage.ui().code.read.reason);
        EXPECT_EQ(stage.ui().code.read.reason->key, key);
        expect_tidy(stage);
        const std::string words = key == "code.reason.channels" ? stage.say("reason_picture.input", {{"count", "1"}})
                                  : key == "code.reason.kernel"
                                      ? stage.say("reason_picture.padded", {{"size", "2 × 2"}})
                                  : key == "code.reason.output" ? stage.say("reason_picture.reachable")
                                                                : stage.say("reason_picture.given", {{"count", "57"}});
        EXPECT_TRUE(stage.says(code_panel, words)) << words;
        EXPECT_TRUE(stage.has_area("dialog/offers", "offer 0"));
        stage.hit(PanelStage::Key::enter);
        stage.rest();
        EXPECT_EQ(stage.ui().dialog, Dialog::none);
        EXPECT_EQ(stage.ui().toast->message.key, key);
      }
}

TEST(Pasting, TakesTheNumbersOfAnErrorMessage) {
  PanelStage stage;
  paste_text(
      stage.app(),
      "RuntimeError: Given groups=1, weight of size [8, 3, 7, 7], expected input[1, 1, 24, 24] to have 3 channels, "
      "but got 1 channels instead");
  stage.rest();
  stage.click(stage.area(code_panel, "go").center());
  EXPECT_EQ(stage.session().present().spec.in_channels, 3);
  EXPECT_EQ(stage.session().present().spec.axes[height].input, 24);
}

TEST(Pasting, LeavesNumbersToTheMap) {
  Stage stage;
  AppState& app = stage.app();
  paste_text(app, "array([[1, 2, 3], [4, 5, 6], [7, 8, 10]])");
  EXPECT_EQ(app.ui.toast->message.key, "map.set");
  paste_text(app, "no numbers at all");
  EXPECT_TRUE(app.ui.toast->is_error);
  EXPECT_EQ(app.ui.dialog, Dialog::none);
}

TEST(Pasting, OpensASceneThatWasCopied) {
  Stage stage;
  AppState& app = stage.app();
  paste_text(app, R"({"convoscope": 2, "layer": {"operation": "conv", "input": [9, 8], "kernel": [3, 3]}})");
  EXPECT_EQ(app.session.present().spec.axes[width].input, 8);
  EXPECT_TRUE(app.session.path().empty());
  paste_text(app, R"({"convoscope": 2, "layer": {"strride": 2}})");
  EXPECT_TRUE(app.ui.toast->is_error);
  EXPECT_EQ(app.session.present().spec.axes[width].input, 8);
}

TEST(Pasting, ShowsBrokenCodeInTheDialog) {
  PanelStage stage;
  paste_text(stage.app(), "a = 3\nnn.Conv2d(3, 64, 7, strid=2)");
  stage.rest();
  EXPECT_EQ(stage.ui().dialog, Dialog::code);
  EXPECT_THAT(stage.words(code_panel), Contains("2:21"));
  EXPECT_TRUE(stage.says(code_panel, "strid"));
}

TEST(CodeDialog, SaysWhatItReadsInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({800, 600}, language);
    open_with(stage, "tf.keras.layers.Conv2DTranspose(3, 4, strides=2, padding='same')");
    EXPECT_TRUE(stage.says(code_panel, stage.say("dialog.code")));
    EXPECT_TRUE(stage.says(code_panel, stage.say("paste.layer", {{"layer", stage.say("layer_words.conv-transpose") +
                                                                               " 4×4, s2, p1, 1 → 3"}})));
    expect_tidy(stage);
    stage.click(stage.area(code_panel, "go").center());
    EXPECT_EQ(stage.ui().dialog, Dialog::none);
    EXPECT_EQ(stage.session().present().spec.operation, Operation::transposed_convolution);
    EXPECT_TRUE(stage.says("canvas", "4×4, s2, p1"));
    stage.run("undo");
    EXPECT_EQ(stage.session().present().title, "article");
  }
}

TEST(CodeDialog, PointsAtTheCharacter) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({800, 600}, language);
    open_with(stage, "conv = nn.Conv2d(3, 64, 7,\n    padding='valids')");
    EXPECT_THAT(stage.words(code_panel), Contains("2:13"));
    EXPECT_THAT(stage.words(code_panel), Contains("    padding="));
    EXPECT_FALSE(stage.has_area(code_panel, "go")) << "there is nothing to open";
    expect_tidy(stage);
    stage.click(stage.area(code_panel, "error").center());
    EXPECT_EQ(stage.ui().dialog, Dialog::code);
  }
}

TEST(CodeDialog, AsksForAVariableByName) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({800, 600}, language);
    open_with(stage, "nn.Conv2d(3, 8, size, stride=step)");
    EXPECT_THAT(stage.words(code_panel), Contains("size ="));
    expect_tidy(stage);
    stage.ui().code.number.set("5");
    stage.rest();
    stage.click(stage.area(code_panel, "set").center());
    EXPECT_THAT(stage.ui().code.text, StartsWith("size = 5\n"));
    EXPECT_THAT(stage.words(code_panel), Contains("step ="));
    stage.ui().code.number.set("2");
    stage.rest();
    stage.click(stage.area(code_panel, "set").center());
    stage.click(stage.area(code_panel, "go").center());
    EXPECT_EQ(stage.session().present().spec.axes[height].kernel, 5);
    EXPECT_EQ(stage.session().present().spec.axes[height].stride, 2);
  }
}

TEST(CodeDialog, OffersTheNearestLegalLayers) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({800, 600}, language);
    open_with(
        stage,
        "RuntimeError: Calculated padded input size per channel: (2 x 2). Kernel size: (3 x 3). Kernel size can't be "
        "greater than actual input size");
    EXPECT_EQ(stage.ui().code.read.reason->key, "code.reason.kernel");
    EXPECT_TRUE(stage.says(code_panel, "3x3"));
    expect_tidy(stage);
    // With padding, with a smaller kernel, on a larger input.
    ASSERT_EQ(stage.ui().code.read.layers.size(), 3u);
    stage.click(stage.area("dialog/offers", "offer 1").center());
    EXPECT_EQ(stage.session().present().spec.axes[height].kernel, 2);
    EXPECT_EQ(stage.session().present().spec.axes[height].input, 2);
  }
}

TEST(CodeDialog, EscapeLeavesIt) {
  PanelStage stage;
  open_with(stage, "nn.Conv2d(3, 8, 3)");
  stage.hit(PanelStage::Key::escape);
  EXPECT_EQ(stage.ui().dialog, Dialog::none);
  EXPECT_EQ(stage.session().present().title, "article");
}

}  // namespace
}  // namespace convoscope::testing

// A model in the window: opened, followed, mended, its layers opened and left; and sizes backwards.
#include "gui/model/model_edits.h"

#include <fstream>
#include <iterator>

#include "document/scene_file.h"
#include "gui/code/pasting.h"
#include "gui/state/files.h"
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Two levels down and up again, padded.
constexpr const char* small_unet =
    "UNet(\n"
    "  (enc1): Conv2d(3, 16, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n"
    "  (pool1): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)\n"
    "  (enc2): Conv2d(16, 32, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n"
    "  (pool2): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)\n"
    "  (mid): Conv2d(32, 64, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n"
    "  (up2): ConvTranspose2d(64, 32, kernel_size=(2, 2), stride=(2, 2))\n"
    "  (dec2): Conv2d(64, 32, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n"
    "  (up1): ConvTranspose2d(32, 16, kernel_size=(2, 2), stride=(2, 2))\n"
    "  (dec1): Conv2d(32, 16, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n"
    "  (out): Conv2d(16, 2, kernel_size=(1, 1), stride=(1, 1))\n"
    ")\n";

void paste_model(PanelStage& stage, const std::string& input = "") {
  stage.app().read_clipboard = [] { return std::string(small_unet); };
  stage.run("paste_values");
  if (input.empty()) return;
  const ModelPage& page = stage.session().present().page;
  Model changed = *page.model;
  changed.input = *parse_input(input, changed.input);
  perform(stage.app(), edits_of_page(page, std::move(changed)));
  stage.rest();
}

MapSize last_size(PanelStage& stage) { return stage.ui().model.steps.back().output.value_or(MapSize{}); }

TEST(ModelPage, ShowsWhatIsPasted) {
  for (const char* const language : {"en", "zh"}) {
    for (const Size window : {Size{1280, 800}, Size{800, 600}}) {
      SCOPED_TRACE(language + std::to_string(window.width));
      PanelStage stage(window, language);
      paste_model(stage);
      EXPECT_TRUE(stage.ui().model.is_shown);
      EXPECT_EQ(last_size(stage), (MapSize{2, 224, 224}));
      EXPECT_TRUE(stage.says("left", "enc1"));
      EXPECT_TRUE(stage.says("left", "16 × 224²"));
      EXPECT_TRUE(stage.says("left", stage.say("model_page.joined", {{"name", "enc2"}})));
      EXPECT_TRUE(stage.ui().model.misfits.empty());
      EXPECT_FALSE(stage.layout().timeline.height > 0) << "a model has no steps";
      EXPECT_TRUE(stage.says("left", stage.say("model_page.another")));
      expect_tidy(stage);
      stage.run("undo");
      EXPECT_FALSE(stage.ui().model.is_shown);
      EXPECT_FALSE(has_model(stage.app()));
    }
  }
}

TEST(ModelPage, MarksAMisfitAndMendsItByOneClick) {
  for (const char* const language : {"en", "zh"}) {
    for (const Size window : {Size{1280, 800}, Size{800, 600}}) {
      SCOPED_TRACE(language + std::to_string(window.width));
      PanelStage stage(window, language);
      paste_model(stage, "3x225x225");
      EXPECT_TRUE(stage.says("left", "225 ≠ 224"));
      EXPECT_TRUE(stage.says(
          "details",
          stage.say("model_page.why.left_out",
                    {{"down", "pool1"}, {"reached", "224"}, {"whole", "225"}, {"up", "up1"}, {"skip", "enc1"}})));
      EXPECT_TRUE(stage.says("details", "pool1: 225 → 112 · up1: 112 → 224"));
      EXPECT_TRUE(stage.says("details", stage.say("model_page.mend.output_padding", {{"names", "up1"}})));
      expect_tidy(stage);
      stage.click(stage.area("details", "mend 0").center());
      EXPECT_TRUE(stage.ui().model.misfits.empty());
      EXPECT_EQ(last_size(stage), (MapSize{2, 225, 225}));
      EXPECT_EQ(stage.layout().details.height, 0);
      stage.run("undo");
      EXPECT_EQ(stage.ui().model.misfits.size(), 1u);
      stage.click(stage.area("details", "mend 1").center());
      EXPECT_EQ(last_size(stage), (MapSize{2, 224, 224}));
      stage.run("undo");
      stage.click(stage.area("details", "mend 2").center());
      EXPECT_EQ(last_size(stage), (MapSize{2, 228, 228}));
    }
  }
}

std::vector<std::string> strip_words(PanelStage& stage) {
  std::vector<std::string> words;
  for (const Item& item : stage.picture().items)
    if (const auto* text = std::get_if<Text>(&item.shape)) words.push_back(text->text);
  return words;
}

/// Where the mouse points to this row in the middle of a map of the strip; it is there then.
Point point_at_row(PanelStage& stage, const Rect& map, std::int64_t row) {
  Point place{map.center().x, map.y};
  for (; place.y < map.bottom() && stage.session().hover.cell.row != row; ++place.y) {
    stage.move_to(place);
    stage.rest();
  }
  EXPECT_EQ(stage.session().hover.cell.row, row);
  return {place.x, place.y - 1};
}

TEST(ModelPage, DrawsTheStrip) {
  PanelStage stage;
  paste_model(stage, "3x225x225");
  EXPECT_THAT(strip_words(stage), Contains("225 ≠ 224"));
  EXPECT_THAT(strip_words(stage), Contains("64 × 56²"));
  EXPECT_THAT(strip_words(stage), Contains("mid"));
  EXPECT_THAT(stage.picture().title, HasSubstr(stage.say("strip.title")));
  // mid's middle cell: three cells of 3x3 windows at strides of 1, 2 and 4, and the poolings' own.
  point_at_row(stage, stage.area("canvas", "map 3"), 28);
  const Tag hover = stage.session().hover;
  EXPECT_EQ(hover.part, Part::map);
  EXPECT_EQ(hover.channel, 5) << "mid is the fifth layer";
  EXPECT_THAT(strip_words(stage), Contains("18 × 18"));
  EXPECT_THAT(strip_words(stage), Contains(HasSubstr("324")));
  stage.move_to({5, 5});
  stage.rest();
  EXPECT_FALSE(stage.session().hover);
  EXPECT_THAT(strip_words(stage), Contains(stage.say("strip.note")));
}

TEST(ModelPage, KeepsAChosenCell) {
  PanelStage stage;
  paste_model(stage, "3x224x224");
  const Point place = point_at_row(stage, stage.area("canvas", "map 3"), 28);
  stage.click(place);
  stage.rest();
  const Tag pin = stage.session().pin;
  ASSERT_EQ(pin.part, Part::map);
  EXPECT_EQ(pin.channel, 5);
  EXPECT_TRUE(stage.ui().model.is_shown) << "a click keeps the cell; two open the layer";
  stage.move_to({5, 5});
  stage.rest();
  EXPECT_EQ(stage.session().pin, pin);
  const auto says = [&](const char* words) {
    return ::testing::Matches(Contains(HasSubstr(words)))(strip_words(stage));
  };
  EXPECT_TRUE(says("18 × 18"));
  EXPECT_TRUE(says(stage.say("strip.rows", {{"range", "106–123"}}).c_str())) << "beside the strip, enlarged";
  // mid's cell reaches 2 cells of 2 (up2), these with their neighbours 4 (dec2), 8 (up1), 10 (dec1).
  EXPECT_TRUE(says("10 × 10"));
  // Beside the names of the maps, not in their place.
  for (const char* const name : {"enc1", "mid", "up1"}) EXPECT_TRUE(says(name)) << name;
  // It is what a file and an exported strip have, too.
  const Result<SavedScene> read = read_scene(write_scene(stage.session().to_save()));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->pin, pin);
  // Another cell, the same again, a place beside the maps, Escape.
  const auto click = [&](Point at) {
    stage.wait(1);  // two in short time are a double click
    stage.click(at);
    stage.rest();
  };
  click({place.x, place.y + 4});
  EXPECT_EQ(stage.session().pin.channel, 5);
  EXPECT_NE(stage.session().pin, pin);
  click({place.x, place.y + 4});
  EXPECT_FALSE(stage.session().pin);
  click(place);
  EXPECT_TRUE(stage.session().pin);
  click({stage.layout().canvas.x + 6, stage.layout().canvas.bottom() - 6});
  EXPECT_FALSE(stage.session().pin);
  click(place);
  stage.wait(10);
  stage.run("leave");
  EXPECT_FALSE(stage.session().pin);
}

TEST(ModelPage, ChoosesACellByKeys) {
  PanelStage stage;
  paste_model(stage, "3x224x224");
  for (int i = 0; i < 60; ++i) {
    stage.hit(PanelStage::Key::tab);
    if (stage.focused() == "map 3") break;
  }
  ASSERT_EQ(stage.focused(), "map 3");
  stage.hit(PanelStage::Key::enter);
  EXPECT_EQ(stage.session().pin, (Tag{Side::none, Part::map, 5, {28, 28}}));
  stage.hit(PanelStage::Key::down);
  stage.hit(PanelStage::Key::right);
  stage.hit(PanelStage::Key::right);
  EXPECT_EQ(stage.session().pin, (Tag{Side::none, Part::map, 5, {29, 30}}));
  stage.hit(PanelStage::Key::enter);
  EXPECT_FALSE(stage.session().pin);
}

TEST(ModelPage, TakesAnySkipByKeys) {
  PanelStage stage;
  paste_model(stage);
  // dec2 wants 32 channels more than up2 makes: enc2's, or those of pool2.
  for (int i = 0; i < 60 && stage.focused() != "layer 0"; ++i) stage.hit(PanelStage::Key::tab);
  for (int i = 0; i < 30 && stage.focused() != "joint 6 2"; ++i) stage.hit(PanelStage::Key::down);
  ASSERT_EQ(stage.focused(), "joint 6 2");
  stage.run("choose_skip");
  stage.rest();
  const std::vector<std::string> rows = stage.row_words();
  EXPECT_THAT(rows, Contains(HasSubstr("enc2")));
  EXPECT_THAT(rows, Contains(stage.say("model_page.no_skip")));
  const auto pooled = std::ranges::find_if(rows, [](const std::string& row) { return row.starts_with("pool2"); });
  ASSERT_NE(pooled, rows.end());
  stage.click_row(*pooled);
  stage.rest();
  const ModelLayer& chosen = stage.session().scene().page.model->layers[6];
  ASSERT_EQ(chosen.name, "dec2");
  EXPECT_EQ(chosen.skip, 3) << "the latest, pool2, which is half as large";
  ASSERT_EQ(stage.ui().model.misfits.size(), 1u) << "the next skip is still enc1's";
  EXPECT_EQ(stage.ui().model.misfits.front().layer, 6);
  EXPECT_EQ(stage.ui().model.misfits.front().joint.size.rows, 56);
  // The decoder's own size goes on.
  EXPECT_EQ(last_size(stage), (MapSize{2, 224, 224}));
  stage.run("undo");
  EXPECT_TRUE(stage.ui().model.misfits.empty());
}

TEST(ModelPage, TakesAnySkipByTheMouse) {
  PanelStage stage;
  paste_model(stage);
  stage.click(stage.area("left", "joint 6 2").center());
  stage.rest();
  stage.click_row(stage.say("model_page.no_skip"));
  stage.rest();
  EXPECT_EQ(stage.session().scene().page.model->layers[6].skip, no_skip);
  EXPECT_TRUE(stage.ui().model.steps[6].problem);
  EXPECT_EQ(last_size(stage), (MapSize{2, 224, 224}));
}

TEST(ModelPage, TakesAnotherInput) {
  PanelStage stage;
  paste_model(stage);
  stage.click(stage.area("left", "model input").center());
  stage.type("96");
  stage.hit(PanelStage::Key::enter);
  EXPECT_EQ(last_size(stage), (MapSize{2, 96, 96}));
  EXPECT_EQ(parse_input("3 × 64 × 48", {}), (MapSize{3, 64, 48}));
  EXPECT_EQ(parse_input("64x48", {5, 1, 9}), (MapSize{5, 64, 48}));
  EXPECT_EQ(parse_input("48", {5, 1, 9}), (MapSize{5, 1, 48}));
  for (const char* const wrong : {"", "x", "0", "1x2x3x4", "99999999999999", "3x9000x9000"})
    EXPECT_FALSE(parse_input(wrong, {1, 2, 2})) << wrong;
}

TEST(ModelPage, OpensALayerAndComesBack) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    paste_model(stage, "3x20x20");
    stage.asked_for();
    stage.click(stage.area("left", "layer 5").center());
    EXPECT_THAT(stage.asked_for(), ElementsAre("open layer 5"));
    EXPECT_FALSE(stage.ui().model.is_shown);
    const Scene& scene = stage.session().scene();
    EXPECT_EQ(scene.title, "up2");
    EXPECT_EQ(scene.spec.operation, Operation::transposed_convolution);
    EXPECT_EQ(scene.spec.axes[height].input, 5);
    EXPECT_EQ(scene.spec.in_channels, 64);
    EXPECT_TRUE(stage.has_area("left", "model")) << "the way back";
    stage.run("model");
    EXPECT_TRUE(stage.ui().model.is_shown);
    EXPECT_EQ(stage.session().scene().page.layer, 5);
    stage.run("undo");
    stage.run("undo");
    EXPECT_TRUE(stage.ui().model.is_shown) << "opening the layer is one point of history";
    EXPECT_EQ(stage.session().scene().page.layer, -1);
  }
}

TEST(ModelPage, IsSavedWithTheScene) {
  PanelStage stage;
  paste_model(stage, "3x225x225");
  stage.click(stage.area("details", "mend 0").center());
  const SavedScene saved = stage.session().to_save();
  const Result<SavedScene> read = read_scene(write_scene(saved));
  ASSERT_TRUE(read) << read.message().key;
  ASSERT_TRUE(read->scene.page.model);
  EXPECT_TRUE(read->scene.page.is_shown);
  EXPECT_TRUE(*read->scene.page.model == *saved.scene.page.model);
  EXPECT_EQ(read->scene.page.model->layers[7].layer->spec.axes[height].output_padding, 1);
}

TEST(ModelPage, OpensFilesOfModels) {
  PanelStage stage;
  AppState& app = stage.app();
  ASSERT_TRUE(app.platform.write_file("/nets/unet.txt", small_unet));
  perform(app, OpenPath{"/nets/unet.txt"});
  stage.rest();
  EXPECT_TRUE(stage.ui().model.is_shown);
  EXPECT_EQ(title_of(app), "unet.txt");
  EXPECT_TRUE(app.session.path().empty()) << "saving must not write over the model";
  ASSERT_TRUE(app.platform.write_file("/nets/broken.txt", "Net(\n  (a): Conv2d(3, 8, kernel_size=(3, 3)\n"));
  perform(app, OpenPath{"/nets/broken.txt"});
  EXPECT_TRUE(app.ui.toast->is_error);
  EXPECT_THAT(app.catalog().text(app.ui.toast->message), HasSubstr("/nets/broken.txt"));
  EXPECT_EQ(title_of(app), "unet.txt");
  ASSERT_TRUE(app.platform.write_file("/nets/line.py", "c = nn.Conv2d(1, 4, 5, padding=2)"));
  perform(app, OpenPath{"/nets/line.py"});
  stage.rest();
  EXPECT_FALSE(stage.ui().model.is_shown);
  EXPECT_EQ(app.session.scene().spec.axes[height].kernel, 5);
}

TEST(ModelPage, OpensAnOnnxLayerWithItsWeights) {
  std::ifstream file(CONVOSCOPE_FIXTURES_DIR "/onnx_layers.onnx", std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  ASSERT_FALSE(bytes.empty());
  PanelStage stage;
  AppState& app = stage.app();
  ASSERT_TRUE(app.platform.write_file("/nets/layers.onnx", bytes));
  perform(app, OpenPath{"/nets/layers.onnx"});
  stage.rest();
  ASSERT_TRUE(stage.ui().model.is_shown);
  const Model model = *app.session.scene().page.model;
  const auto weighted =
      std::ranges::find_if(model.layers, [](const ModelLayer& layer) { return layer.weight.has_value(); });
  ASSERT_NE(weighted, model.layers.end());
  const int index = static_cast<int>(weighted - model.layers.begin());
  perform(app, OpenModelLayer{index});
  stage.rest();
  ASSERT_TRUE(app.session.scene().weight_values);
  // Not 1, 2, 3, …
  EXPECT_NE(app.session.scene().weight_values->data()[1], 2.0f);
  EXPECT_FALSE(app.ui.toast->is_error);
  // Without its file the layer opens all the same, and says so.
  stage.run("model");
  Model moved = model;
  moved.folder = "/elsewhere";
  perform(app, edits_of_page(app.session.present().page, moved));
  stage.rest();
  perform(app, OpenModelLayer{index});
  EXPECT_TRUE(app.ui.toast->is_error);
  EXPECT_FALSE(app.session.scene().weight_values);
}

/// One weight of a layer "enc1", as safetensors writes it.
std::string weights_of_enc1() {
  const std::string header = R"({"enc1.weight":{"dtype":"F32","shape":[16,3,3,3],"data_offsets":[0,1728]}})";
  std::string file(8, '\0');
  file[0] = static_cast<char>(header.size());
  file += header;
  for (int i = 0; i < 432; ++i) {
    const float number = 0.5f;
    file.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  return file;
}

TEST(ModelPage, TakesWeightsThatAreDroppedOnIt) {
  PanelStage stage;
  AppState& app = stage.app();
  paste_model(stage, "3x20x20");
  ASSERT_TRUE(app.platform.write_file("/nets/unet.safetensors", weights_of_enc1()));
  perform(app, OpenPath{"/nets/unet.safetensors"});
  stage.rest();
  ASSERT_TRUE(stage.ui().model.is_shown);
  EXPECT_FALSE(app.ui.toast->is_error) << app.catalog().text(app.ui.toast->message);
  EXPECT_THAT(app.catalog().text(app.ui.toast->message), HasSubstr("unet.safetensors"));
  perform(app, OpenModelLayer{0});
  ASSERT_TRUE(app.session.scene().weight_values);
  EXPECT_EQ(app.session.scene().weight_values->data()[7], 0.5f);
  // What is no weight of this model changes nothing.
  stage.run("model");
  ASSERT_TRUE(app.platform.write_file("/nets/none.npz", "nonsense"));
  perform(app, OpenPath{"/nets/none.npz"});
  EXPECT_TRUE(app.ui.toast->is_error);
}

// In a scene that is saved beside them weights are found again; elsewhere it is said that they are not.
TEST(ModelPage, FindsWeightsBesideASavedScene) {
  std::string scene;
  {
    PanelStage stage;
    paste_model(stage, "3x20x20");
    ASSERT_TRUE(stage.app().platform.write_file("/nets/unet.safetensors", weights_of_enc1()));
    perform(stage.app(), OpenPath{"/nets/unet.safetensors"});
    scene = write_scene(stage.session().to_save());
  }
  for (const auto& [path, is_found] : {std::pair{"/nets/saved.convo", true}, std::pair{"/other/saved.convo", false}}) {
    PanelStage stage;
    AppState& app = stage.app();
    ASSERT_TRUE(app.platform.write_file("/nets/unet.safetensors", weights_of_enc1()));
    ASSERT_TRUE(app.platform.write_file(path, scene));
    perform(app, OpenPath{path});
    stage.rest();
    perform(app, OpenModelLayer{0});
    EXPECT_EQ(app.session.scene().weight_values != nullptr, is_found) << path;
    EXPECT_EQ(app.ui.toast->is_error, !is_found) << path;
  }
}

TEST(WantedOutput, ListsTheLayersThatLeadThere) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 1400}, language);
    stage.click(stage.area("left", "wanted output").center());
    stage.type("4x4 to 7x7");
    stage.rest();
    // Of transposed convolutions k4 s1 is the plainest: (4 − 1) + 4.
    ASSERT_FALSE(stage.ui().wanted_output.found.empty());
    EXPECT_TRUE(stage.says("left", stage.say("layer_words.conv-transpose") + " 4×4"));
    expect_tidy(stage);
    stage.asked_for();
    stage.click(stage.area("left", "found 0").center());
    const Spec& spec = stage.session().scene().spec;
    EXPECT_EQ(spec.axes[height].input, 4);
    EXPECT_EQ(stage.session().evaluation()->output(Side::transposed).rows(), 7);
    stage.run("undo");
    EXPECT_EQ(stage.session().scene().spec.axes[height].input, 3) << "one undo";
  }
}

TEST(WantedOutput, FollowsTheInput) {
  PanelStage stage({1280, 1400});
  stage.click(stage.area("left", "wanted output").center());
  stage.type("7x7");
  stage.rest();
  for (const std::int64_t input : {5, 4}) {
    perform(stage.app(),
            Edits{SetParameter{Parameter::input, height, input}, SetParameter{Parameter::input, width, input}});
    stage.rest();
    ASSERT_FALSE(stage.ui().wanted_output.found.empty());
    for (const SolvedLayer& found : stage.ui().wanted_output.found)
      for (const AxisSpec& axis : found)
        EXPECT_EQ((axis.input - 1) * axis.stride - axis.pad_begin - axis.pad_end + axis.dilation * (axis.kernel - 1) +
                      axis.output_padding + 1,
                  7)
            << "of " << input;
    EXPECT_EQ(stage.ui().wanted_output.found.front().front().input, input);
  }
}

TEST(WantedOutput, SaysWhatItCannotRead) {
  PanelStage stage({1280, 1400});
  stage.click(stage.area("left", "wanted output").center());
  stage.type("7 or 8");
  stage.rest();
  EXPECT_TRUE(stage.says("left", stage.say("size.wanted_refused")));
  EXPECT_THAT(stage.ui().wanted_output.found, IsEmpty());
}

}  // namespace
}  // namespace convoscope::testing

// Photographs in the window: opened, dropped, pasted; the loupe by mouse and keys; tones, grey, and kernel numbers that are dragged.
#include "gui/state/photographs.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_view.h"
#include "gui/state/map_values.h"
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

std::string sample(const std::string& name) {
  std::ifstream file(CONVOSCOPE_ASSETS_DIR "/photographs/" + name + ".png", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string toast_of(const AppState& app) { return app.ui.toast ? app.ui.toast->message.key : ""; }

/// Opens a sample, its output made.
void show_sample(PanelStage& stage, const char* name = "harbour") {
  open_sample(stage.app(), name);
  for (int i = 0; i < 200 && !stage.app().developing.shown; ++i) stage.wait(0.01);
  stage.rest();
}

Rect place_of(PanelStage& stage, std::int64_t channel) {
  const std::optional<Rect> bounds = bounds_of(stage.picture(), {Side::none, Part::pixel, channel});
  if (!bounds) ADD_FAILURE() << "no picture " << channel;
  return bounds ? to_screen(stage.ui(), stage.layout().canvas, *bounds) : Rect{};
}

TEST(Photographs, OpenAndAreTakenBack) {
  Stage stage;
  AppState& app = stage.app();
  stage.platform.files["/home/rings.png"] = sample("rings");
  const Scene before = app.session.scene();
  perform(app, OpenPath{"/home/rings.png"});
  EXPECT_TRUE(has_photograph(app));
  EXPECT_THAT(app.session.scene().views, ElementsAre("photograph", "maps"));
  EXPECT_EQ(app.session.playhead.step, 4);
  run_command(app, "undo");
  EXPECT_EQ(app.session.scene(), before);
}

/// Without threads; a frame's work is over when its progress has been told so often.
constexpr int told_in_frame = 16;
void take_threads(AppState& app) {
  app.jobs.has_threads = false;
  app.jobs.slice_s = told_in_frame;
  app.jobs.clock_s = [ticks = std::make_shared<int>(0)] { return ++*ticks; };
}

TEST(Photographs, WithoutThreadsAreOpenedOverManyFrames) {
  PanelStage stage;
  AppState& app = stage.app();
  stage.platform().files["/home/harbour.png"] = sample("harbour");
  stage.platform().files["/home/rings.png"] = sample("rings");
  take_threads(app);
  const Scene before = app.session.scene();
  const auto open = [&](const std::string& path) {
    perform(app, OpenPath{path});
    stage.wait(0.25);
  };

  open("/home/harbour.png");
  EXPECT_EQ(app.session.scene(), before) << "what was shown stays";
  EXPECT_TRUE(stage.says("canvas", stage.say("notice.opening", {{"name", "harbour.png"}})));
  stage.run("leave");
  EXPECT_FALSE(app.opening.wish) << "Escape gives it up";
  stage.wait(0.1);
  EXPECT_EQ(app.session.scene(), before);
  EXPECT_FALSE(stage.says("canvas", stage.say("notice.opening", {{"name", "harbour.png"}})));

  open("/home/harbour.png");
  perform(app, OpenPath{"/home/rings.png"});
  int frames = 0;
  for (; app.opening.wish; ++frames) advance_time(app, app.now_s + 0.1);
  EXPECT_GE(frames, 384 / told_in_frame);
  ASSERT_TRUE(has_photograph(app));
  EXPECT_EQ(app.session.scene().photograph.picture->name, "rings.png") << "the newer one";
  EXPECT_EQ(app.session.path(), "/home/rings.png");
  stage.run("undo");
  EXPECT_EQ(app.session.scene(), before) << "and it alone";

  open("/home/harbour.png");
  perform(app, OpenPreset{"dilation"});
  for (int i = 0; i < 200; ++i) advance_time(app, app.now_s + 0.1);
  EXPECT_FALSE(has_photograph(app)) << "what is opened since is not taken away again";
}

TEST(Photographs, InsideAFileAreOpenedOverManyFramesToo) {
  Stage stage;
  AppState& app = stage.app();
  open_sample(app, "harbour");
  perform(app, SetParameter{Parameter::stride, -1, 4});
  const Scene saved = app.session.scene();
  perform(app, SavePath{"/home/harbour.convo"});
  export_to(app, "/home/harbour.svg");
  settle(app);
  take_threads(app);
  for (const std::string path : {"/home/harbour.convo", "/home/harbour.svg"}) {
    perform(app, OpenPreset{"dilation"});
    const Scene before = app.session.scene();
    perform(app, OpenPath{path});
    int frames = 0;
    for (; app.opening.wish; ++frames) {
      EXPECT_EQ(app.session.scene(), before) << "what was shown stays";
      advance_time(app, app.now_s + 0.1);
    }
    EXPECT_GE(frames, 384 / told_in_frame) << path;
    ASSERT_TRUE(has_photograph(app)) << path;
    EXPECT_EQ(app.session.scene().photograph, saved.photograph);
    EXPECT_EQ(app.session.scene().spec, saved.spec);
    EXPECT_EQ(app.session.path(), path);
    run_command(app, "undo");
    EXPECT_EQ(app.session.scene(), before);
  }
  std::string& text = stage.platform.files["/home/harbour.convo"];
  const std::size_t file = text.find("\"file\"");
  text.replace(text.find("iVBORw0KGgo", file) + 40, 8, "AAAAAAAA");  // what follows a PNG's signature
  perform(app, OpenPath{"/home/harbour.convo"});
  for (int i = 0; i < 200 && app.opening.wish; ++i) advance_time(app, app.now_s + 0.1);
  ASSERT_TRUE(app.ui.toast);
  EXPECT_TRUE(app.ui.toast->is_error);
  EXPECT_FALSE(app.opening.wish);
}

TEST(Photographs, WithoutThreadsTakeThePlaceOfWhatIsGivenUp) {
  Stage stage;
  AppState& app = stage.app();
  stage.platform.files["/home/rings.png"] = sample("rings");
  take_threads(app);
  perform(app, Edit(SetParameter{Parameter::input, -1, 5}));
  const Scene changed = app.session.scene();
  const auto open = [&] {
    perform(app, OpenPath{"/home/rings.png"});
    for (int i = 0; i < 200 && app.ui.dialog != Dialog::confirm_loss; ++i) advance_time(app, app.now_s + 0.1);
    ASSERT_EQ(app.ui.dialog, Dialog::confirm_loss);
    app.ui.discards = true;  // as the dialog's button does
    perform(app, Action(*app.ui.held_up));
    advance_time(app, app.now_s + 0.1);
  };
  open();
  run_command(app, "leave");
  EXPECT_FALSE(app.ui.discards) << "Escape gives nothing up";
  for (int i = 0; i < 200; ++i) advance_time(app, app.now_s + 0.1);
  EXPECT_EQ(app.session.scene(), changed);
  open();
  for (int i = 0; i < 200 && !has_photograph(app); ++i) advance_time(app, app.now_s + 0.1);
  EXPECT_TRUE(has_photograph(app));
  EXPECT_EQ(app.ui.dialog, Dialog::none);
}

TEST(Photographs, OpenUnderTheLayerThatHasOne) {
  Stage stage;
  AppState& app = stage.app();
  open_sample(app, "harbour");
  perform(app, SetParameter{Parameter::stride, -1, 4});
  stage.platform.files["/home/rings.png"] = sample("rings");
  perform(app, OpenPath{"/home/rings.png"});
  EXPECT_EQ(app.session.scene().photograph.picture->name, "rings.png");
  EXPECT_EQ(app.session.scene().spec.axes[height].stride, 4);
  EXPECT_EQ(app.session.scene().spec.in_channels, 1);
}

TEST(Photographs, ThatAreDamagedAreTold) {
  Stage stage;
  AppState& app = stage.app();
  const Scene before = app.session.scene();
  stage.platform.files["/home/cut.png"] = sample("rings").substr(0, 3000);
  perform(app, OpenPath{"/home/cut.png"});
  EXPECT_EQ(toast_of(app), "photograph.damaged_png");
  EXPECT_EQ(app.session.scene(), before);
}

TEST(Photographs, WithoutThreadsAreMadeOverManyFrames) {
  constexpr std::int64_t most_rows_told = 4;  // at a time: a block of the fast path
  Stage stage;
  AppState& app = stage.app();
  open_sample(app, "harbour");
  take_threads(app);
  app.developing.tray->workspace = FastWorkspace(1);
  const Developing& developing = app.developing;
  std::vector<Developing::Shared> shown;
  // The second kernel comes in the middle of the first one's work, which is shown nevertheless.
  for (const float weight : {2.0F, 3.0F}) {
    perform(app, Edit(SetValue{Part::kernel, 0, {1, 1}, weight}));
    for (int frame = 0; frame < 3; ++frame) advance_time(app, app.now_s + 0.02);
  }
  std::int64_t before = developing.maker.job() ? developing.maker.job()->done() : 0;
  const Developing::Shared last = app.session.evaluation()->photograph->whole;
  for (int frame = 0; frame < 5000 && developing.shown != last; ++frame) {
    advance_time(app, app.now_s + 0.02);
    if (shown.empty() || shown.back() != developing.shown) shown.push_back(developing.shown);
    const Job* const job = developing.maker.job();
    const std::int64_t done = job ? job->done() : 0;
    EXPECT_LE(done, before + told_in_frame * most_rows_told);
    before = done;
  }
  ASSERT_EQ(developing.shown, last);
  EXPECT_EQ(shown.size(), 3U) << "nothing, the first, the second";
  const Scene& scene = app.session.scene();
  EXPECT_EQ(*last->output(),
            apply_fast(scene.spec, *scene.photograph.picture->planes, *scene.weight_values, scene.bias));
}

TEST(Photographs, ArePastedWhereTheClipboardHasNoText) {
  Stage stage;
  AppState& app = stage.app();
  app.read_clipboard = [] { return std::string(); };
  run_command(app, "paste_values");
  EXPECT_FALSE(has_photograph(app));
  stage.platform.clipboard_picture = sample("rings");
  run_command(app, "paste_values");
  ASSERT_TRUE(has_photograph(app));
  EXPECT_EQ(app.session.scene().photograph.picture->name, "Pasted picture");
}

TEST(Photographs, AreSavedAndOpenedAgain) {
  Stage stage;
  AppState& app = stage.app();
  open_sample(app, "rings");
  run_command(app, "tone");
  perform(app, SavePath{"/home/mine.convo"});
  const Scene saved = app.session.scene();
  perform(app, OpenPreset{"dilation"});
  ASSERT_FALSE(has_photograph(app));
  EXPECT_THAT(app.session.scene().views, Not(Contains("photograph")));
  perform(app, OpenPath{"/home/mine.convo"});
  EXPECT_EQ(app.session.scene(), saved);
}

TEST(Photographs, TheLoupeMovesByKeys) {
  Stage stage;
  AppState& app = stage.app();
  open_sample(app, "harbour");
  const auto at = [&] { return app.session.scene().photograph.loupe; };
  const Cell before = at();
  run_command(app, "loupe_right");
  run_command(app, "loupe_down", true);
  EXPECT_EQ(at(), (Cell{before.row + 10, before.column + 1}));
  for (int i = 0; i < 200; ++i) run_command(app, "loupe_up", true);
  EXPECT_EQ(at().row, 0) << "as far as the edge";
  perform(app, choose(Parameter::operation, Operation::transposed_convolution));
  perform(app, SetParameter{Parameter::stride, -1, 2});
  const Cell there = at();
  run_command(app, "loupe_right");
  EXPECT_EQ(at(), (Cell{there.row, there.column + 1}));
  perform(app, SetLayer{"", Spec(), {}, {}});
  EXPECT_FALSE(command("loupe_right").is_enabled(app));
}

TEST(Photographs, TonesAndGreyAreChosen) {
  Stage stage;
  AppState& app = stage.app();
  open_sample(app, "harbour");
  EXPECT_EQ(app.session.scene().photograph.tone, std::nullopt);
  run_command(app, "tone");
  EXPECT_EQ(app.session.scene().photograph.tone, Tone::about_grey) << "after what the kernel suggests";
  run_command(app, "tone");
  EXPECT_EQ(app.session.scene().photograph.tone, Tone::clamped);
  run_command(app, "grey");
  EXPECT_EQ(app.session.scene().spec.in_channels, 1);
  EXPECT_TRUE(is_grey(app));
  run_command(app, "grey");
  EXPECT_EQ(app.session.scene().spec.in_channels, 3);
  open_sample(app, "rings");
  EXPECT_FALSE(command("grey").is_enabled(app));
}

TEST(Photographs, CutNoNumberOfTheKernel) {
  PanelStage stage({1280, 800});
  show_sample(stage, "rings");
  stage.apply(SetParameter{Parameter::kernel, -1, 7});
  stage.apply(SetValue{Part::kernel, 0, {0, 0}, -0.045F});
  stage.apply(SetValue{Part::kernel, 0, {0, 1}, 1.205F});
  // A cell is too narrow for a sign and three decimals: a number has fewer, or is left to the hint.
  const std::vector<std::string> words = stage.words("left");
  EXPECT_THAT(words, Contains("1.2"));
  for (const std::string& word : words) EXPECT_FALSE(word.starts_with("−0") || word.ends_with("…")) << word;
}

TEST(Photographs, TheirNumbersAreNotTyped) {
  Stage stage;
  AppState& app = stage.app();
  open_sample(app, "rings");
  app.session.pin = {Side::convolution, Part::fine, 0, {1, 1}};
  EXPECT_FALSE(command("edit_value").is_enabled(app));
  app.read_clipboard = [] { return "1 2\n3 4"; };
  run_command(app, "paste_values");
  EXPECT_EQ(toast_of(app), "map.of_photograph");
  EXPECT_TRUE(is_editable({Side::convolution, Part::kernel, 0, {0, 0}}, *app.session.evaluation()));
}

TEST(Photographs, TheLoupeFollowsTheMouse) {
  PanelStage stage;
  show_sample(stage);
  for (const std::int64_t channel : {0, 1}) {
    const Rect place = place_of(stage, channel);
    stage.click({place.x + place.width * 0.25, place.y + place.height * 0.75});
    const Cell clicked = stage.session().scene().photograph.loupe;
    // The mouse stands on whole points of the screen, and the loupe on whole pixels of the photograph.
    EXPECT_NEAR(static_cast<double>(clicked.row), 540 * 0.75, 1 + 540 / place.height);
    EXPECT_NEAR(static_cast<double>(clicked.column), 960 * 0.25, 1 + 960 / place.width);
  }
  const Rect place = place_of(stage, 0);
  stage.drag({place.x + 20, place.y + 20}, {place.right() + 80, place.bottom() + 5});
  EXPECT_EQ(stage.session().scene().photograph.loupe, (Cell{539, 959})) << "held within the picture";
  EXPECT_EQ(stage.ui().pan, Point{}) << "and the picture stays";
  stage.run("undo");
  EXPECT_NEAR(static_cast<double>(stage.session().scene().photograph.loupe.row), 540 * 0.75, 1 + 540 / place.height)
      << "in one step";
}

TEST(Photographs, AKernelsNumberIsDragged) {
  PanelStage stage;
  show_sample(stage);
  const Rect element = stage.area("left", "element 1,1");
  const auto before = stage.session().evaluation()->photograph->whole;
  stage.drag(element.center(), {element.center().x, element.center().y - 60});
  const float value = (*stage.session().scene().weight_values)(0, 0, 1, 1);
  EXPECT_NEAR(value, 60 / 3.0 * 0.05, 0.06);
  EXPECT_EQ((*stage.session().scene().weight_values)(2, 0, 1, 1), value);
  for (int i = 0; i < 500 && stage.app().developing.shown != stage.session().evaluation()->photograph->whole; ++i)
    stage.wait(0.01);
  EXPECT_EQ(stage.app().developing.shown, stage.session().evaluation()->photograph->whole);
  EXPECT_NE(stage.app().developing.shown, before);
  stage.run("undo");
  EXPECT_EQ((*stage.session().scene().weight_values)(0, 0, 1, 1), 0) << "in one step";
  stage.click(element.center());
  EXPECT_EQ((*stage.session().scene().weight_values)(0, 0, 1, 1), 0) << "a click changes nothing";
}

TEST(Photographs, PanelsAreTidyInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    for (const Size window : {Size{1280, 800}, Size{800, 600}}) {
      SCOPED_TRACE(language);
      PanelStage stage(window, language);
      show_sample(stage);
      expect_tidy(stage);
      EXPECT_TRUE(stage.says("left", stage.say("photograph.title")));
      EXPECT_FALSE(stage.says("left", stage.say("parameter.input") + "540"));
    }
  }
}

}  // namespace
}  // namespace convoscope::testing

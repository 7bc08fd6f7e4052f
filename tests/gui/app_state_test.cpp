// Stepping, playing, files and preferences, without a window.
#include "gui/state/app_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "document/scene_file.h"
#include "gui/export/export_plan.h"
#include "gui/state/commands.h"
#include "gui/state/files.h"
#include "support.h"

namespace convoscope::testing {
namespace {

TEST(AppState, StartsOnTheArticle) {
  Stage stage;
  ASSERT_TRUE(stage.started);
  const AppState& app = stage.app();
  EXPECT_EQ(app.session.scene().title, "article");
  EXPECT_EQ(app.language, "en");
  EXPECT_FALSE(app.session.is_modified());
  const Tag cell = focus(*app.session.evaluation(), app.session.playhead, app.session.pin);
  EXPECT_EQ(to_string(cell), "transposed.output[1,1]");
}

TEST(AppState, TakesWhatIsRequested) {
  WindowRequest request;
  request.preset = "padding_strides";
  request.theme = "dark";
  request.language = "zh";
  request.views = {"connections"};
  request.step = 3;
  Stage stage(request);
  ASSERT_TRUE(stage.started);
  EXPECT_EQ(stage.app().session.scene().title, "padding_strides");
  EXPECT_TRUE(stage.app().theme().is_dark);
  EXPECT_EQ(stage.app().catalog().code(), "zh");
  EXPECT_THAT(stage.app().session.scene().views, ::testing::ElementsAre("connections"));
  EXPECT_EQ(stage.app().session.playhead.step, 2);
}

TEST(AppState, StartsNowhereOnAnUnknownRequest) {
  WindowRequest request;
  request.preset = "none";
  EXPECT_EQ(Stage(request).started.message().key, "preset.unknown");
  request = {};
  request.theme = "none";
  EXPECT_EQ(Stage(request).started.message().key, "theme.unknown");
  request = {};
  request.file = "/missing.convo";
  EXPECT_EQ(Stage(request).started.message().key, "file.not_found");
}

TEST(AppState, OffersEveryThemeThereIs) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(CONVOSCOPE_ASSETS_DIR "/themes")) {
    files.push_back(entry.path().stem().string());
  }
  std::vector<std::string> offered;
  for (const ThemeRow& row : theme_rows()) offered.emplace_back(row.name);
  EXPECT_THAT(offered, ::testing::UnorderedElementsAreArray(files));
}

TEST(AppState, StepsStayWithinTheTraceAndFreeThePin) {
  Stage stage;
  AppState& app = stage.app();
  const std::int64_t last = last_step(*app.session.evaluation(), app.session.playhead);
  step_by(app, 1000);
  EXPECT_EQ(app.session.playhead.step, last);
  step_by(app, -1000);
  EXPECT_EQ(app.session.playhead.step, 0);
  app.session.pin = Tag{Side::transposed, Part::fine, 0, {2, 2}};
  step_by(app, 1);
  EXPECT_FALSE(app.session.pin);
  EXPECT_EQ(app.session.playhead.step, 1);
}

TEST(AppState, PlaysAtItsSpeedAndStopsAtTheEnd) {
  Stage stage;
  AppState& app = stage.app();
  advance_time(app, 10);
  seek(app, 6);
  app.ui.steps_per_second = 2;
  set_playing(app, true);
  EXPECT_DOUBLE_EQ(next_event_s(app), 10.5);
  advance_time(app, 10.4);
  EXPECT_EQ(app.session.playhead.step, 6);
  advance_time(app, 10.5);
  EXPECT_EQ(app.session.playhead.step, 7);
  advance_time(app, 11);
  EXPECT_EQ(app.session.playhead.step, 8);
  EXPECT_FALSE(app.ui.is_playing);
  EXPECT_EQ(next_event_s(app), std::numeric_limits<double>::infinity());
  set_playing(app, true);  // at the end: from the start again
  EXPECT_EQ(app.session.playhead.step, 0);
}

TEST(AppState, ChangingTheGranularityStaysAtTheCell) {
  Stage stage;
  AppState& app = stage.app();
  for (std::int64_t step = 0; step < 9; ++step) {
    seek(app, step);
    const Tag before = focus(*app.session.evaluation(), app.session.playhead, {});
    set_granularity(app, Granularity::multiply);
    EXPECT_EQ(focus(*app.session.evaluation(), app.session.playhead, {}), before);
    set_granularity(app, Granularity::cell);
    EXPECT_EQ(focus(*app.session.evaluation(), app.session.playhead, {}), before);
    EXPECT_EQ(app.session.playhead.step, step);
  }
}

TEST(AppState, ASmallerLayerHoldsThePlayhead) {
  Stage stage;
  AppState& app = stage.app();
  seek(app, 8);
  perform(app, Edit(SetParameter{Parameter::input, -1, 1}));
  EXPECT_LE(app.session.playhead.step, last_step(*app.session.evaluation(), app.session.playhead));
}

TEST(AppState, AnIllegalEditLeavesThePictureAndSaysWhy) {
  Stage stage;
  AppState& app = stage.app();
  const Scene before = app.session.scene();
  perform(app, Edit(SetParameter{Parameter::stride, -1, 0}));
  ASSERT_FALSE(app.session.problems().empty());
  EXPECT_EQ(app.session.problems().front().parameter, Parameter::stride);
  EXPECT_EQ(app.session.scene(), before);
  run_command(app, "undo");
  EXPECT_TRUE(app.session.problems().empty());
}

TEST(AppState, SavesAndOpensWhatItShows) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, Edit(SetParameter{Parameter::stride, -1, 1}));
  perform(app, Seek{3});
  EXPECT_TRUE(app.session.is_modified());
  perform(app, SavePath{"/lecture"});
  EXPECT_EQ(app.session.path(), "/lecture.convo");
  EXPECT_FALSE(app.session.is_modified());
  const SavedScene saved = saved_scene(app.session);
  perform(app, OpenPreset{"dilation"});
  EXPECT_NE(app.session.scene(), saved.scene);
  perform(app, OpenPath{"/lecture.convo"});
  EXPECT_EQ(saved_scene(app.session), saved);
  run_command(app, "undo");
  EXPECT_EQ(app.session.scene().title, "dilation");
}

TEST(AppState, WhatCannotBeOpenedIsAMessage) {
  Stage stage;
  AppState& app = stage.app();
  stage.platform.files["/broken.convo"] = "{ \"convoscope\": 1, ";
  const Scene before = app.session.scene();
  for (const std::string path : {"/missing.convo", "/broken.convo"}) {
    app.ui.toast.reset();
    perform(app, OpenPath{path});
    ASSERT_TRUE(app.ui.toast) << path;
    EXPECT_TRUE(app.ui.toast->is_error);
    EXPECT_THAT(app.catalog().text(app.ui.toast->message), ::testing::HasSubstr(path));
    EXPECT_EQ(app.session.scene(), before);
  }
}

TEST(AppState, WhatCannotBeWrittenIsAMessageAndStaysUnsaved) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, Edit(SetParameter{Parameter::stride, -1, 1}));
  perform(app, SavePath{"/forbidden/x.convo"});
  ASSERT_TRUE(app.ui.toast);
  EXPECT_TRUE(app.ui.toast->is_error);
  EXPECT_TRUE(app.session.is_modified());
}

TEST(AppState, ClosingAsksOnlyWhereSomethingWouldBeLost) {
  Stage stage;
  AppState& app = stage.app();
  run_command(app, "quit");
  EXPECT_TRUE(app.ui.closes);

  Stage changed;
  perform(changed.app(), Edit(SetParameter{Parameter::stride, -1, 1}));
  run_command(changed.app(), "quit");
  EXPECT_FALSE(changed.app().ui.closes);
  EXPECT_EQ(changed.app().ui.dialog, Dialog::confirm_loss);
  run_command(changed.app(), "leave");
  EXPECT_FALSE(changed.app().ui.held_up);
  run_command(changed.app(), "quit");
  perform(changed.app(), SavePath{"/x.convo"});
  EXPECT_TRUE(changed.app().ui.closes);
}

TEST(AppState, WhatIsToldBehindADialogIsToldOnceThatIsClosed) {
  Stage stage;
  AppState& app = stage.app();
  run_command(app, "help");
  tell(app, {"export.copied", {}});
  advance_time(app, 60);
  ASSERT_TRUE(app.ui.toast);
  run_command(app, "leave");
  advance_time(app, 63);
  EXPECT_TRUE(app.ui.toast);
  advance_time(app, 65);
  EXPECT_FALSE(app.ui.toast);
}

TEST(AppState, ClosingAsksNothingOfWhoOnlyLookedAround) {
  Stage stage;
  perform(stage.app(), Edit(SetViews{{"stack"}}));
  perform(stage.app(), Edit(SetCamera{{1, 50, 0}}));
  run_command(stage.app(), "quit");
  EXPECT_TRUE(stage.app().ui.closes);

  Stage saved;  // but a file holds its views
  perform(saved.app(), SavePath{"/x.convo"});
  perform(saved.app(), Edit(SetViews{{"stack"}}));
  run_command(saved.app(), "quit");
  EXPECT_FALSE(saved.app().ui.closes);
}

// What was typed and not taken is told of until the layer is another.
TEST(AppState, ForgetsARefusedEntryWithTheNextChange) {
  Stage stage;
  AppState& app = stage.app();
  const RefusedEntry refused{Parameter::kernel, "abc"};
  app.ui.refused = refused;
  perform(app, AbandonHold{});
  EXPECT_TRUE(app.ui.refused);
  perform(app, Edit(SetParameter{Parameter::stride, -1, 1}));
  EXPECT_FALSE(app.ui.refused);
  for (const char* command : {"undo", "redo"}) {
    app.ui.refused = refused;
    run_command(app, command);
    EXPECT_FALSE(app.ui.refused) << command;
  }
}

TEST(AppState, RemembersThemeAndLanguage) {
  Stage stage;
  run_command(stage.app(), "theme");
  run_command(stage.app(), "language");
  EXPECT_EQ(stage.platform.files["/config/preferences"], "theme dark\nlanguage zh\n");

  TestPlatform platform;
  platform.files = stage.platform.files;
  const FontBook fonts(platform);
  const Result<AppState> again = start({}, platform, fonts, "en_GB.UTF-8");
  EXPECT_TRUE(again->theme().is_dark);
  EXPECT_EQ(again->language, "zh");
  EXPECT_FALSE(again->session.is_modified());
  WindowRequest picture;
  picture.screenshot = "/x.png";  // the same whoever takes it
  EXPECT_FALSE(start(picture, platform, fonts, "zh_CN.UTF-8")->theme().is_dark);
  EXPECT_EQ(start(picture, platform, fonts, "zh_CN.UTF-8")->language, "en");
}

// From a file manager or the command line: it was among the recent files only when a dialog had opened it.
TEST(AppState, CountsTheFileItWasStartedWithAmongTheRecentOnes) {
  Stage stage;
  perform(stage.app(), SavePath{"/home/lecture.convo"});
  TestPlatform platform;
  platform.files["/home/lecture.convo"] = stage.platform.files["/home/lecture.convo"];
  const FontBook fonts(platform);
  WindowRequest request;
  request.file = "/home/lecture.convo";
  EXPECT_EQ(start(request, platform, fonts, "")->recent_files, (std::vector<std::string>{"/home/lecture.convo"}));
  EXPECT_EQ(start({}, platform, fonts, "")->recent_files, (std::vector<std::string>{"/home/lecture.convo"}));
}

TEST(AppState, TakesAThemeOfOnesOwn) {
  TestPlatform platform;
  platform.files["/home/mine.json"] = R"({"base": "dark", "canvas": "#102030"})";
  const FontBook fonts(platform);
  WindowRequest request;
  request.theme = "/home/mine.json";
  Result<AppState> app = start(request, platform, fonts, "en_GB.UTF-8");
  ASSERT_TRUE(app);
  EXPECT_EQ(app->theme().canvas, (Color{0x10, 0x20, 0x30, 0xff}));
  EXPECT_FALSE(app->ui.toast);
  EXPECT_FALSE(app->session.is_modified());
  EXPECT_EQ(app->session.scene().theme, "light") << "its path means nothing elsewhere";
  EXPECT_EQ(plan_export(*app).picture.theme.canvas, app->theme().canvas) << "as the window";
  run_command(*app, "language");
  Result<AppState> again = start({}, platform, fonts, "en_GB.UTF-8");
  EXPECT_EQ(again->theme().name, "/home/mine.json") << "as last time";
  run_command(*again, "theme");
  EXPECT_EQ(again->theme().name, "light") << "it was dark";
  EXPECT_EQ(start({}, platform, fonts, "en_GB.UTF-8")->theme().name, "light");
}

TEST(AppState, OpensInLightWhereAThemeIsDamaged) {
  const std::string not_taken = ". Shown in the light theme.";
  for (const auto& [file, words] : std::vector<std::pair<std::string, std::string>>{
           {"{\"base\": \"dark\", \"canvass\": \"#102030\"}",
            "/home/broken.json: this theme file has an entry that no theme knows: canvass" + not_taken},
           {"{\"base\": \"drak\"}", "/home/broken.json: there is no theme drak" + not_taken},
           {"{\"canvas\": \"blue\"}",
            "/home/broken.json: this theme file's entry canvas has a wrong value" + not_taken},
           {"{",
            "/home/broken.json: this is no theme file: it has to be a JSON object, like the files in assets/themes" +
                not_taken},
           {"",
            "/home/broken.json: this is no theme file: it has to be a JSON object, like the files in assets/themes" +
                not_taken}}) {
    for (const bool is_preferred : {false, true}) {
      TestPlatform platform;
      platform.files["/home/broken.json"] = file;
      if (is_preferred) platform.files["/config/preferences"] = "theme /home/broken.json\nlanguage en\n";
      const FontBook fonts(platform);
      WindowRequest request;
      request.preset = "dilation";
      if (!is_preferred) request.theme = "/home/broken.json";
      Result<AppState> app = start(request, platform, fonts, "en_GB.UTF-8");
      ASSERT_TRUE(app) << file;
      EXPECT_EQ(app->theme().name, "light");
      ASSERT_TRUE(app->ui.toast) << file;
      EXPECT_TRUE(app->ui.toast->is_error);
      EXPECT_EQ(app->catalog().text(app->ui.toast->message), words);
      EXPECT_FALSE(app->session.is_modified());
    }
  }
  TestPlatform platform;
  const FontBook fonts(platform);
  WindowRequest request;
  request.theme = "./missing.json";
  EXPECT_EQ(start(request, platform, fonts, "en_GB.UTF-8")->ui.toast->message.key, "file.not_found");
  platform.files["/config/preferences"] = "theme neon\n";
  EXPECT_EQ(start({}, platform, fonts, "en_GB.UTF-8")->ui.toast->message.key, "theme.unknown");
}

TEST(AppState, SpeaksTheSystemsLanguage) {
  TestPlatform platform;
  const FontBook fonts(platform);
  EXPECT_EQ(start({}, platform, fonts, "zh_CN.UTF-8")->language, "zh");
  EXPECT_EQ(start({}, platform, fonts, "de_DE.UTF-8")->language, "en");
  EXPECT_EQ(start({}, platform, fonts, "")->language, "en");
}

// A click on a channel's node.
TEST(AppState, AWholeMapChoosesItsChannel) {
  testing::Stage stage;
  AppState& app = stage.app();
  Scene scene = app.session.scene();
  scene.spec.in_channels = 3;  // of the transposed convolution: coarse
  scene.spec.out_channels = 2;
  scene.spec.operation = Operation::transposed_convolution;
  scene.fine_values = scene.coarse_values = scene.weight_values = nullptr;
  app.session = Session({scene, {Side::transposed, Granularity::cell, 4}, {}});
  perform(app, SetPin{*parse_tag("transposed.output[1:]")});
  EXPECT_EQ(app.session.playhead.step, 25 + 4);  // the same cell of the other channel, whose map is 5x5
  EXPECT_FALSE(app.session.pin);
  perform(app, SetPin{*parse_tag("transposed.output")});
  EXPECT_EQ(app.session.playhead.step, 4);
  perform(app, SetPin{*parse_tag("transposed.input[2:]")});
  EXPECT_EQ(to_string(app.session.pin), "transposed.input[2:]");
  EXPECT_EQ(app.session.playhead.step, 4);
  perform(app, SetPin{*parse_tag("transposed.output[1,1]")});
  perform(app, SetPin{*parse_tag("transposed.output[1:]")});
  EXPECT_EQ(to_string(app.session.pin), "transposed.output[1:1,1]");
}

}  // namespace
}  // namespace convoscope::testing

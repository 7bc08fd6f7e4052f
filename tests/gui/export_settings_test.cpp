// The export dialog's settings, without a window: formats, names of files, and what they come to for a scene.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/export/export_plan.h"
#include "gui/state/commands.h"
#include "picture/step_files.h"
#include "support.h"

namespace convoscope::testing {
namespace {

TEST(ExportSettings, EveryFormatHasANameThatPeopleWrite) {
  for (const Format& each : formats()) {
    std::string name(each.name);
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    EXPECT_EQ(name, each.extension);
    EXPECT_TRUE(each.still != nullptr || each.animation != nullptr) << name;
  }
}

TEST(ExportSettings, NamesItsFileByFolderNameAndFormat) {
  ExportSettings settings;
  settings.folder = "/home/figures";
  settings.name.set("steps.gif");
  take_typed_format(settings);
  EXPECT_EQ(settings.extension, "gif");
  EXPECT_EQ(path_of(settings), "/home/figures/steps.gif");
  choose_format(settings, "svg");
  EXPECT_EQ(path_of(settings), "/home/figures/steps.svg");
  settings.name.set("figure 1.5");
  take_typed_format(settings);
  EXPECT_EQ(path_of(settings), "/home/figures/figure 1.5.svg");
  // The old ending stays behind one that is typed into the name.
  settings.name.set("steps.gif.png");
  take_typed_format(settings);
  EXPECT_EQ(settings.extension, "gif");
  EXPECT_EQ(path_of(settings), "/home/figures/steps.gif");
  choose_format(settings, "gif");
  EXPECT_EQ(settings.name.view(), "steps.gif");
  settings.name.set("Steps.SVG");
  take_typed_format(settings);
  EXPECT_EQ(settings.extension, "svg");
  EXPECT_EQ(path_of(settings), "/home/figures/Steps.SVG");
  settings.name.set("/elsewhere/steps.svg");
  EXPECT_EQ(path_of(settings), "/elsewhere/steps.svg");
  settings.name.set("");
  choose_format(settings, "png");
  EXPECT_EQ(settings.name.view(), "");
}

TEST(ExportSettings, ProposesTheScenesNameAndRemembersFolders) {
  Stage stage;
  AppState& app = stage.app();
  run_command(app, "export");
  EXPECT_EQ(path_of(app.ui.picture), "/home/article.png");
  app.ui.picture.name.set("/figures/a.svg");
  perform(app, ExportPicture{});
  settle(app);
  ASSERT_TRUE(stage.platform.files.contains("/figures/a.svg"));
  run_command(app, "export");
  EXPECT_EQ(app.ui.picture.folder, "/figures");
  run_command(app, "leave");
  EXPECT_THAT(app.recent_folders, ::testing::ElementsAre("/figures"));

  // The next run knows it too, and still knows the rest.
  perform(app, ChooseTheme{"dark"});
  Result<AppState> next = start({}, stage.platform, stage.fonts, "en");
  ASSERT_TRUE(next);
  EXPECT_THAT(next->recent_folders, ::testing::ElementsAre("/figures"));
  run_command(*next, "export");
  EXPECT_EQ(next->ui.picture.folder, "/figures");
  EXPECT_EQ(next->session.scene().theme, "dark");
}

TEST(ExportSettings, KeepsTheLastFoldersEachOnce) {
  Stage stage;
  AppState& app = stage.app();
  for (const char* folder : {"/1", "/2", "/3", "/2", "/4", "/5", "/6", "/7"}) remember_folder(app, folder);
  EXPECT_THAT(app.recent_folders, ::testing::ElementsAre("/7", "/6", "/5", "/4", "/2", "/3"));
}

TEST(ExportSettings, TheChosenColoursGoIntoThePictureAndNotIntoTheScene) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.theme = "print";
  app.ui.picture.view = "stack";
  app.ui.picture.step = 7;
  const ExportPlan plan = plan_export(app);
  EXPECT_EQ(plan.picture.theme.name, "print");
  EXPECT_EQ(plan.picture.saved.scene.theme, "print");
  EXPECT_EQ(plan.picture.view, "stack");
  EXPECT_EQ(plan.picture.saved.playhead.step, 7);
  EXPECT_FALSE(plan.picture.saved.pin);
  EXPECT_EQ(app.session.scene().theme, "light");
}

TEST(ExportSettings, AnimationsCountTheirFramesAndTheirTime) {
  Stage stage;
  AppState& app = stage.app();
  ExportSettings& settings = app.ui.picture;
  settings.steps_per_second = 2;
  settings.hold_s = 1.5;
  choose_format(settings, "gif");
  ExportPlan plan = plan_export(app);
  EXPECT_EQ(plan.steps, StepsWritten::all);
  EXPECT_EQ(plan.frames, 9);
  EXPECT_DOUBLE_EQ(plan.duration_s, 6);
  EXPECT_DOUBLE_EQ(plan.options.hold_s, 1.5);
  choose_format(settings, "pdf");
  EXPECT_EQ(plan_export(app).frames, 1);
  settings.steps = StepsWritten::all;
  EXPECT_EQ(plan_export(app).frames, 9);
  EXPECT_DOUBLE_EQ(plan_export(app).duration_s, 0);
  choose_format(settings, "png");
  EXPECT_EQ(plan_export(app).steps, StepsWritten::one);
}

TEST(ExportSettings, PdfPagesMayBePaper) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.paper = Paper::letter;
  choose_format(app.ui.picture, "pdf");
  EXPECT_EQ(plan_export(app).picture.page, letter_page);
  choose_format(app.ui.picture, "png");
  EXPECT_FALSE(plan_export(app).picture.page);
}

TEST(ExportSettings, TheColoursMayFollowTheWindowAgain) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.theme = "print";
  app.ui.picture.theme.clear();
  perform(app, ChooseTheme{"dark"});
  EXPECT_EQ(plan_export(app).picture.theme.name, "dark");
}

TEST(ExportSettings, EachFormatKnowsWhichStepsItCanHold) {
  ExportSettings settings;
  const auto written = [&](std::string_view extension, StepsWritten steps) {
    settings.extension = extension;
    settings.steps = steps;
    return steps_written(settings);
  };
  for (const StepsWritten steps : {StepsWritten::one, StepsWritten::all, StepsWritten::sheet, StepsWritten::files}) {
    EXPECT_EQ(written("gif", steps), StepsWritten::all);
    EXPECT_EQ(written("pdf", steps), steps);
    EXPECT_EQ(written("png", steps), steps == StepsWritten::all ? StepsWritten::one : steps);
  }
}

TEST(ExportSettings, StepsWithAFileEachAreNumbered) {
  Stage stage;
  AppState& app = stage.app();
  run_command(app, "export");
  app.ui.picture.steps = StepsWritten::files;
  app.ui.picture.name.set("steps.png");
  const ExportPlan plan = plan_export(app);
  ASSERT_EQ(plan.paths.size(), 9u);
  EXPECT_EQ(plan.frames, 9);
  EXPECT_EQ(plan.paths.front(), "/home/steps-01.png");
  EXPECT_EQ(plan.paths.back(), "/home/steps-09.png");
}

TEST(ExportSettings, TooManyStepsForAFileEachAreRefused) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, Edit(SetParameter{Parameter::input, -1, 64}));
  run_command(app, "export");
  app.ui.picture.steps = StepsWritten::files;
  const ExportPlan plan = plan_export(app);
  EXPECT_EQ(can_export(app, plan).message().key, "export.too_many_files");
  EXPECT_LE(std::ssize(plan.paths), most_step_files);
}

}  // namespace
}  // namespace convoscope::testing

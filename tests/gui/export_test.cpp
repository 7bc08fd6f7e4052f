// Exporting from the window, without a window: what the sheet's settings come to, writing beside stepping, stopping, failing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <thread>

#include "gui/commands.h"
#include "gui/export_plan.h"
#include "gui/files.h"
#include "gui/preview_painter.h"
#include "support.h"

namespace convoscope::testing {
namespace {

/// Until nothing is being done any more; what came of it is then in the toast.
void settle(AppState& app) {
  while (!app.errands.empty()) {
    settle_errands(app);
    std::this_thread::yield();
  }
}

/// Exports as a user does: opens the sheet, names a file, presses the button.
void export_to(AppState& app, const std::string& path) {
  run_command(app, "export");
  app.ui.picture.name.set(path);
  perform(app, ExportPicture{});
}

TEST(Export, EveryFormatHasItsChoices) {
  std::vector<std::string_view> listed;
  for (const FormatChoices& each : format_choices()) listed.push_back(each.extension);
  std::vector<std::string_view> written;
  for (const Format& each : formats()) written.push_back(each.extension);
  EXPECT_EQ(listed, written);
}

TEST(Export, NamesItsFileByFolderNameAndFormat) {
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

TEST(Export, ProposesTheScenesNameAndRemembersFolders) {
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

TEST(Export, KeepsTheLastFoldersEachOnce) {
  Stage stage;
  AppState& app = stage.app();
  for (const char* folder : {"/1", "/2", "/3", "/2", "/4", "/5", "/6", "/7"}) remember_folder(app, folder);
  EXPECT_THAT(app.recent_folders, ::testing::ElementsAre("/7", "/6", "/5", "/4", "/2", "/3"));
}

TEST(Export, WritesPicturesThatOpenAgain) {
  for (const std::string path : {"/x.svg", "/x.png", "/x.pdf", "/x.html"}) {
    Stage stage;
    AppState& app = stage.app();
    perform(app, Edit(SetParameter{Parameter::stride, -1, 1}));
    perform(app, Seek{2});
    const Scene shown = app.session.scene();
    export_to(app, path);
    EXPECT_EQ(app.ui.sheet, Sheet::none);
    settle(app);
    ASSERT_TRUE(stage.platform.files.contains(path)) << path;
    ASSERT_TRUE(app.ui.toast) << path;
    EXPECT_FALSE(app.ui.toast->is_error);
    EXPECT_EQ(app.ui.toast->file, path);
    perform(app, OpenPreset{"dilation"});
    perform(app, OpenPath{path});
    EXPECT_EQ(app.session.scene().spec, shown.spec) << path;
    EXPECT_EQ(app.session.playhead.step, 2) << path;
  }
}

TEST(Export, TheChosenColoursGoIntoThePictureAndNotIntoTheScene) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.theme = "print";
  app.ui.picture.view = View::stack;
  app.ui.picture.step = 7;
  const ExportPlan plan = plan_export(app);
  EXPECT_EQ(plan.picture.theme.name, "print");
  EXPECT_EQ(plan.picture.saved.scene.theme, "print");
  EXPECT_EQ(plan.picture.view, View::stack);
  EXPECT_EQ(plan.picture.saved.playhead.step, 7);
  EXPECT_FALSE(plan.picture.saved.pin);
  EXPECT_EQ(app.session.scene().theme, "light");
}

TEST(Export, ConnectionsThatAreTurnedRoundAreExportedSo) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.view = View::connections;
  const auto picture = [&] {
    export_to(app, "/x.svg");
    settle(app);
    return stage.platform.files["/x.svg"];
  };
  const std::string both = picture();
  run_command(app, "swap_roles");
  EXPECT_EQ(plan_export(app).picture.role_swap, 1.0);
  EXPECT_NE(picture(), both);
  run_command(app, "swap_roles");
  EXPECT_EQ(picture(), both) << "on the way back";
}

TEST(Export, AnimationsCountTheirFramesAndTheirTime) {
  Stage stage;
  AppState& app = stage.app();
  ExportSettings& settings = app.ui.picture;
  settings.steps_per_second = 2;
  settings.hold_s = 1.5;
  choose_format(settings, "gif");
  ExportPlan plan = plan_export(app);
  EXPECT_TRUE(plan.is_animation);
  EXPECT_EQ(plan.frames, 9);
  EXPECT_DOUBLE_EQ(plan.duration_s, 6);
  EXPECT_DOUBLE_EQ(plan.options.hold_s, 1.5);
  choose_format(settings, "pdf");
  EXPECT_EQ(plan_export(app).frames, 1);
  settings.takes_all_steps = true;
  EXPECT_EQ(plan_export(app).frames, 9);
  EXPECT_DOUBLE_EQ(plan_export(app).duration_s, 0);
  choose_format(settings, "png");
  EXPECT_FALSE(plan_export(app).is_animation);
}

TEST(Export, ThePreviewPlaysWithItsPauseAndStandsStillForPictures) {
  Stage stage;
  AppState& app = stage.app();
  ExportSettings& settings = app.ui.picture;
  run_command(app, "export");
  EXPECT_EQ(next_event_s(app), std::numeric_limits<double>::infinity());
  choose_format(settings, "gif");
  settings.steps_per_second = 2;
  settings.hold_s = 3;
  restart_preview(app);
  EXPECT_DOUBLE_EQ(next_event_s(app), 0.5);
  double now_s = 0;
  for (std::int64_t step = 1; step < 9; ++step) {
    now_s = next_event_s(app);
    advance_time(app, now_s);
    EXPECT_EQ(settings.shown_frame, step);
  }
  EXPECT_DOUBLE_EQ(next_event_s(app), now_s + 0.5 + 3);
  advance_time(app, now_s + 3.5);
  EXPECT_EQ(settings.shown_frame, 0);
  settings.is_playing = false;
  EXPECT_EQ(next_event_s(app), std::numeric_limits<double>::infinity());
}

TEST(Export, GlidingFilmsHaveFramesBetweenTheirSteps) {
  Stage stage;
  AppState& app = stage.app();
  ExportSettings& settings = app.ui.picture;
  run_command(app, "export");
  settings.glides = true;
  choose_format(settings, "html");
  EXPECT_EQ(plan_export(app).options.between, 0);
  EXPECT_EQ(plan_export(app).frames, 9);
  choose_format(settings, "gif");
  settings.steps_per_second = 0.5;
  const ExportPlan plan = plan_export(app);
  EXPECT_EQ(plan.options.between, gliding_frames);
  EXPECT_EQ(plan.frames, 8 * (gliding_frames + 1) + 1);
  EXPECT_DOUBLE_EQ(plan.duration_s, 9 / 0.5 + settings.hold_s);
  // The preview plays as long: from its first frame to its first frame.
  settings.next_frame_s = 0;
  settings.shown_frame = plan.frames - 1;
  advance_time(app, 0);
  ASSERT_EQ(settings.shown_frame, 0);
  double now_s = 0;
  do {
    now_s = next_event_s(app);
    advance_time(app, now_s);
  } while (settings.shown_frame != 0);
  EXPECT_NEAR(now_s, plan.duration_s, 1e-9);
}

TEST(Export, PdfPagesMayBePaper) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.paper = Paper::letter;
  choose_format(app.ui.picture, "pdf");
  EXPECT_EQ(plan_export(app).picture.page, letter_page);
  choose_format(app.ui.picture, "png");
  EXPECT_FALSE(plan_export(app).picture.page);
}

TEST(Export, WhatCannotBeWrittenIsSaidAndLeavesTheSheetOpen) {
  Stage stage;
  AppState& app = stage.app();
  export_to(app, "/forbidden/x.svg");
  ASSERT_TRUE(app.ui.toast);
  EXPECT_EQ(app.ui.toast->message.key, "file.no_write_permission");
  EXPECT_EQ(app.ui.sheet, Sheet::export_picture);
  EXPECT_EQ(app.ui.picture.name.age_frames, 0) << "the name has the keyboard again";
  EXPECT_TRUE(app.errands.empty());
  app.ui.picture.name.set("");
  perform(app, ExportPicture{});
  EXPECT_EQ(app.ui.toast->message.key, "file.no_name");
  // The test's platform has no helper programs.
  app.ui.picture.name.set("/x.mp4");
  perform(app, ExportPicture{});
  EXPECT_EQ(app.ui.toast->message.key, "export.program_missing");
  EXPECT_FALSE(stage.platform.files.contains("/x.mp4"));
}

TEST(Export, AnErrorOnTheWayIsToldAndNothingIsWritten) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.scale = 100;  // more pixels than a picture may have
  app.ui.picture.view = View::maps;
  perform(app, Edit(SetParameter{Parameter::input, -1, 60}));
  export_to(app, "/x.png");
  settle(app);
  ASSERT_TRUE(app.ui.toast);
  EXPECT_TRUE(app.ui.toast->is_error);
  EXPECT_EQ(app.ui.toast->message.key, "export.too_large");
  EXPECT_FALSE(stage.platform.files.contains("/x.png"));
}

TEST(Export, TheWindowStepsOnWhileAFileIsWritten) {
  Stage stage;
  AppState& app = stage.app();
  const std::string before = [&] {
    export_to(app, "/a.html");
    settle(app);
    return stage.platform.files["/a.html"];
  }();
  export_to(app, "/b.html");
  ASSERT_TRUE(export_under_way(app));
  perform(app, Edit(SetParameter{Parameter::stride, -1, 1}));
  perform(app, Seek{3});
  choose_language(app, "zh");
  perform(app, OpenPreset{"dilation"});
  settle(app);
  EXPECT_EQ(stage.platform.files["/b.html"], before) << "it shows what was there when it was asked for";
}

TEST(Export, OneFileAtATime) {
  Stage stage;
  AppState& app = stage.app();
  export_to(app, "/a.html");
  export_to(app, "/b.html");
  settle(app);
  EXPECT_TRUE(stage.platform.files.contains("/a.html"));
  EXPECT_FALSE(stage.platform.files.contains("/b.html"));
}

TEST(Export, StoppedHalfWayItLeavesNoFile) {
  Stage stage;
  AppState& app = stage.app();
  // 4096 steps: far from done when it is stopped.
  perform(app, Edit(SetParameter{Parameter::input, -1, 64}));
  stage.platform.files["/x.gif"] = "old";
  app.ui.picture.scale = 1;
  export_to(app, "/x.gif");
  ASSERT_TRUE(export_under_way(app));
  run_command(app, "leave");
  EXPECT_TRUE(export_under_way(app)->job->is_stopping());
  settle(app);
  ASSERT_TRUE(app.ui.toast);
  EXPECT_EQ(app.ui.toast->message.key, "export.cancelled");
  EXPECT_FALSE(app.ui.toast->is_error);
  EXPECT_EQ(stage.platform.files["/x.gif"], "old");
}

TEST(Export, ClosingWaitsForItUnlessToldOtherwise) {
  Stage stage;
  AppState& app = stage.app();
  export_to(app, "/x.html");
  run_command(app, "quit");
  EXPECT_FALSE(app.ui.closes);
  EXPECT_EQ(app.ui.sheet, Sheet::confirm_close);
  settle(app);
  EXPECT_TRUE(app.ui.closes);
  EXPECT_TRUE(stage.platform.files.contains("/x.html"));
}

TEST(Export, ClosingMayBeTakenBackWhileItIsWritten) {
  Stage stage;
  AppState& app = stage.app();
  export_to(app, "/x.html");
  run_command(app, "quit");
  run_command(app, "leave");
  settle(app);
  EXPECT_FALSE(app.ui.closes);
  // Changes are asked about first; then the file is waited for.
  perform(app, Edit(SetParameter{Parameter::stride, -1, 1}));
  export_to(app, "/y.html");
  run_command(app, "quit");
  perform(app, SavePath{"/scene.convo"});
  EXPECT_FALSE(app.ui.closes);
  EXPECT_EQ(app.ui.sheet, Sheet::confirm_close);
  settle(app);
  EXPECT_TRUE(app.ui.closes);
  EXPECT_TRUE(stage.platform.files.contains("/y.html"));
}

TEST(Export, AWindowThatWaitsStaysWhereTheFileFails) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.scale = 100;  // more pixels than a picture may have
  app.ui.picture.view = View::maps;
  perform(app, Edit(SetParameter{Parameter::input, -1, 60}));
  app.session.mark_saved();
  export_to(app, "/x.png");
  run_command(app, "quit");
  EXPECT_EQ(app.ui.sheet, Sheet::confirm_close);
  settle(app);
  EXPECT_FALSE(app.ui.closes);
  EXPECT_EQ(app.ui.sheet, Sheet::none);
  ASSERT_TRUE(app.ui.toast);
  EXPECT_EQ(app.ui.toast->message.key, "export.too_large") << "and says why";
}

TEST(Export, ClosingTheWindowStopsIt) {
  TestPlatform platform;
  const FontBook fonts(platform);
  {
    Result<AppState> app = start({}, platform, fonts, "en");
    ASSERT_TRUE(app);
    perform(*app, Edit(SetParameter{Parameter::input, -1, 64}));
    export_to(*app, "/x.gif");
    ASSERT_TRUE(export_under_way(*app));
  }
  EXPECT_FALSE(platform.files.contains("/x.gif"));
}

TEST(Export, CopiesThePictureAsText) {
  Stage stage;
  AppState& app = stage.app();
  run_command(app, "export");
  perform(app, CopyPicture{true});
  settle(app);
  EXPECT_THAT(app.ui.clipboard, ::testing::StartsWith("<svg"));
  EXPECT_EQ(app.ui.toast->message.key, "export.copied");
  perform(app, CopyPicture{false});
  settle(app);
  EXPECT_EQ(app.ui.toast->message.key, "desktop.no_picture_clipboard");
  EXPECT_TRUE(app.ui.toast->is_error);
}

TEST(Export, SaysWhereTheFileIsWhereNothingOpensFolders) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, ShowInFolder{"/figures/a.svg"});
  settle(app);
  EXPECT_EQ(app.ui.toast->message.key, "desktop.no_file_manager");
  EXPECT_THAT(app.catalog().text(app.ui.toast->message), ::testing::HasSubstr("/figures/a.svg"));
}

TEST(Export, ThePreviewIsTheLatestThatWasAskedFor) {
  Stage stage;
  AppState& app = stage.app();
  PreviewPainter painter([] {});
  for (const double side : {400.0, 300.0, 200.0}) {
    ExportPlan plan = plan_export(app);
    painter.ask({std::move(plan.picture), std::nullopt, 0, false, {side, side}});
  }
  std::optional<Preview> last;
  while (!last || std::max(last->pixels.width, last->pixels.height) != 200) {
    if (std::optional<Preview> ready = painter.take()) last = std::move(ready);
    std::this_thread::yield();
  }
  EXPECT_GT(last->figure_pt.width, 200);
  EXPECT_FALSE(painter.take());
}

}  // namespace
}  // namespace convoscope::testing

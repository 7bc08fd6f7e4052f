// Exporting from the window, without a window: writing beside stepping, stopping, failing, closing meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/export/export_plan.h"
#include "gui/state/commands.h"
#include "support.h"

namespace convoscope::testing {
namespace {

TEST(Export, WritesPicturesThatOpenAgain) {
  for (const std::string path : {"/x.svg", "/x.png", "/x.pdf", "/x.html", "/x.apng"}) {
    Stage stage;
    AppState& app = stage.app();
    perform(app, Edit(SetParameter{Parameter::stride, -1, 1}));
    perform(app, Seek{2});
    const Scene shown = app.session.scene();
    export_to(app, path);
    EXPECT_EQ(app.ui.dialog, Dialog::none);
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

TEST(Export, ConnectionsThatAreTurnedRoundAreExportedSo) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.view = "connections";
  const auto picture = [&] {
    stage.platform.files.erase("/x.svg");
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

TEST(Export, WhatCannotBeWrittenIsSaidAndLeavesTheDialogOpen) {
  Stage stage;
  AppState& app = stage.app();
  export_to(app, "/forbidden/x.svg");
  ASSERT_TRUE(app.ui.toast);
  EXPECT_EQ(app.ui.toast->message.key, "file.no_write_permission");
  EXPECT_EQ(app.ui.dialog, Dialog::export_picture);
  EXPECT_EQ(app.ui.picture.name.age_frames, 0) << "the name has the keyboard again";
  EXPECT_TRUE(app.tasks.empty());
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
  app.ui.picture.view = "maps";
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
  perform(app, ExportPicture{});
  ASSERT_TRUE(export_under_way(app));
  run_command(app, "leave");
  EXPECT_TRUE(export_under_way(app)->job->is_stopping());
  settle(app);
  ASSERT_TRUE(app.ui.toast);
  EXPECT_EQ(app.ui.toast->message.key, "export.cancelled");
  EXPECT_FALSE(app.ui.toast->is_error);
  EXPECT_EQ(stage.platform.files["/x.gif"], "old");
}

TEST(Export, WithoutThreadsIsWrittenOverManyFrames) {
  const std::vector<std::pair<std::string, StepsWritten>> wishes{
      {"/out/x.gif", StepsWritten::all}, {"/out/x.apng", StepsWritten::all},  {"/out/x.html", StepsWritten::all},
      {"/out/x.pdf", StepsWritten::all}, {"/out/x.pdf", StepsWritten::sheet}, {"/out/x.png", StepsWritten::files}};
  for (const auto& [path, steps] : wishes) {
    Stage stage;
    AppState& app = stage.app();
    auto& all = stage.platform.files;
    const auto take_written = [&all] {
      std::map<std::string, std::string> written;
      for (const auto& [name, bytes] : all)
        if (name.starts_with("/out/")) written[name] = bytes;
      std::erase_if(all, [](const auto& file) { return file.first.starts_with("/out/"); });
      return written;
    };
    app.ui.picture.steps = steps;
    export_to(app, path);
    settle(app);
    const auto expected = take_written();
    ASSERT_EQ(expected.size(), steps == StepsWritten::files ? static_cast<std::size_t>(step_count(app)) : 1) << path;

    app.jobs.has_threads = false;
    app.jobs.slice_s = 1;
    app.jobs.clock_s = [ticks = std::make_shared<int>(0)] { return ++*ticks; };
    const auto next_frame = [&app] { advance_time(app, app.now_s + 0.1); };
    export_to(app, path);
    int frames = 0;
    for (; export_under_way(app); ++frames) {
      ASSERT_TRUE(take_written().empty()) << "nothing is to be seen of it before its end";
      next_frame();
    }
    EXPECT_GE(frames, step_count(app)) << path;
    EXPECT_EQ(take_written(), expected) << path;

    export_to(app, path);
    next_frame();
    run_command(app, "leave");
    next_frame();
    EXPECT_FALSE(export_under_way(app)) << path;
    EXPECT_TRUE(take_written().empty()) << path;
    ASSERT_TRUE(app.ui.toast);
    EXPECT_EQ(app.ui.toast->message.key, "export.cancelled");
  }
}

TEST(Export, ClosingWaitsForItUnlessToldOtherwise) {
  Stage stage;
  AppState& app = stage.app();
  export_to(app, "/x.html");
  run_command(app, "quit");
  EXPECT_FALSE(app.ui.closes);
  EXPECT_EQ(app.ui.dialog, Dialog::confirm_loss);
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
  EXPECT_EQ(app.ui.dialog, Dialog::confirm_loss);
  settle(app);
  EXPECT_TRUE(app.ui.closes);
  EXPECT_TRUE(stage.platform.files.contains("/y.html"));
}

TEST(Export, AWindowThatWaitsStaysWhereTheFileFails) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.scale = 100;  // more pixels than a picture may have
  app.ui.picture.view = "maps";
  perform(app, Edit(SetParameter{Parameter::input, -1, 60}));
  app.session.mark_saved("");
  export_to(app, "/x.png");
  run_command(app, "quit");
  EXPECT_EQ(app.ui.dialog, Dialog::confirm_loss);
  settle(app);
  EXPECT_FALSE(app.ui.closes);
  EXPECT_EQ(app.ui.dialog, Dialog::none);
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

TEST(Export, AsksBeforeItReplacesAFile) {
  Stage stage;
  AppState& app = stage.app();
  stage.platform.files["/x.svg"] = stage.platform.files["/y.svg"] = "old";
  export_to(app, "/x.svg");
  EXPECT_EQ(app.ui.to_replace, "/x.svg");
  EXPECT_EQ(app.ui.dialog, Dialog::export_picture);
  // Asking for one is not asking for another.
  app.ui.picture.name.set("/y.svg");
  perform(app, ExportPicture{});
  EXPECT_EQ(app.ui.to_replace, "/y.svg");
  // Escape takes the question back, and stays in the dialog.
  run_command(app, "leave");
  EXPECT_EQ(app.ui.to_replace, "");
  EXPECT_EQ(app.ui.dialog, Dialog::export_picture);
  perform(app, ExportPicture{});
  settle(app);
  EXPECT_EQ(stage.platform.files["/x.svg"], "old");
  EXPECT_EQ(stage.platform.files["/y.svg"], "old");
  perform(app, ExportPicture{});
  settle(app);
  EXPECT_EQ(app.ui.toast->message.key, "file.saved");
  EXPECT_THAT(stage.platform.files["/y.svg"], ::testing::HasSubstr("<svg"));
}

TEST(Export, StepsMayHaveAFileEach) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.steps = StepsWritten::files;
  stage.platform.files["/s-04.svg"] = "old";
  export_to(app, "/s.svg");
  EXPECT_EQ(app.ui.to_replace, "/s-04.svg");
  perform(app, ExportPicture{});
  settle(app);
  EXPECT_EQ(app.ui.toast->message.key, "export.files_saved");
  for (int step = 1; step <= 9; ++step) {
    perform(app, OpenPath{"/s-0" + std::to_string(step) + ".svg"});
    EXPECT_EQ(app.session.playhead.step, step - 1) << "each opens at its step";
  }
  EXPECT_FALSE(stage.platform.files.contains("/s.svg"));
}

TEST(Export, AllStepsMayStandOnOnePage) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.steps = StepsWritten::sheet;
  export_to(app, "/dialog.svg");
  settle(app);
  const std::string dialog = stage.platform.files["/dialog.svg"];
  app.ui.picture.steps = StepsWritten::one;
  export_to(app, "/one.svg");
  settle(app);
  EXPECT_GT(dialog.size(), 4 * stage.platform.files["/one.svg"].size()) << "nine steps are on it";
  app.ui.picture.steps = StepsWritten::sheet;
  perform(app, CopyPicture{true});
  settle(app);
  EXPECT_EQ(app.ui.clipboard, dialog) << "what is copied is what is shown";
}

TEST(Export, DiscardedChangesDoNotEndAnExportUnasked) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, Edit(SetParameter{Parameter::stride, -1, 1}));
  export_to(app, "/x.html");
  run_command(app, "quit");
  EXPECT_TRUE(would_lose_changes(app));
  app.ui.discards = true;  // as the button does
  EXPECT_FALSE(would_lose_changes(app));
  EXPECT_FALSE(app.ui.closes);
  settle(app);
  EXPECT_TRUE(app.ui.closes) << "once the file is there";
  EXPECT_TRUE(stage.platform.files.contains("/x.html"));
}

TEST(Export, WhatWasDiscardedIsAskedForAgainOnceClosingIsTakenBack) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, Edit(SetParameter{Parameter::stride, -1, 1}));
  run_command(app, "quit");
  app.ui.discards = true;
  run_command(app, "leave");
  EXPECT_TRUE(would_lose_changes(app));
}

}  // namespace
}  // namespace convoscope::testing

// Evaluations beside the window: what is shown meanwhile, and how they end.
#include "gui/tasks/computing.h"

#include <thread>

#include "gui/state/commands.h"
#include "gui/state/files.h"
#include "support.h"

namespace convoscope::testing {
namespace {

/// Long enough to be computed beside the window, and short enough for a test.
constexpr std::int64_t large = 2049;

void wait_for_picture(AppState& app) {
  while (app.session.wanted()) {
    advance_time(app, app.now_s + 0.01);
    std::this_thread::yield();
  }
}

TEST(Computing, LeavesTheWindowUsable) {
  Stage stage;
  AppState& app = stage.app();
  compute_beside(app);
  perform(app, Edit(SetParameter{Parameter::input, -1, large}));
  EXPECT_FALSE(shows_computing(app));
  advance_time(app, 1);
  EXPECT_EQ(app.session.scene().spec.axes[height].input, 3);
  EXPECT_LT(next_event_s(app), 1.5);
  app.session.playhead.step = 0;
  run_command(app, "next");
  EXPECT_EQ(app.session.playhead.step, 1);
  wait_for_picture(app);
  EXPECT_EQ(app.session.scene().spec.axes[height].input, large);
  EXPECT_EQ(app.session.evaluation()->output(Side::transposed).rows(), large);
  run_command(app, "undo");
  EXPECT_EQ(app.session.scene().spec.axes[height].input, 3);
}

TEST(Computing, IsSupersededByTheNextChange) {
  Stage stage;
  AppState& app = stage.app();
  compute_beside(app);
  for (const std::int64_t input : {large, large + 2, large + 4}) {
    perform(app, Edit(SetParameter{Parameter::input, -1, input}));
    advance_time(app, app.now_s + 0.01);
  }
  wait_for_picture(app);
  EXPECT_EQ(app.session.evaluation()->output(Side::transposed).rows(), large + 4);
}

TEST(Computing, EscapeTakesTheChangeBack) {
  Stage stage;
  AppState& app = stage.app();
  compute_beside(app);
  advance_time(app, 1);
  perform(app, Edit(SetParameter{Parameter::input, -1, large}));
  advance_time(app, 2);
  app.now_s = 3;  // what is done by then, however fast the machine, is not looked at
  EXPECT_TRUE(shows_computing(app));
  run_command(app, "leave");
  EXPECT_FALSE(app.session.wanted());
  EXPECT_FALSE(shows_computing(app));
  EXPECT_EQ(app.session.draft().spec.axes[height].input, 3);
  EXPECT_FALSE(app.session.can_undo());
}

TEST(Computing, AFileNotWaitedForIsNotTheScenesFile) {
  Stage stage;
  AppState& app = stage.app();
  save_path(app, "/small.convo");
  perform(app, Edit(SetParameter{Parameter::input, -1, large}));
  save_path(app, "/large.convo");
  open_path(app, "/small.convo");
  compute_beside(app);
  advance_time(app, 1);
  open_path(app, "/large.convo");
  advance_time(app, 2);
  EXPECT_EQ(app.session.path(), "/large.convo");
  EXPECT_FALSE(app.session.is_modified());
  run_command(app, "leave");
  EXPECT_EQ(app.session.path(), "/small.convo");
  EXPECT_FALSE(app.session.is_modified());
  EXPECT_EQ(app.session.scene().spec.axes[height].input, 3);
}

TEST(Computing, ALargeFileLeavesTheWindowToStart) {
  Stage writer;
  perform(writer.app(), Edit(SetParameter{Parameter::input, -1, large}));
  save_path(writer.app(), "/large.convo");
  for (const bool waits : {true, false}) {
    Stage stage;
    stage.platform.files = writer.platform.files;
    WindowRequest request;
    request.file = "/large.convo";
    request.step = 1000;
    Result<AppState> started = start(request, stage.platform, stage.fonts, "en");
    ASSERT_TRUE(started);
    AppState& app = *started;
    compute_beside(app);
    EXPECT_EQ(app.session.scene().spec.axes[height].input, 3);
    advance_time(app, 1);
    app.now_s = 2;  // as above
    EXPECT_TRUE(shows_computing(app));
    if (waits) {
      wait_for_picture(app);
      EXPECT_EQ(app.session.scene().spec.axes[height].input, large);
      EXPECT_EQ(app.session.playhead.step, 999);
      EXPECT_EQ(app.session.path(), "/large.convo");
    } else {
      run_command(app, "leave");
      EXPECT_EQ(app.session.scene().title, "article");
      EXPECT_EQ(app.session.path(), "");
    }
    EXPECT_FALSE(app.session.can_undo());
    EXPECT_FALSE(app.session.is_modified());
  }
}

TEST(Computing, AScreenshotWaitsForALargeFile) {
  Stage writer;
  perform(writer.app(), Edit(SetParameter{Parameter::input, -1, large}));
  save_path(writer.app(), "/large.convo");
  WindowRequest request;
  request.file = "/large.convo";
  request.screenshot = "/picture.png";
  const Result<AppState> started = start(request, writer.platform, writer.fonts, "en");
  ASSERT_TRUE(started);
  EXPECT_EQ(started->session.scene().spec.axes[height].input, large);
}

}  // namespace
}  // namespace convoscope::testing

// Evaluations beside the window: what is shown meanwhile, and how they end.
#include "gui/tasks/computing.h"

#include <memory>
#include <thread>
#include <utility>

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

/// Without threads; a frame's work is over when its progress has been told so often.
constexpr int told_in_frame = 16;
constexpr std::int64_t most_rows_told = 4;  // at a time: a block of the fast path

void take_threads(AppState& app) {
  app.jobs.has_threads = false;
  app.jobs.slice_s = told_in_frame;
  app.jobs.clock_s = [ticks = std::make_shared<int>(0)] { return ++*ticks; };
  compute_beside(app);
}

/// 512 x 512 by a kernel of 9 x 9.
void ask_for_much(AppState& app) {
  for (const auto& [parameter, value] :
       {std::pair{Parameter::input, 512}, {Parameter::stride, 1}, {Parameter::padding, 4}, {Parameter::kernel, 9}})
    perform(app, Edit(SetParameter{parameter, -1, value}));
}

TEST(Computing, WithoutThreadsMakesRoomForPicturesALittleAtATime) {
  Stage stage;
  AppState& app = stage.app();
  take_threads(app);
  constexpr int pieces_in_frame = 2;
  app.jobs.slice_s = pieces_in_frame;
  for (const auto& [parameter, value] :
       {std::pair{Parameter::stride, 1}, {Parameter::padding, 1}, {Parameter::input, 1024}})
    perform(app, Edit(SetParameter{parameter, -1, value}));
  int frames = 0;
  for (; app.session.wanted(); advance_time(app, app.now_s + 0.1)) {
    const Job* const job = app.computing.maker.job();
    if (job && job->done() == job->total()) ++frames;
  }
  // Of a megabyte each, for three numbers of four bytes for each cell of two maps.
  constexpr int pieces = 3 * 4 * 2;
  EXPECT_GE(frames, pieces / pieces_in_frame - 1);
  EXPECT_EQ(app.session.scene().spec.axes[height].input, 1024);
}

TEST(Computing, WithoutThreadsIsDoneOverManyFrames) {
  Stage stage;
  AppState& app = stage.app();
  take_threads(app);
  ask_for_much(app);
  int frames = 0;
  std::int64_t before = 0;
  for (; app.session.wanted(); ++frames) {
    EXPECT_EQ(app.session.scene().spec.axes[height].input, 3) << "the picture before it stays";
    advance_time(app, app.now_s + 0.1);
    const Job* const job = app.computing.maker.job();
    if (!job) continue;
    EXPECT_GT(job->done(), before) << "it goes on in each frame";
    EXPECT_LE(job->done(), before + told_in_frame * most_rows_told) << "and no further";
    EXPECT_EQ(job->total(), 1024);
    EXPECT_EQ(shows_computing(app), app.now_s >= 0.3);
    before = job->done();
  }
  EXPECT_GE(frames, 1024 / (told_in_frame * most_rows_told));
  EXPECT_EQ(app.session.scene().spec.axes[height].kernel, 9);
  const auto whole = evaluate(app.session.scene());
  EXPECT_EQ(*app.session.evaluation()->convolved, *whole->convolved);
  EXPECT_EQ(*app.session.evaluation()->transposed_result, *whole->transposed_result);
}

TEST(Computing, WithoutThreadsIsTakenBackInTheMiddle) {
  Stage stage;
  AppState& app = stage.app();
  take_threads(app);
  const Scene before = app.session.scene();
  ask_for_much(app);
  for (int frame = 0; frame < 3; ++frame) advance_time(app, app.now_s + 0.1);
  ASSERT_TRUE(app.session.wanted());
  EXPECT_GT(app.computing.maker.job()->done(), 0);
  run_command(app, "leave");
  EXPECT_FALSE(app.session.wanted());
  EXPECT_EQ(app.session.present(), before);
  advance_time(app, app.now_s + 0.1);
  EXPECT_FALSE(app.computing.maker.is_busy());
  EXPECT_FALSE(app.ui.toast) << "it was asked for";
  EXPECT_FALSE(shows_computing(app));
}

TEST(Computing, WithoutThreadsIsSupersededInTheMiddle) {
  Stage stage;
  AppState& app = stage.app();
  take_threads(app);
  ask_for_much(app);
  for (int frame = 0; frame < 3; ++frame) advance_time(app, app.now_s + 0.1);
  ASSERT_TRUE(app.session.wanted());
  perform(app, Edit(SetParameter{Parameter::kernel, -1, 7}));
  advance_time(app, app.now_s + 0.1);
  EXPECT_LE(app.computing.maker.job()->done(), told_in_frame * most_rows_told) << "the other one has begun";
  wait_for_picture(app);
  EXPECT_EQ(app.session.scene().spec.axes[height].kernel, 7);
  EXPECT_EQ(*app.session.evaluation()->convolved, *evaluate(app.session.scene())->convolved);
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

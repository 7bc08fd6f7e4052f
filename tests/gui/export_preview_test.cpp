// The export dialog's preview, without a window: it plays as the file will, and shows the latest that was asked for.
#include <gtest/gtest.h>

#include <limits>
#include <thread>

#include "gui/export/export_preview.h"
#include "gui/state/commands.h"
#include "support.h"

namespace convoscope::testing {
namespace {

TEST(ExportPreview, ThePreviewPlaysWithItsPauseAndStandsStillForPictures) {
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

TEST(ExportPreview, GlidingFilmsHaveFramesBetweenTheirSteps) {
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
  restart_preview(app);
  double now_s = 0;
  do {
    now_s = next_event_s(app);
    advance_time(app, now_s);
  } while (settings.shown_frame != 0);
  EXPECT_NEAR(now_s, plan.duration_s, 1e-9);
}

TEST(ExportPreview, ThePreviewIsTheLatestThatWasAskedFor) {
  for (const bool has_threads : {true, false}) {
    Stage stage;
    AppState& app = stage.app();
    app.jobs.has_threads = has_threads;
    PreviewFigure preview;
    const auto update = [&](double side) {
      ExportPlan plan = plan_export(app);
      plan.picture.page = Page{{side, side}};
      return preview.update(app, std::move(plan), 0);
    };
    for (const double side : {400.0, 300.0, 200.0}) update(side);
    while (!preview.figure() || preview.figure()->size.width != 200) {
      update(200);
      std::this_thread::yield();
    }
    EXPECT_FALSE(preview.is_behind());
    EXPECT_FALSE(update(200)) << "made twice";
    EXPECT_FALSE(preview.is_behind());
    preview.reset();
    EXPECT_FALSE(preview.figure());
  }
}

TEST(ExportPreview, AnotherSpeedCountsAtOnce) {
  Stage stage;
  AppState& app = stage.app();
  ExportSettings& settings = app.ui.picture;
  run_command(app, "export");
  choose_format(settings, "gif");
  restart_preview(app);
  EXPECT_DOUBLE_EQ(next_preview_s(app), 1);
  settings.steps_per_second = 0.25;
  EXPECT_DOUBLE_EQ(next_preview_s(app), 4);
  advance_time(app, 3.9);
  EXPECT_EQ(settings.shown_frame, 0);
  advance_time(app, 4);
  EXPECT_EQ(settings.shown_frame, 1);
}

TEST(ExportPreview, WaitsForFramesThatTakeLongToDraw) {
  Stage stage;
  AppState& app = stage.app();
  run_command(app, "export");
  choose_format(app.ui.picture, "gif");
  restart_preview(app);
  app.ui.preview.is_awaited = true;
  EXPECT_EQ(next_preview_s(app), std::numeric_limits<double>::infinity());
  advance_time(app, 5);
  EXPECT_EQ(app.ui.picture.shown_frame, 0);
  app.ui.preview.is_awaited = false;
  advance_time(app, 5);
  EXPECT_EQ(app.ui.picture.shown_frame, 1);
}

TEST(ExportPreview, ShowsTheContactSheet) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.picture.steps = StepsWritten::sheet;
  PreviewFigure preview;
  EXPECT_FALSE(preview.is_behind());
  while (!preview.update(app, plan_export(app), 0)) std::this_thread::yield();
  // A step for each cell of what the timeline computes: a number over its frame.
  const Tensor& output = app.session.evaluation()->output(app.session.playhead.side);
  std::vector<std::string> expected, numbers;
  for (std::int64_t step = 1; step <= output.rows() * output.columns(); ++step)
    expected.push_back(std::to_string(step));
  std::vector<Rect> frames;
  for (const Item& item : preview.figure()->items) {
    const auto* text = std::get_if<Text>(&item.shape);
    if (text != nullptr && std::ranges::find(expected, text->text) != expected.end()) numbers.push_back(text->text);
    if (const auto* box = std::get_if<Box>(&item.shape)) frames.push_back(box->rect);
  }
  EXPECT_EQ(numbers, expected);
  ASSERT_EQ(frames.size(), expected.size());
  // As wide as the paper, and as high as lets the steps be read: it ends with the last of them.
  const Size size = preview.figure()->size;
  EXPECT_EQ(size.width, a4_page.size.width);
  EXPECT_NEAR(size.height, std::max(a4_page.size.height, frames.back().bottom() + a4_page.margin_pt), 0.01);
  EXPECT_FALSE(preview.is_behind());
}

}  // namespace
}  // namespace convoscope::testing

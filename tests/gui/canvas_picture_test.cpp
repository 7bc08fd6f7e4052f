// The canvas's figure: small ones at once, large ones beside the window.
#include "gui/canvas/canvas_picture.h"

#include <limits>
#include <memory>
#include <thread>

#include "dump.h"
#include "support.h"

namespace convoscope::testing {
namespace {

constexpr Size canvas{740, 680};

void make_large(AppState& app, std::int64_t input) { perform(app, Edit(SetParameter{Parameter::input, -1, input})); }

void finish(CanvasPicture& picture, AppState& app) {
  do {
    picture.update(app, canvas);
    std::this_thread::yield();
  } while (picture.is_behind());
}

std::string expected(const AppState& app) {
  const Session& session = app.session;
  return dump(compose({session.scene(),
                       *session.evaluation(),
                       session.playhead,
                       session.pin,
                       session.hover,
                       app.theme(),
                       app.catalog(),
                       app.fonts,
                       nullptr,
                       {},
                       {},
                       app.ui.zoom},
                      canvas));
}

/// Of the first large map that is drawn.
auto large_values(const Figure& figure) {
  const Item* found = nullptr;
  const auto search = [&](const auto& self, const std::vector<Item>& items) -> void {
    for (const Item& item : items) {
      if (const Group* group = std::get_if<Group>(&item.shape)) self(self, group->items);
      const Grid* grid = std::get_if<Grid>(&item.shape);
      if (!found && grid && grid->values && grid->rows > 300) found = &item;
    }
  };
  search(search, figure.items);
  return std::get<Grid>(found->shape).values;
}

TEST(CanvasPicture, OfASmallLayerStandsAtOnce) {
  Stage stage;
  AppState& app = stage.app();
  CanvasPicture picture;
  picture.update(app, canvas);
  EXPECT_FALSE(picture.is_behind());
  EXPECT_EQ(picture.revision(), 1);
  EXPECT_EQ(dump(picture.figure()), expected(app));
  picture.update(app, canvas);
  EXPECT_EQ(picture.revision(), 1);
  step_by(app, 1);
  picture.update(app, canvas);
  EXPECT_EQ(picture.revision(), 2);
  EXPECT_EQ(dump(picture.figure()), expected(app));
}

TEST(CanvasPicture, OfALargeLayerComesToTheSame) {
  Stage stage;
  AppState& app = stage.app();
  CanvasPicture picture;
  make_large(app, 301);
  for (const char* const view : {"maps", "crop", "overlap", "stack"}) {
    perform(app, Edit(SetViews{{view}}));
    finish(picture, app);
    EXPECT_EQ(dump(picture.figure()), expected(app)) << view;
    step_by(app, 1000);
    finish(picture, app);
    EXPECT_EQ(dump(picture.figure()), expected(app)) << view;
  }
}

TEST(CanvasPicture, OfALargeLayerStepsWithTheArraysThatItHas) {
  Stage stage;
  AppState& app = stage.app();
  CanvasPicture picture;
  make_large(app, 301);
  perform(app, Edit(SetViews{{"maps"}}));
  finish(picture, app);
  const auto before = large_values(picture.figure());
  for (int steps = 0; steps < 3; ++steps) {
    step_by(app, 1000);
    finish(picture, app);
    EXPECT_EQ(dump(picture.figure()), expected(app));
    EXPECT_EQ(large_values(picture.figure()), before);
  }
}

TEST(CanvasPicture, GivesTheArraysOfTheLayerBeforeBack) {
  Stage stage;
  AppState& app = stage.app();
  CanvasPicture picture;
  make_large(app, 301);
  perform(app, Edit(SetViews{{"maps"}}));
  finish(picture, app);
  const std::weak_ptr before = large_values(picture.figure());
  make_large(app, 303);
  finish(picture, app);
  EXPECT_FALSE(before.expired()) << "the frame that shows the new one may still draw from them";
  for (int waits = 0; waits < 5000 && !before.expired(); ++waits) {
    picture.update(app, canvas);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_TRUE(before.expired());
  EXPECT_EQ(dump(picture.figure()), expected(app));
}

TEST(CanvasPicture, ShowsTheLastOfSeveralChanges) {
  Stage stage;
  AppState& app = stage.app();
  CanvasPicture picture;
  for (const std::int64_t input : {1025, 3, 1023, 1021}) {
    make_large(app, input);
    perform(app, Edit(SetViews{{"overlap"}}));
    picture.update(app, canvas);
    step_by(app, 1);
    picture.update(app, canvas);
    perform(app, Edit(SetViews{{"crop"}}));
    picture.update(app, canvas);
  }
  finish(picture, app);
  EXPECT_EQ(dump(picture.figure()), expected(app));
}

TEST(CanvasPicture, StaysWhileTheNextLayerIsEvaluatedBesideTheWindow) {
  for (const bool has_threads : {true, false}) {
    Stage stage;
    AppState& app = stage.app();
    app.jobs.has_threads = has_threads;
    compute_beside(app);
    CanvasPicture picture;
    picture.update(app, canvas);
    make_large(app, 2049);
    picture.update(app, canvas);
    EXPECT_EQ(dump(picture.figure()), expected(app));
    EXPECT_EQ(app.session.scene().spec.axes[height].input, 3);
    perform(app, Edit(SetViews{{"overlap"}}));
    while (app.session.wanted()) {
      advance_time(app, app.now_s + 0.01);
      std::this_thread::yield();
    }
    EXPECT_EQ(app.session.scene().spec.axes[height].input, 2049);
    finish(picture, app);
    EXPECT_EQ(dump(picture.figure()), expected(app));
  }
}

TEST(CanvasPicture, WithoutThreadsIsMadeCardByCard) {
  Stage stage;
  AppState& app = stage.app();
  app.jobs.has_threads = false;
  app.jobs.slice_s = 1;  // over when anything is told
  app.jobs.clock_s = [ticks = std::make_shared<int>(0)] { return ++*ticks; };
  CanvasPicture picture;
  picture.update(app, canvas);
  const std::string before = dump(picture.figure());
  make_large(app, 301);
  perform(app, Edit(SetViews{{"maps", "overlap"}}));
  constexpr int cards = 3;
  for (int frame = 0; frame < cards; ++frame) {
    picture.update(app, canvas);
    EXPECT_TRUE(picture.is_behind());
    EXPECT_EQ(dump(picture.figure()), before);
  }
  picture.update(app, canvas);
  EXPECT_FALSE(picture.is_behind());
  EXPECT_EQ(dump(picture.figure()), expected(app));
}

TEST(CanvasPicture, WithoutThreadsStandsAtOnce) {
  Stage stage;
  AppState& app = stage.app();
  app.jobs.slice_s = std::numeric_limits<double>::infinity();
  app.jobs.has_threads = false;
  CanvasPicture picture;
  make_large(app, 301);
  for (const char* const view : {"maps", "overlap"}) {
    perform(app, Edit(SetViews{{view}}));
    picture.update(app, canvas);
    EXPECT_FALSE(picture.is_behind());
    EXPECT_EQ(dump(picture.figure()), expected(app)) << view;
  }
}

}  // namespace
}  // namespace convoscope::testing

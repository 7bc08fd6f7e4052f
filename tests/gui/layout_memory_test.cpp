// The layout that remembers itself, from run to run, and what it leaves alone.
#include "gui/state/layout_memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/lesson/lessons.h"
#include "gui/state/commands.h"
#include "gui/state/files.h"
#include "gui/state/preferences.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* path = "/config/preferences";

Result<AppState> next_run(const Stage& stage, const WindowRequest& request = {}) {
  return start(request, stage.platform, stage.fonts, "en_GB.UTF-8");
}

/// Lets the layout rest until it is written down.
void rest(AppState& app) {
  advance_time(app, app.now_s + 0.1);
  advance_time(app, app.now_s + 10);
}

TEST(LayoutMemory, ComesBackAtTheNextStart) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, ShowAlone{"stack"});
  perform(app, Edit(SetCamera{{10, 60, 5.5}}));
  run_command(app, "layer_panel");
  run_command(app, "smooth");
  app.ui.window = {1000, 700};
  rest(app);
  const Result<AppState> again = next_run(stage);
  ASSERT_TRUE(again);
  EXPECT_THAT(again->session.scene().views, ElementsAre("stack"));
  EXPECT_EQ(again->session.scene().camera, (Camera{10, 60, 5.5}));
  EXPECT_EQ(again->ui.layer_panel, false);
  EXPECT_EQ(again->ui.cell_panel, std::nullopt);
  EXPECT_EQ(again->ui.window, (Size{1000, 700}));
  EXPECT_TRUE(again->ui.moves_smoothly);
  EXPECT_FALSE(again->session.is_modified());
}

TEST(LayoutMemory, AScenesOwnViewsWin) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, SavePath{"/lecture.convo"});
  perform(app, ShowAlone{"crop"});
  rest(app);
  WindowRequest request;
  request.file = "/lecture.convo";
  EXPECT_THAT(next_run(stage, request)->session.scene().views, ElementsAre("maps", "connections"));
  request = {};
  request.preset = "dilation";
  EXPECT_THAT(next_run(stage, request)->session.scene().views, ElementsAre("maps"));
  request = {};
  request.views = {"matrix"};
  EXPECT_THAT(next_run(stage, request)->session.scene().views, ElementsAre("matrix"));
  request = {};
  request.width = 900;
  request.height = 500;
  EXPECT_EQ(next_run(stage, request)->ui.window, (Size{900, 500}));
}

TEST(LayoutMemory, WhatASceneBringsIsNotRemembered) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, ShowAlone{"crop"});
  perform(app, SavePath{"/lecture.convo"});
  perform(app, ShowAlone{"matrix"});
  rest(app);
  perform(app, OpenPath{"/lecture.convo"});
  rest(app);
  EXPECT_THAT(next_run(stage)->session.scene().views, ElementsAre("matrix"));
}

TEST(LayoutMemory, AnExampleKeepsViewsThatWereChosenByHand) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, OpenPreset{"dilation"});  // says itself what it shows
  EXPECT_THAT(app.session.scene().views, ElementsAre("maps"));
  perform(app, ShowAlone{"stack"});
  rest(app);
  perform(app, OpenPreset{"numerical_max_pooling"});
  EXPECT_THAT(app.session.scene().views, ElementsAre("stack"));
}

TEST(LayoutMemory, WaitsUntilTheLayoutRests) {
  Stage stage;
  AppState& app = stage.app();
  advance_time(app, 1);
  for (int i = 0; i < 50; ++i) {
    perform(app, Edit(SetCamera{{20.0 + i, 30, 0}}));
    advance_time(app, app.now_s + 0.02);
    EXPECT_FALSE(stage.platform.files.contains(path));
  }
  const double due = next_event_s(app);
  EXPECT_LT(due, app.now_s + 2);
  advance_time(app, due);
  EXPECT_THAT(stage.platform.files[path], HasSubstr("camera 69 30 0\n"));
  EXPECT_EQ(next_event_s(app), std::numeric_limits<double>::infinity());
}

TEST(LayoutMemory, WhatCannotBeReadIsLeftOut) {
  Stage stage;
  stage.platform.files[path] =
      "views none crop crop\ncamera 1 2\nwindow 0 -5\nlayer_panel maybe\nsmooth\ncamera nan 1 2\nwindow 1e9 3\nxyz\n";
  const Layout layout = read_preferences(stage.platform).layout;
  EXPECT_THAT(layout.views, ElementsAre("crop"));
  EXPECT_EQ(layout.camera, std::nullopt);
  EXPECT_EQ(layout.window, Size{});
  EXPECT_EQ(layout.layer_panel, std::nullopt);
  EXPECT_FALSE(layout.moves_smoothly);
}

TEST(LayoutMemory, TwoWindowsKeepWhatEachHasChosen) {
  Stage stage;
  AppState& one = stage.app();
  perform(one, SavePath{"/one.convo"});
  Result<AppState> other = next_run(stage);
  ASSERT_TRUE(other);
  run_command(*other, "language");
  open_lesson(*other, "article", 3);
  perform(*other, SavePath{"/other.convo"});
  rest(*other);
  run_command(one, "theme");
  perform(one, ShowAlone{"crop"});
  rest(one);
  const Result<AppState> next = next_run(stage);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->language, "zh");
  EXPECT_EQ(next->session.scene().theme, "dark");
  EXPECT_THAT(next->session.scene().views, ElementsAre("crop"));
  EXPECT_THAT(next->recent_files, ElementsAre("/other.convo", "/one.convo"));
  ASSERT_EQ(next->lesson_memories.size(), 1u);
  EXPECT_EQ(next->lesson_memories[0].page, 3u);
}

TEST(LayoutMemory, AThemeThatWasOnlyAskedForIsNotRemembered) {
  Stage stage;
  run_command(stage.app(), "theme");
  WindowRequest request;
  request.theme = "light";
  request.language = "zh";
  Result<AppState> asked = next_run(stage, request);
  ASSERT_TRUE(asked);
  perform(*asked, ShowAlone{"crop"});
  rest(*asked);
  const Preferences kept = read_preferences(stage.platform);
  EXPECT_EQ(kept.theme, "dark");
  EXPECT_EQ(kept.language, "en");
  EXPECT_THAT(kept.layout.views, ElementsAre("crop"));
}

TEST(Preferences, ListsOfTwoWindowsBeginWithWhatWasUsedHere) {
  const auto files = [](std::vector<std::string> ours, std::vector<std::string> before,
                        std::vector<std::string> theirs) {
    return merged({.files = std::move(ours)}, {.files = std::move(before)}, {.files = std::move(theirs)}).files;
  };
  EXPECT_THAT(files({"a", "b"}, {"a", "b"}, {"c", "a", "b"}), ElementsAre("c", "a", "b"));
  EXPECT_THAT(files({"b", "a"}, {"a", "b"}, {"c", "a", "b"}), ElementsAre("b", "c", "a"));
  EXPECT_THAT(files({"d", "a", "b"}, {"a", "b"}, {}), ElementsAre("d", "a", "b"));
  EXPECT_THAT(files({}, {}, {"c"}), ElementsAre("c"));
  EXPECT_EQ(files({"1", "2", "3", "4", "5"}, {}, {"6", "7", "8", "9"}).size(), most_recent_files);
}

}  // namespace
}  // namespace convoscope::testing

// The window as a page in a browser: files come by the browser's dialog and go as downloads, and what is seen is also said.
#include <gmock/gmock.h>

#include "gui/state/files.h"
#include "gui/state/layout_memory.h"
#include "gui/state/spoken.h"
#include "panel_stage.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct PageStage : Stage {
  explicit PageStage(const WindowRequest& request = {}) : Stage(request) { platform.in_page = true; }
};

TEST(Browser, OpensFilesByItsOwnDialog) {
  PageStage stage;
  run_command(stage.app(), "open");
  EXPECT_EQ(stage.platform.times_picked, 1);
  EXPECT_EQ(stage.app().ui.dialog, Dialog::none);
}

TEST(Browser, AsksOnlyForANameWhereToSave) {
  PanelStage stage;
  stage.platform().in_page = true;
  stage.run("save_as");
  EXPECT_TRUE(stage.says("dialog", stage.say("file_dialog.download_hint")));
  EXPECT_FALSE(stage.has_area("dialog/entries", "lectures"));
  EXPECT_THAT(stage.words("dialog/entries"), IsEmpty());
  stage.run("leave");
  stage.run("export");
  EXPECT_FALSE(stage.has_area("dialog", "folder"));
}

TEST(Browser, RemembersNoFilesThatAreNowhere) {
  PageStage stage;
  remember_file(stage.app(), "mine.convo");
  remember_folder(stage.app(), "/pictures");
  EXPECT_THAT(stage.app().recent_files, IsEmpty());
  EXPECT_THAT(stage.app().recent_folders, IsEmpty());
}

TEST(Browser, IsClosedByNoCommand) {
  PageStage stage;
  run_command(stage.app(), "quit");
  EXPECT_FALSE(stage.app().ui.closes);
}

TEST(Browser, FollowsTheSystemsColoursUntilOthersAreChosen) {
  WindowRequest dark;
  dark.prefers_dark = true;
  EXPECT_EQ(Stage(dark).app().theme().name, "dark");
  EXPECT_EQ(Stage().app().theme().name, "light");
  dark.theme = "print";
  EXPECT_EQ(Stage(dark).app().theme().name, "print");
}

TEST(Browser, MovesNothingWhereTheSystemAsksForThat) {
  WindowRequest still;
  still.prefers_less_motion = true;
  EXPECT_TRUE(Stage(still).app().ui.reduces_motion);
}

TEST(Browser, SaysWhatIsWrongWithItsAddress) {
  WindowRequest request;
  request.remark = Message{"browser.wrong_address", {{"reason", "no such view"}}};
  Stage stage(request);
  Narrator narrator;
  EXPECT_THAT(narrator.tell(stage.app()), HasSubstr("no such view"));
  EXPECT_THAT(narrator.tell(stage.app()), HasSubstr("no such view")) << "as long as nothing happens";
  // It stands until it is closed, but steps are to be heard.
  step_by(stage.app(), 1);
  ASSERT_TRUE(stage.app().ui.toast);
  EXPECT_TRUE(narrator.tell(stage.app()).starts_with("Step "));
  tell_error(stage.app(), {"browser.no_store", {}});
  EXPECT_THAT(narrator.tell(stage.app()), HasSubstr("keeps nothing"));
  stage.app().ui.toast.reset();
  EXPECT_TRUE(narrator.tell(stage.app()).starts_with("Step "));
}

TEST(Browser, SaysThatAnAutosaveFailedOnce) {
  struct FullPlatform : TestPlatform {
    Status write_file(const std::string& path, std::string_view bytes) const override {
      if (path.find("autosave") != std::string::npos) return Message{"browser.store_full", {}};
      return TestPlatform::write_file(path, bytes);
    }
  } platform;
  const FontBook fonts(platform);
  Result<AppState> app = start({}, platform, fonts, "en");
  const auto let_pass = [&] {
    for (int i = 0; i < 80; ++i) {
      advance_time(*app, app->now_s + 0.25);
      while (app->autosave.job && !app->autosave.job->is_done()) std::this_thread::yield();
    }
  };
  perform(*app, SetParameter{Parameter::stride, -1, 3});
  let_pass();
  ASSERT_TRUE(app->ui.toast);
  EXPECT_EQ(app->ui.toast->message.key, "browser.store_full");
  app->ui.toast.reset();
  perform(*app, SetParameter{Parameter::stride, -1, 1});
  let_pass();
  EXPECT_FALSE(app->ui.toast);
}

TEST(Browser, SaysEachStepAndTheCellThatIsChosen) {
  Stage stage;
  seek(stage.app(), 0);
  Narrator narrator;
  const std::string first = narrator.tell(stage.app());
  EXPECT_TRUE(first.starts_with("Step 1 of ")) << first;
  step_by(stage.app(), 1);
  EXPECT_TRUE(narrator.tell(stage.app()).starts_with("Step 2 of "));
  perform(stage.app(), SetPin{{Side::none, Part::kernel, 0, {0, 0}}});
  EXPECT_THAT(narrator.tell(stage.app()), HasSubstr("w[0,0]"));
  // What goes by quickly would never be heard to its end.
  seek(stage.app(), 0);
  stage.app().ui.steps_per_second = 4;
  set_playing(stage.app(), true);
  EXPECT_EQ(narrator.tell(stage.app()), "");
}

TEST(Browser, SaysNothingThatAQuestionAsks) {
  Stage stage;
  stage.app().ui.revealed = 0;
  EXPECT_EQ(Narrator().tell(stage.app()), "");
}

TEST(Browser, ZoomsAndMovesByTwoFingers) {
  PanelStage stage;
  const Point middle = stage.layout().canvas.center();
  stage.move_to(middle);
  const Point still = stage.ui().pan;
  // The page's window makes a held middle button and small turns of the wheel of them.
  ImGui::GetIO().MouseDown[ImGuiMouseButton_Middle] = true;
  stage.rest();
  for (int i = 0; i < 10; ++i) stage.wheel(0.1);
  EXPECT_NEAR(stage.ui().zoom, 1.15, 0.01);
  stage.move_to({middle.x + 40, middle.y + 20});
  const Point moved = stage.ui().pan;
  stage.move_to({middle.x + 50, middle.y + 25});
  EXPECT_NEAR(stage.ui().pan.x - moved.x, 10, 1);
  EXPECT_NEAR(stage.ui().pan.y - moved.y, 5, 1);
  EXPECT_NE(stage.ui().pan.x, still.x);
}

TEST(Browser, TakesBackTheDragThatWasTheFirstOfTwoFingers) {
  PanelStage stage;
  const Point middle = stage.layout().canvas.center();
  const Point before = stage.ui().pan;
  stage.move_to(middle);
  stage.press();
  stage.move_to({middle.x + 50, middle.y});
  EXPECT_NEAR(stage.ui().pan.x - before.x, 50, 1);
  stage.move_to({-1e9, -1e9});
  stage.release();
  EXPECT_NEAR(stage.ui().pan.x, before.x, 1);
  EXPECT_EQ(stage.ui().drag.kind, DragKind::none);
}

TEST(Browser, ShowsALessonBelowThePictureOnATelephone) {
  WindowRequest request;
  request.lesson = "article";
  PanelStage stage({375, 667}, "en", request);
  const FrameLayout& layout = stage.layout();
  EXPECT_EQ(layout.canvas.width, 375);
  EXPECT_GE(layout.canvas.height, 200);
  EXPECT_EQ(layout.layer.width, 375);
  EXPECT_EQ(layout.layer.y, layout.canvas.bottom());
  EXPECT_EQ(layout.timeline.y, layout.layer.bottom());
  EXPECT_EQ(layout.pages.y, layout.timeline.bottom());
  EXPECT_EQ(layout.pages.bottom(), 667);
}

TEST(Browser, LeavesTheScrubBarRoomOnATelephone) {
  for (const char* const language : {"en", "zh"}) {
    PanelStage stage({375, 667}, language);
    EXPECT_GE(stage.area("timeline", "scrub").width, 100) << language;
  }
}

}  // namespace
}  // namespace convoscope::testing

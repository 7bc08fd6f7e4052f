// Unsaved work is kept in a scene of the window's own; what a window that died has left is offered at the next start.
#include "gui/state/autosave.h"

#include <gmock/gmock.h>

#include "gui/state/files.h"
#include "panel_stage.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::PanelStage;
using testing::Stage;
using testing::TestPlatform;

constexpr const char* first_place = "/config/autosave-1.convo";
constexpr const char* second_place = "/config/autosave-2.convo";
const SetParameter wider_stride{Parameter::stride, -1, 3};

/// Until what is being written is there.
void settle_autosave(AppState& app) {
  while (app.autosave.job && !app.autosave.job->is_done()) std::this_thread::yield();
}

/// A few seconds, in frames.
void let_pass(AppState& app, double seconds) {
  for (const double end = app.now_s + seconds; app.now_s < end;) {
    advance_time(app, app.now_s + 0.25);
    settle_autosave(app);
  }
}

/// A window that dies: its claim goes, its file stays.
void die(AppState& app) { app.autosave = {}; }

std::int64_t stride_in(const TestPlatform& platform, const std::string& path) {
  const Result<SavedScene> saved = read_scene_file(platform, Catalog(), path);
  return saved ? saved->scene.spec.axes[height].stride : -1;
}

TEST(Autosave, KeepsAChangeWithinTenSecondsInAPlainScene) {
  Stage stage;
  perform(stage.app(), wider_stride);
  let_pass(stage.app(), 10);
  EXPECT_EQ(stride_in(stage.platform, first_place), 3);
  perform(stage.app(), SetParameter{Parameter::stride, -1, 1});
  let_pass(stage.app(), 10);
  EXPECT_EQ(stride_in(stage.platform, first_place), 1);
}

TEST(Autosave, WaitsForNothingWhileThereIsNothingToKeep) {
  Stage stage;
  advance_time(stage.app(), 1);
  EXPECT_EQ(next_autosave_s(stage.app()), std::numeric_limits<double>::infinity());
  perform(stage.app(), wider_stride);
  advance_time(stage.app(), 2);
  EXPECT_LE(next_autosave_s(stage.app()), 12);
  let_pass(stage.app(), 12);
  advance_time(stage.app(), 20);
  EXPECT_EQ(next_autosave_s(stage.app()), std::numeric_limits<double>::infinity());
}

TEST(Autosave, RemovesWhatIsSavedUndoneOrGivenUp) {
  Stage stage;
  perform(stage.app(), wider_stride);
  let_pass(stage.app(), 10);
  save_path(stage.app(), "/home/a.convo");
  let_pass(stage.app(), 1);
  EXPECT_FALSE(stage.platform.has_file(first_place));

  perform(stage.app(), SetParameter{Parameter::stride, -1, 1});
  let_pass(stage.app(), 10);
  EXPECT_TRUE(stage.platform.has_file(first_place));
  run_command(stage.app(), "undo");
  let_pass(stage.app(), 1);
  EXPECT_FALSE(stage.platform.has_file(first_place));

  perform(stage.app(), SetParameter{Parameter::stride, -1, 1});
  let_pass(stage.app(), 10);
  end_autosave(stage.app());
  EXPECT_FALSE(stage.platform.has_file(first_place));
  EXPECT_TRUE(stage.platform.claimed.empty());
}

TEST(Autosave, IsWrittenAtOnceWhereTheProgramHasToEnd) {
  Stage stage;
  autosave_now(stage.app());
  EXPECT_FALSE(stage.platform.has_file(first_place));
  perform(stage.app(), wider_stride);
  autosave_now(stage.app());
  EXPECT_EQ(stride_in(stage.platform, first_place), 3);
}

TEST(Autosave, OffersWhatAWindowThatDiedHasLeft) {
  Stage stage;
  save_path(stage.app(), "/home/mine.convo");
  perform(stage.app(), wider_stride);
  let_pass(stage.app(), 10);
  die(stage.app());

  Result<AppState> next = start({}, stage.platform, stage.fonts, "en");
  EXPECT_EQ(next->ui.dialog, Dialog::recover);
  EXPECT_EQ(next->autosave.left.front().saved.scene.title, "mine");
  perform(*next, Recover{Recovery::open});
  EXPECT_EQ(next->ui.dialog, Dialog::none);
  EXPECT_EQ(next->session.scene().spec.axes[height].stride, 3);
  EXPECT_TRUE(would_lose_changes(*next)) << "it is in no file yet";
  EXPECT_TRUE(next->session.path().empty());
  let_pass(*next, 10);
  EXPECT_EQ(stride_in(stage.platform, first_place), 3) << "and stays kept until it is saved";
  save_path(*next, "/home/recovered.convo");
  let_pass(*next, 1);
  EXPECT_FALSE(stage.platform.has_file(first_place));
}

TEST(Autosave, KeepsForLaterOrDiscardsWhatWasLeft) {
  Stage stage;
  perform(stage.app(), wider_stride);
  let_pass(stage.app(), 10);
  die(stage.app());
  {
    Result<AppState> next = start({}, stage.platform, stage.fonts, "en");
    perform(*next, Recover{Recovery::keep});
    EXPECT_EQ(next->ui.dialog, Dialog::none);
    perform(*next, SetParameter{Parameter::stride, -1, 1});
    let_pass(*next, 10);
    EXPECT_EQ(stride_in(stage.platform, first_place), 3);
    EXPECT_EQ(stride_in(stage.platform, second_place), 1) << "the new window's own work has another place";
    end_autosave(*next);
  }
  {
    Result<AppState> next = start({}, stage.platform, stage.fonts, "en");
    run_command(*next, "leave");
    let_pass(*next, 1);
    EXPECT_TRUE(stage.platform.has_file(first_place)) << "Escape keeps it, too";
    end_autosave(*next);
  }
  Result<AppState> next = start({}, stage.platform, stage.fonts, "en");
  perform(*next, Recover{Recovery::discard});
  EXPECT_FALSE(stage.platform.has_file(first_place));
}

TEST(Autosave, LeavesToOtherWindowsWhatIsTheirs) {
  Stage stage;
  perform(stage.app(), wider_stride);
  let_pass(stage.app(), 10);
  Result<AppState> other = start({}, stage.platform, stage.fonts, "en");
  EXPECT_EQ(other->ui.dialog, Dialog::none) << "the first still runs";
  perform(*other, SetParameter{Parameter::stride, -1, 1});
  let_pass(*other, 10);
  EXPECT_EQ(stride_in(stage.platform, first_place), 3);
  EXPECT_EQ(stride_in(stage.platform, second_place), 1);

  die(stage.app());
  die(*other);
  Result<AppState> third = start({}, stage.platform, stage.fonts, "en");
  EXPECT_EQ(third->autosave.left.size(), 2U);
  Result<AppState> fourth = start({}, stage.platform, stage.fonts, "en");
  EXPECT_EQ(fourth->ui.dialog, Dialog::none) << "the third asks about both";
  perform(*third, Recover{Recovery::discard});
  EXPECT_EQ(third->ui.dialog, Dialog::recover);
  perform(*third, Recover{Recovery::open});
  EXPECT_EQ(third->session.scene().spec.axes[height].stride, 1);
}

TEST(Autosave, AsksInBothLanguages) {
  for (const char* language : {"en", "zh"}) {
    PanelStage stage({800, 600}, language);
    stage.app().autosave.left.push_back({{"/config/autosave-7.convo", nullptr}, saved_scene(stage.session())});
    stage.ui().dialog = Dialog::recover;
    stage.rest();
    EXPECT_TRUE(stage.says("dialog", stage.say("recover.question", {{"name", stage.say("preset.article")}})));
    stage.click(stage.area("dialog", "stay").center());
    EXPECT_EQ(stage.ui().dialog, Dialog::none);
  }
}

}  // namespace
}  // namespace convoscope

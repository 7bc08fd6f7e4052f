// Unsaved changes are asked about before they are replaced, and files that somebody else has written before they are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/state/commands.h"
#include "gui/state/files.h"
#include "panel_stage.h"

namespace convoscope::testing {
namespace {

void change(AppState& app) { perform(app, Edit(SetValue{Part::kernel, 0, {0, 0}, 7})); }

TEST(Replacing, AsksWhereChangesWouldBeLost) {
  const Action ways[] = {OpenPath{"/b.convo"}, OpenPreset{"dilation"}};
  for (const Action& way : ways) {
    Stage stage;
    AppState& app = stage.app();
    save_path(app, "/b.convo");
    save_path(app, "/a.convo");
    change(app);
    const Scene before = app.session.scene();
    perform(app, way);
    EXPECT_EQ(app.ui.dialog, Dialog::confirm_loss);
    EXPECT_EQ(app.session.scene(), before);
    run_command(app, "leave");
    EXPECT_EQ(app.ui.dialog, Dialog::none);
    EXPECT_FALSE(app.ui.held_up);
    EXPECT_EQ(app.session.scene(), before);

    perform(app, way);
    run_command(app, "save");
    EXPECT_EQ(app.ui.dialog, Dialog::none);
    EXPECT_NE(app.session.path(), "/a.convo") << "it goes on once the changes are saved";
    EXPECT_EQ(read_scene_file(app.platform, app.catalog(), "/a.convo")->scene, before);
  }
}

TEST(Replacing, GoesOnWithoutChangesOrOnceTheyAreGivenUp) {
  Stage stage;
  AppState& app = stage.app();
  save_path(app, "/a.convo");
  perform(app, OpenPreset{"dilation"});
  EXPECT_EQ(app.ui.dialog, Dialog::none);
  change(app);
  perform(app, OpenPath{"/a.convo"});
  ASSERT_TRUE(app.ui.held_up);
  app.ui.discards = true;  // as the button does
  perform(app, Action(*app.ui.held_up));
  EXPECT_EQ(app.session.path(), "/a.convo");
  EXPECT_FALSE(app.ui.held_up);
  change(app);
  EXPECT_TRUE(would_lose_changes(app)) << "these were not given up";
}

TEST(Replacing, TheQuestionsButtonsDoWhatTheySay) {
  for (const char* const button : {"discard", "stay"}) {
    PanelStage stage;
    change(stage.app());
    perform(stage.app(), OpenPreset{"dilation"});
    stage.rest();
    stage.click(stage.area("dialog", button).center());
    EXPECT_EQ(stage.ui().dialog, Dialog::none);
    EXPECT_EQ(stage.session().scene().title, std::string_view(button) == "discard" ? "dilation" : "article");
  }
}

TEST(Replacing, TheFileGoesWithTheSceneThroughUndo) {
  Stage stage;
  AppState& app = stage.app();
  save_path(app, "/a.convo");
  perform(app, OpenPreset{"dilation"});
  save_path(app, "/b.convo");
  const std::string b = stage.platform.files["/b.convo"];
  perform(app, OpenPath{"/a.convo"});
  perform(app, OpenPath{"/b.convo"});
  run_command(app, "undo");
  EXPECT_EQ(app.session.path(), "/a.convo");
  EXPECT_FALSE(would_lose_changes(app));
  change(app);
  run_command(app, "save");
  EXPECT_EQ(stage.platform.files["/b.convo"], b);
  EXPECT_FALSE(would_lose_changes(app));
}

TEST(Replacing, AFileWrittenElsewhereIsAskedAbout) {
  Stage stage;
  AppState& app = stage.app();
  save_path(app, "/a.convo");
  change(app);
  run_command(app, "save");
  EXPECT_EQ(app.ui.dialog, Dialog::none);
  const std::string theirs = stage.platform.files["/a.convo"] + "\n";
  stage.platform.files["/a.convo"] = theirs;
  change(app);
  perform(app, Edit(SetTheme{"dark"}));
  run_command(app, "save");
  EXPECT_EQ(app.ui.dialog, Dialog::save);
  EXPECT_EQ(app.ui.to_replace, "/a.convo");
  EXPECT_EQ(stage.platform.files["/a.convo"], theirs);
  perform(app, SavePath{"/a.convo"});  // yes
  EXPECT_EQ(app.ui.dialog, Dialog::none);
  EXPECT_NE(stage.platform.files["/a.convo"], theirs);
  run_command(app, "save");
  EXPECT_EQ(app.ui.dialog, Dialog::none);
  stage.platform.files.erase("/a.convo");
  run_command(app, "save");
  EXPECT_EQ(app.ui.dialog, Dialog::none) << "what is gone loses nothing";
  EXPECT_TRUE(stage.platform.files.contains("/a.convo"));
}

TEST(FileDialogs, GoToAFolderThatIsTyped) {
  for (const char* const id : {"open", "save_as"}) {
    Stage stage;
    AppState& app = stage.app();
    run_command(app, id);
    const std::string typed = "/home/lectures/";
    perform(app, app.ui.dialog == Dialog::open ? Action(OpenPath{typed}) : Action(SavePath{typed}));
    EXPECT_FALSE(app.ui.toast);
    EXPECT_EQ(app.ui.file.directory, "/home/lectures");
    EXPECT_TRUE(app.ui.dialog == Dialog::open ? app.ui.file.path.view().empty()
                                              : app.ui.file.path.view().starts_with("/home/lectures/"));
  }
}

TEST(FileDialogs, SayWhichFolderTheyList) {
  for (const char* const language : {"en", "zh"}) {
    PanelStage stage({1280, 800}, language);
    stage.run("open");
    EXPECT_TRUE(stage.says("dialog", "/home"));
    perform(stage.app(), EnterDirectory{"/a/" + std::string(200, 'x') + "/deep"});
    stage.rest();
    EXPECT_TRUE(stage.says("dialog", "…/deep"));
  }
}

}  // namespace
}  // namespace convoscope::testing

// Files in and out: what can be opened, what is listed, what is asked before a file is replaced.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/state/files.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> listed(const AppState& app) {
  std::vector<std::string> names;
  for (const DirectoryEntry& entry : app.ui.file.entries) names.push_back(entry.name);
  return names;
}

TEST(Files, EveryFileThatMayHoldASceneIsListed) {
  Stage stage;
  AppState& app = stage.app();
  run_command(app, "open");
  EXPECT_THAT(listed(app), ElementsAre("lectures", "figure.SVG", "notes.txt", "stride.convo"));
  run_command(app, "leave");
  run_command(app, "save_as");
  EXPECT_THAT(listed(app), ElementsAre("lectures", "stride.convo"));
}

TEST(Files, WhatCarriesNoSceneSaysWhatDoes) {
  Stage stage;
  AppState& app = stage.app();
  for (const std::string path : {"/x.gif", "/x.tex"}) {
    export_to(app, path);
    settle(app);
    ASSERT_TRUE(stage.platform.files.contains(path));
  }
  stage.platform.files["/notes.doc"] = "nothing";
  stage.platform.files["/other.svg"] = "<svg xmlns='http://www.w3.org/2000/svg'/>";
  for (const std::string path : {"/x.gif", "/x.tex", "/notes.doc", "/other.svg"}) {
    perform(app, OpenPath{path});
    ASSERT_TRUE(app.ui.toast);
    EXPECT_TRUE(app.ui.toast->is_error) << path;
    const std::string words = app.catalog().text(app.ui.toast->message);
    EXPECT_THAT(words, HasSubstr(path));
    EXPECT_THAT(words, HasSubstr(".convo files hold one")) << path;
  }
}

TEST(Files, SavingLeavesThePictureThatWasOpenedAPicture) {
  Stage stage;
  AppState& app = stage.app();
  for (const std::string path : {"/x.svg", "/x.PNG"}) {
    export_to(app, path);
    settle(app);
    const std::string picture = stage.platform.files[path];
    perform(app, OpenPath{path});
    run_command(app, "save");
    EXPECT_EQ(app.ui.dialog, Dialog::save);
    EXPECT_EQ(app.ui.file.path.view(), "/x.convo");
    perform(app, SavePath{path});  // as if its name was typed
    EXPECT_EQ(stage.platform.files[path], picture);
    EXPECT_EQ(app.session.path(), path + ".convo");
    run_command(app, "save");
    EXPECT_EQ(app.ui.dialog, Dialog::none);
  }
}

TEST(Files, ABrokenSceneSaysWhatIsWrongInIt) {
  Stage stage;
  AppState& app = stage.app();
  stage.platform.files["/x.convo"] = "{\"convoscope\": 1, \"layer\": {\"strode\": 2}}";
  perform(app, OpenPath{"/x.convo"});
  EXPECT_THAT(app.catalog().text(app.ui.toast->message), HasSubstr("strode"));
}

TEST(Files, SavingAsksBeforeItReplacesAnotherScene) {
  Stage stage;
  AppState& app = stage.app();
  stage.platform.files["/other.convo"] = "old";
  run_command(app, "save_as");
  perform(app, SavePath{"/other"});
  EXPECT_EQ(app.ui.to_replace, "/other.convo");
  EXPECT_EQ(stage.platform.files["/other.convo"], "old");
  perform(app, SavePath{"/other"});
  EXPECT_NE(stage.platform.files["/other.convo"], "old");
  EXPECT_EQ(app.ui.dialog, Dialog::none);
  // Its own file is the one that saving is about.
  perform(app, Edit(SetParameter{Parameter::stride, -1, 1}));
  run_command(app, "save");
  EXPECT_FALSE(app.session.is_modified());
}

TEST(Files, PathsAreJoinedAndTakenApart) {
  EXPECT_EQ(joined("", "a.convo"), "a.convo");
  EXPECT_EQ(joined("/", "a.convo"), "/a.convo");
  EXPECT_EQ(joined("a/b", "c"), "a/b/c");
  EXPECT_EQ(directory_of("a/b/c"), "a/b");
  EXPECT_EQ(directory_of("/c"), "/");
  EXPECT_EQ(directory_of("c"), "");
  EXPECT_EQ(name_of_path("a/b/c.convo"), "c.convo");
}

}  // namespace
}  // namespace convoscope::testing

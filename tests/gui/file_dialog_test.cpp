// The dialogs that open and save a scene.
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view file_panel = "dialog";

TEST(FileDialog, SaysWhatItOpensInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.run("open");
    for (const char* const key : {"dialog.open", "file_dialog.open_hint", "file_dialog.open", "dialog.cancel"}) {
      EXPECT_TRUE(stage.says(file_panel, stage.say(key))) << key;
    }
    // Folders, scenes, pictures that may hold one, texts that may be code; no other file.
    EXPECT_THAT(stage.words("dialog/entries"),
                ElementsAre("..", "lectures", "figure.SVG", "notes.txt", "stride.convo"));
  }
}

TEST(FileDialog, OpensTheEntryThatIsClicked) {
  PanelStage stage;
  stage.run("open");
  stage.click(stage.text("dialog/entries", "stride.convo").rect.center());
  EXPECT_THAT(stage.words(file_panel), Contains("stride.convo"));
  stage.click(stage.area(file_panel, "go").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("open stride.convo"));
  // It is not there after all.
  EXPECT_EQ(stage.ui().dialog, Dialog::open);
  EXPECT_TRUE(stage.says(file_panel, stage.say("file.not_found", {{"path", "stride.convo"}})));
}

TEST(FileDialog, GoesFromFolderToFolder) {
  PanelStage stage;
  stage.run("open");
  stage.click(stage.text("dialog/entries", "lectures").rect.center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("enter lectures"));
  stage.click(stage.text("dialog/entries", "..").rect.center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("enter "));
}

TEST(FileDialog, SavesUnderTheTypedName) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.run("save_as");
    EXPECT_TRUE(stage.says(file_panel, stage.say("dialog.save") + stage.say("file_dialog.save_hint")));
    stage.type("mine");
    stage.hit(PanelStage::Key::enter);
    EXPECT_EQ(stage.ui().dialog, Dialog::none);
    const std::vector<std::string> asked = stage.asked_for();
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_TRUE(asked.front().starts_with("save ")) << asked.front();
    EXPECT_TRUE(asked.front().ends_with("mine.convo")) << asked.front();
    EXPECT_TRUE(stage.says("canvas", "mine.convo"));
  }
}

// Undoing what had been typed the time before wrote beyond the field's end.
TEST(FileDialog, UndoesNothingOfTheTextThatStoodThereTheTimeBefore) {
  PanelStage stage;
  stage.run("open");
  stage.type(std::string(300, 'a'));
  stage.hit(PanelStage::Key::backspace);
  stage.hit(PanelStage::Key::escape);
  ASSERT_EQ(stage.ui().dialog, Dialog::none);
  stage.run("open");
  const std::string before(stage.ui().file.path.view());
  stage.hold_control(true);
  for (int i = 0; i < 3; ++i) stage.hit(PanelStage::Key::z);
  stage.hold_control(false);
  EXPECT_EQ(stage.ui().file.path.view(), before);
  stage.type("g");
  EXPECT_EQ(stage.ui().file.path.view().size(), 1U) << stage.ui().file.path.view();
}

TEST(FileDialog, AsksBeforeASceneIsReplaced) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.run("save_as");
    stage.type("mine");
    const std::string path(stage.ui().file.path.view());
    ASSERT_TRUE(stage.app().platform.write_file(path, "{}"));
    stage.rest();
    EXPECT_TRUE(stage.says(file_panel, stage.say("file_dialog.replaces")));
    stage.click(stage.area(file_panel, "go").center());
    EXPECT_TRUE(stage.says(file_panel, stage.say("file_dialog.asks", {{"name", "mine.convo"}})));
    expect_tidy(stage);
    stage.click(stage.area(file_panel, "cancel").center());
    EXPECT_EQ(stage.ui().dialog, Dialog::save) << "the file is kept, the dialog stays";
    EXPECT_FALSE(stage.says(file_panel, stage.say("file_dialog.asks", {{"name", "mine.convo"}})));
    stage.click(stage.area(file_panel, "go").center());
    stage.click(stage.area(file_panel, "go").center());
    EXPECT_EQ(stage.ui().dialog, Dialog::none);
    EXPECT_NE(*stage.app().platform.read_file(path), "{}");
  }
}

TEST(FileDialog, WithoutANameThereIsNothingToOpen) {
  PanelStage stage;
  stage.run("open");
  EXPECT_FALSE(stage.has_area(file_panel, "go"));
  stage.hit(PanelStage::Key::enter);
  EXPECT_THAT(stage.asked_for(), IsEmpty());
  stage.hit(PanelStage::Key::escape);
  EXPECT_EQ(stage.ui().dialog, Dialog::none);
}

TEST(FileDialog, SaysWhyAFileCannotBeOpened) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({800, 600}, language);
    stage.run("open");
    stage.type("nowhere/to/be/found/however/long/one/looks/for/a/scene/that/never/was/there/at/all.convo");
    stage.hit(PanelStage::Key::enter);
    EXPECT_EQ(stage.ui().dialog, Dialog::open);
    EXPECT_THAT(stage.words(file_panel), Not(IsEmpty()));
    EXPECT_TRUE(stage.ui().toast && stage.ui().toast->is_error);
    expect_tidy(stage);
  }
}

}  // namespace
}  // namespace convoscope::testing

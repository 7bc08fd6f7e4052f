// The sheets that open and save a scene.
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view panel = "sheet";

TEST(FileSheet, SaysWhatItOpensInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.run("open");
    for (const char* const key : {"sheet.open", "file_sheet.open_hint", "file_sheet.open", "sheet.cancel"}) {
      EXPECT_TRUE(stage.says(panel, stage.say(key))) << key;
    }
    // Folders, scenes and pictures that may hold one; no other file.
    EXPECT_THAT(stage.words("sheet/entries"), ElementsAre("..", "lectures", "figure.SVG", "stride.convo"));
  }
}

TEST(FileSheet, OpensTheEntryThatIsClicked) {
  PanelStage stage;
  stage.run("open");
  stage.click(stage.text("sheet/entries", "stride.convo").rect.center());
  EXPECT_THAT(stage.words(panel), Contains("stride.convo"));
  stage.click(stage.area(panel, "go").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("open stride.convo"));
  // It is not there after all.
  EXPECT_EQ(stage.ui().sheet, Sheet::open);
  EXPECT_TRUE(stage.says(panel, stage.say("file.not_found", {{"path", "stride.convo"}})));
}

TEST(FileSheet, GoesFromFolderToFolder) {
  PanelStage stage;
  stage.run("open");
  stage.click(stage.text("sheet/entries", "lectures").rect.center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("enter lectures"));
  stage.click(stage.text("sheet/entries", "..").rect.center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("enter "));
}

TEST(FileSheet, SavesUnderTheTypedName) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.run("save_as");
    EXPECT_TRUE(stage.says(panel, stage.say("sheet.save") + stage.say("file_sheet.save_hint")));
    stage.type("mine");
    stage.hit(PanelStage::Key::enter);
    EXPECT_EQ(stage.ui().sheet, Sheet::none);
    const std::vector<std::string> asked = stage.asked_for();
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_TRUE(asked.front().starts_with("save ")) << asked.front();
    EXPECT_TRUE(asked.front().ends_with("mine.convo")) << asked.front();
    EXPECT_TRUE(stage.says("canvas", "mine.convo"));
  }
}

TEST(FileSheet, AsksBeforeASceneIsReplaced) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.run("save_as");
    stage.type("mine");
    const std::string path(stage.ui().file.path.view());
    ASSERT_TRUE(stage.app().platform.write_file(path, "{}"));
    stage.rest();
    EXPECT_TRUE(stage.says(panel, stage.say("file_sheet.replaces")));
    stage.click(stage.area(panel, "go").center());
    EXPECT_TRUE(stage.says(panel, stage.say("file_sheet.asks", {{"name", "mine.convo"}})));
    expect_tidy(stage);
    stage.click(stage.area(panel, "cancel").center());
    EXPECT_EQ(stage.ui().sheet, Sheet::save) << "the file is kept, the sheet stays";
    EXPECT_FALSE(stage.says(panel, stage.say("file_sheet.asks", {{"name", "mine.convo"}})));
    stage.click(stage.area(panel, "go").center());
    stage.click(stage.area(panel, "go").center());
    EXPECT_EQ(stage.ui().sheet, Sheet::none);
    EXPECT_NE(*stage.app().platform.read_file(path), "{}");
  }
}

TEST(FileSheet, WithoutANameThereIsNothingToOpen) {
  PanelStage stage;
  stage.run("open");
  EXPECT_FALSE(stage.has_area(panel, "go"));
  stage.hit(PanelStage::Key::enter);
  EXPECT_THAT(stage.asked_for(), IsEmpty());
  stage.hit(PanelStage::Key::escape);
  EXPECT_EQ(stage.ui().sheet, Sheet::none);
}

TEST(FileSheet, SaysWhyAFileCannotBeOpened) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({800, 600}, language);
    stage.run("open");
    stage.type("nowhere/to/be/found/however/long/one/looks/for/a/scene/that/never/was/there/at/all.convo");
    stage.hit(PanelStage::Key::enter);
    EXPECT_EQ(stage.ui().sheet, Sheet::open);
    EXPECT_THAT(stage.words(panel), Not(IsEmpty()));
    EXPECT_TRUE(stage.ui().toast && stage.ui().toast->is_error);
    expect_tidy(stage);
  }
}

}  // namespace
}  // namespace convoscope::testing

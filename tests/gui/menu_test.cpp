// The menu's rows: every command under its words and its key.
#include "gui/state/commands.h"
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Menu menus[] = {Menu::file, Menu::edit, Menu::view, Menu::steps, Menu::photograph, Menu::lessons, Menu::help};

/// Rests the mouse on a row that opens a menu beside it. That is enough, and in newer versions a click closes it again.
void open_row(PanelStage& stage, std::string_view words) {
  for (const Record::Text& row : stage.rows()) {
    if (row.words != words) continue;
    stage.move_to(row.rect.center());
    return stage.wait(0.5);
  }
  ADD_FAILURE() << "no open list has " << words;
}

void open_menu(PanelStage& stage, std::string_view words) {
  stage.click(stage.area("header", "menu").center());
  open_row(stage, words);
}

TEST(Menu, HasItsSectionsInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.click(stage.area("header", "menu").center());
    EXPECT_THAT(stage.row_words(), ElementsAre(stage.say("menu.file"), stage.say("menu.edit"), stage.say("menu.view"),
                                               stage.say("menu.steps"), stage.say("menu.photograph"),
                                               stage.say("menu.lessons"), stage.say("menu.help")));
    stage.hit(PanelStage::Key::escape);
    EXPECT_THAT(stage.row_words(), IsEmpty());
  }
}

TEST(Menu, ListsEveryCommandWithItsKey) {
  for (const char* const language : {"en", "zh"}) {
    for (const Size size : {Size{1280, 800}, Size{800, 600}}) {
      for (const Menu menu : menus) {
        PanelStage stage(size, language);
        open_menu(stage, stage.say(label_key(menu)));
        const std::vector<std::string> rows = stage.row_words();
        for (const Command& command : commands()) {
          const bool is_absent_view = command.label_key.starts_with("view.") && !command.is_enabled(stage.app());
          if (command.menu != menu || is_absent_view) continue;
          EXPECT_THAT(rows, Contains(stage.say(command.label_key))) << language << " " << command.id;
          if (command.keys.front() == KeyPress{}) continue;
          EXPECT_THAT(rows, Contains(text_of(command.keys.front()))) << language << " " << command.id;
        }
        for (const Record::Text& row : stage.rows()) {
          EXPECT_TRUE(is_inside(row.rect, {0, 0, size.width, size.height})) << row.words;
        }
      }
    }
  }
}

TEST(Menu, ARowRunsItsCommand) {
  for (const char* const language : {"en", "zh"}) {
    for (const char* const id : {"save_as", "copy_code", "all_views", "granularity", "help"}) {
      PanelStage stage({1280, 800}, language);
      open_menu(stage, stage.say(label_key(command(id).menu)));
      stage.click_row(stage.say(command(id).label_key));
      EXPECT_THAT(stage.asked_for(), ElementsAre("run " + std::string(id)));
      EXPECT_THAT(stage.row_words(), IsEmpty());
    }
  }
}

TEST(Menu, EscapeLeavesItWithTheListThatOpenedFromIt) {
  PanelStage stage;
  open_menu(stage, "Edit");
  EXPECT_THAT(stage.row_words(), Contains("Undo"));
  stage.hit(PanelStage::Key::escape);
  EXPECT_THAT(stage.row_words(), IsEmpty());
  stage.run("help");
  stage.hit(PanelStage::Key::escape);
  EXPECT_EQ(stage.ui().dialog, Dialog::none) << "what is open no longer takes the key";
  stage.session().pin = {Side::transposed, Part::fine, 0, {0, 0}};
  stage.hit(PanelStage::Key::escape);
  EXPECT_FALSE(stage.session().pin);
}

TEST(Menu, WhatCannotBeDoneNowIsNotRun) {
  PanelStage stage;
  open_menu(stage, "Edit");
  stage.click_row("Undo");
  EXPECT_THAT(stage.asked_for(), IsEmpty());
}

TEST(Menu, ExamplesColoursAndKernelsAreChosenByName) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    open_menu(stage, stage.say("menu.file"));
    open_row(stage, stage.say("menu.presets"));
    stage.click_row(stage.say("preset.dilation"));
    EXPECT_THAT(stage.asked_for(), ElementsAre("preset dilation"));
    EXPECT_TRUE(stage.says("header", stage.say("preset.dilation")));
    open_menu(stage, stage.say("menu.view"));
    open_row(stage, stage.say("menu.themes"));
    stage.click_row(stage.say("theme_name.high_contrast"));
    EXPECT_THAT(stage.asked_for(), ElementsAre("theme high-contrast"));
    open_menu(stage, stage.say("menu.edit"));
    open_row(stage, stage.say("menu.kernels"));
    stage.click_row(stage.say("kernel.sobel-x"));
    EXPECT_THAT(stage.asked_for(), ElementsAre("kernel sobel-x"));
  }
}

}  // namespace
}  // namespace convoscope::testing

// Every command with its keys, and what the mouse does, on one dialog.
#include "gui/state/commands.h"
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

TEST(HelpDialog, ListsEveryCommandThatHasAKey) {
  for (const char* const language : {"en", "zh"}) {
    PanelStage stage({1280, 800}, language);
    stage.run("help");
    const std::vector<std::string> words = stage.words("dialog");
    for (const Command& command : commands()) {
      if (command.keys.front() == KeyPress{} || command.menu == Menu::help) continue;
      EXPECT_THAT(words, Contains(stage.say(command.label_key))) << language << " " << command.id;
      for (const KeyPress& key : command.keys) {
        if (key == KeyPress{}) continue;
        EXPECT_THAT(words, Contains(text_of(key))) << language << " " << command.id;
      }
    }
  }
}

TEST(HelpDialog, PutsEachKeyBesideItsCommand) {
  PanelStage stage;
  stage.run("help");
  for (const auto& [words, key] : {std::pair{"Undo", "Ctrl+Z"}, std::pair{"Play", "Space"}, std::pair{"Matrix", "4"}}) {
    const Rect label = stage.text("dialog", words).rect;
    const Rect cap = stage.text("dialog", key).rect;
    EXPECT_NEAR(label.bottom(), cap.bottom(), 4) << words;
    EXPECT_LT(label.right(), cap.x) << words;
  }
}

TEST(HelpDialog, SaysWhatTheMouseDoes) {
  for (const char* const language : {"en", "zh"}) {
    PanelStage stage({1280, 800}, language);
    stage.run("help");
    for (const char* const key : {"help.click", "help.double_click", "help.drag", "help.turn", "help.crop",
                                  "help.wheel", "help.tabs", "help.drop"}) {
      EXPECT_TRUE(stage.says("dialog", stage.say(key))) << language << " " << key;
    }
  }
}

TEST(HelpDialog, IsScrolledInASmallWindow) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({800, 600}, language);
    stage.run("help");
    const auto bottom = [&] {
      double lowest = 0;
      for (const Record::Text& text : stage.texts("dialog/help")) lowest = std::max(lowest, text.rect.bottom());
      return lowest;
    };
    const double edge = stage.texts("dialog/help").front().shown.bottom();
    EXPECT_GT(bottom(), edge);
    stage.move_to({400, 300});
    for (int i = 0; i < 10; ++i) stage.wheel(-5);
    EXPECT_LE(bottom(), edge);
    expect_tidy(stage);
  }
}

TEST(HelpDialog, ClosesByItsCrossAndByAClickBesideIt) {
  PanelStage stage;
  stage.run("help");
  stage.click(stage.area("dialog", "close dialog").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run leave"));
  stage.run("help");
  stage.click({20, 400});
  EXPECT_THAT(stage.asked_for(), ElementsAre("run leave"));
  EXPECT_EQ(stage.ui().dialog, Dialog::none);
}

}  // namespace
}  // namespace convoscope::testing

// What is asked before the window closes.
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view close_panel = "dialog";

/// A changed scene, and the window asked to close.
struct ClosingStage : PanelStage {
  explicit ClosingStage(const char* language = "en", Size window = {1280, 800}) : PanelStage(window, language) {
    apply(SetParameter{Parameter::stride, -1, 1});
    run("quit");
  }
};

/// A file that is written until somebody stops it.
BackgroundTask endless_task() {
  BackgroundTask task;
  task.kind = BackgroundTask::Kind::write;
  task.path = "/home/steps.gif";
  task.job = std::make_unique<Job>(
      [](const Progress& progress) -> Status {
        while (progress(3, 9)) std::this_thread::yield();
        return ok();
      },
      JobHost());
  return task;
}

TEST(CloseDialog, AsksAboutChangesInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    for (const Size size : {Size{1280, 800}, Size{800, 600}, Size{480, 360}}) {
      SCOPED_TRACE(std::string(language) + " " + std::to_string(size.width));
      ClosingStage stage(language, size);
      EXPECT_TRUE(stage.says(close_panel, stage.say("dialog.close") + stage.say("close.question")));
      for (const char* const key : {"close.discard", "dialog.cancel", "command.save"}) {
        EXPECT_TRUE(stage.says(close_panel, stage.say(key))) << key;
      }
      expect_tidy(stage);
      expect_whole_words(stage, close_panel);
      for (const Record::Text& text : stage.texts(close_panel)) {
        EXPECT_TRUE(is_inside(text.rect, card_of(stage, close_panel))) << text.words;
      }
    }
  }
}

TEST(CloseDialog, SavesWithItsFirstButton) {
  ClosingStage stage;
  stage.click(stage.area(close_panel, "keep").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run save"));
  EXPECT_EQ(stage.ui().dialog, Dialog::save) << "it has no file yet";
}

TEST(CloseDialog, StaysWithItsSecondButton) {
  ClosingStage stage;
  stage.click(stage.area(close_panel, "stay").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run leave"));
  EXPECT_FALSE(stage.ui().closes);
  EXPECT_EQ(stage.ui().dialog, Dialog::none);
}

TEST(CloseDialog, DiscardsWithTheButtonThatStandsApart) {
  ClosingStage stage;
  stage.click(stage.area(close_panel, "discard").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run quit"));
  EXPECT_TRUE(stage.ui().closes);
}

TEST(CloseDialog, EnterSaves) {
  ClosingStage stage;
  stage.hit(PanelStage::Key::enter);
  EXPECT_THAT(stage.asked_for(), ElementsAre("run save"));
}

TEST(CloseDialog, WithoutChangesTheWindowClosesAtOnce) {
  PanelStage stage;
  stage.run("quit");
  EXPECT_TRUE(stage.ui().closes);
  EXPECT_THAT(stage.words(close_panel), IsEmpty());
}

TEST(CloseDialog, WaitsForAFileThatIsBeingWritten) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.app().tasks.push_back(endless_task());
    stage.run("quit");
    EXPECT_TRUE(
        stage.says(close_panel, stage.say("dialog.wait") + stage.say("close.writing", {{"name", "steps.gif"}})));
    EXPECT_TRUE(stage.says(close_panel, stage.say("close.stop")));
    EXPECT_FALSE(stage.says(close_panel, stage.say("close.discard")));
    expect_tidy(stage);
    stage.click(stage.area(close_panel, "keep").center());
    EXPECT_TRUE(stage.ui().closes);
    stage.app().tasks.clear();
  }
}

TEST(CloseDialog, SaysThatTheExportStopsToo) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({480, 360}, language);
    stage.apply(SetParameter{Parameter::stride, -1, 1});
    stage.app().tasks.push_back(endless_task());
    stage.run("quit");
    EXPECT_TRUE(stage.says(close_panel,
                           stage.say("close.question") + stage.say("close.export_stops", {{"name", "steps.gif"}})));
    expect_tidy(stage);
    stage.app().tasks.clear();
  }
}

}  // namespace
}  // namespace convoscope::testing

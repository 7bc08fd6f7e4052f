// What lies over the canvas's lower edge: messages, a file that is being written, a layer that is being computed.
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view notices_panel = "canvas";

void expect_on_card(PanelStage& stage, std::string_view child) {
  const Rect card = card_of(stage, child);
  EXPECT_TRUE(is_inside(card, stage.layout().canvas));
  ASSERT_FALSE(stage.texts(child).empty());
  for (const Record::Text& text : stage.texts(child)) EXPECT_TRUE(is_inside(text.rect, card)) << text.words;
}

TEST(Notices, AMessageStandsOnItsCardAndGoes) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    tell(stage.app(), {"code.copied", {}});
    stage.rest();
    EXPECT_THAT(stage.words(notices_panel), ElementsAre(stage.say("code.copied")));
    expect_on_card(stage, "canvas/toast");
    stage.wait(20);
    EXPECT_THAT(stage.words(notices_panel), IsEmpty());
  }
}

TEST(Notices, AnErrorStaysUntilItIsClosed) {
  for (const char* const language : {"en", "zh"}) {
    for (const Size size : {Size{1280, 800}, Size{800, 600}, Size{480, 360}}) {
      SCOPED_TRACE(std::string(language) + " " + std::to_string(size.width));
      PanelStage stage(size, language);
      tell_error(stage.app(), {"file.no_write_permission", {{"path", "/a/folder/that/is/not/ours/to/write/in.convo"}}});
      stage.wait(20);
      EXPECT_TRUE(stage.says(notices_panel, stage.say("file.no_write_permission",
                                                      {{"path", "/a/folder/that/is/not/ours/to/write/in.convo"}})));
      expect_on_card(stage, "canvas/toast");
      expect_tidy(stage);
      stage.click(stage.area("canvas/toast", "close message").center());
      EXPECT_THAT(stage.words(notices_panel), IsEmpty());
    }
  }
}

TEST(Notices, AWrittenFileCanBeShownAndItsPathCopied) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    tell_file(stage.app(), {"file.saved", {{"path", "/home/steps.gif"}}}, "/home/steps.gif");
    stage.rest();
    EXPECT_TRUE(stage.says(notices_panel, stage.say("file.saved", {{"path", "/home/steps.gif"}})));
    expect_on_card(stage, "canvas/toast");
    expect_tidy(stage);
    stage.click(stage.text(notices_panel, stage.say("notice.copy_path")).rect.center());
    EXPECT_EQ(stage.ui().clipboard, "/home/steps.gif");
    stage.click(stage.text(notices_panel, stage.say("notice.show_in_folder")).rect.center());
    EXPECT_THAT(stage.asked_for(), ElementsAre("show folder of /home/steps.gif"));
  }
}

TEST(Notices, AnExportSaysHowFarItIsAndCanBeStopped) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({800, 600}, language);
    BackgroundTask task;
    task.path = "/home/steps.gif";
    task.since_s = stage.app().now_s;
    task.job = std::make_unique<Job>(
        [](const Progress& progress) -> Status {
          while (progress(3, 9)) std::this_thread::yield();
          return ok();
        },
        JobHost());
    while (task.job->total() == 0) std::this_thread::yield();
    stage.app().tasks.push_back(std::move(task));
    stage.wait(0.1);
    EXPECT_THAT(stage.words(notices_panel), IsEmpty()) << "most are over before it is worth saying";
    stage.wait(0.2);
    EXPECT_TRUE(stage.says(notices_panel, stage.say("notice.writing", {{"name", "steps.gif"}})));
    EXPECT_TRUE(stage.says(notices_panel, "3 / 9"));
    expect_on_card(stage, "canvas/stop export");
    expect_tidy(stage);
    stage.click(stage.area("canvas/stop export", "stop export").center());
    EXPECT_THAT(stage.asked_for(), ElementsAre("stop export"));
    stage.app().tasks.clear();
  }
}

TEST(Notices, ALayerThatIsComputedCanBeTakenBack) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({800, 600}, language);
    compute_beside(stage.app());
    // So much that it is not done while the test looks.
    perform(stage.app(), Edits{SetParameter{Parameter::input, -1, 3001}, SetParameter{Parameter::kernel, -1, 31}});
    stage.wait(0.3);
    EXPECT_TRUE(stage.says(notices_panel, stage.say("notice.computing")));
    EXPECT_TRUE(stage.says("left", "3001 × 3001")) << "the controls go on";
    EXPECT_TRUE(stage.says("left", "= 2")) << "the picture and its sizes wait";
    expect_on_card(stage, "canvas/cancel computing");
    expect_tidy(stage);
    stage.click(stage.area("canvas/cancel computing", "cancel computing").center());
    EXPECT_THAT(stage.asked_for(), ElementsAre("cancel computing"));
    EXPECT_TRUE(stage.says("left", "3 × 3"));
    EXPECT_THAT(stage.words(notices_panel), IsEmpty());
  }
}

}  // namespace
}  // namespace convoscope::testing

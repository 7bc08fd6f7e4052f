// What the timeline says and asks for.
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::string_view timeline_panel = "timeline";

TEST(Timeline, SaysWhereTheArticleStandsInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    // e is the fifth of nine outputs.
    EXPECT_THAT(stage.words(timeline_panel),
                UnorderedElementsAre("5 / 9", stage.say("timeline.transposed"), stage.say("timeline.by_cell"), "1.0×"));
    stage.run("side");
    EXPECT_TRUE(stage.says(timeline_panel, stage.say("timeline.convolution")));
    EXPECT_TRUE(stage.says(timeline_panel, "/ 4"));
    stage.run("granularity");
    EXPECT_TRUE(stage.says(timeline_panel, stage.say("timeline.by_multiply")));
    EXPECT_TRUE(stage.says(timeline_panel, "/ 36"));
    stage.run("side");
    EXPECT_TRUE(stage.says(timeline_panel, "/ 81"));
  }
}

TEST(Timeline, ItsButtonsRunCommands) {
  PanelStage stage;
  for (const char* const id : {"next", "back", "last", "first", "play", "granularity", "side"}) {
    stage.click(stage.area(timeline_panel, id).center());
    EXPECT_THAT(stage.asked_for(), ElementsAre("run " + std::string(id)));
  }
}

TEST(Timeline, AtItsEndsThereIsNoFurtherStep) {
  PanelStage stage;
  stage.run("first");
  EXPECT_TRUE(stage.says(timeline_panel, "1 / 9"));
  stage.click(stage.area(timeline_panel, "back").center());
  stage.click(stage.area(timeline_panel, "first").center());
  EXPECT_THAT(stage.asked_for(), IsEmpty());
  stage.run("last");
  EXPECT_TRUE(stage.says(timeline_panel, "9 / 9"));
  stage.click(stage.area(timeline_panel, "next").center());
  EXPECT_THAT(stage.asked_for(), IsEmpty());
}

TEST(Timeline, TheScrubBarIsDraggedFromStepToStep) {
  PanelStage stage;
  // The area reaches ten points beyond both ends.
  const Rect bar = stage.area(timeline_panel, "scrub");
  const double left = bar.x + 10;
  const double length = bar.width - 20;
  stage.drag({left + length / 8, bar.center().y}, {left + length, bar.center().y});
  EXPECT_THAT(stage.asked_for(), ElementsAre("seek 1", "seek 8"));
  EXPECT_TRUE(stage.says(timeline_panel, "9 / 9"));
}

TEST(Timeline, PlayingStepsOnAndSaysPause) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.run("first");
    stage.click(stage.area(timeline_panel, "play").center());
    EXPECT_TRUE(stage.ui().is_playing);
    stage.wait(0.7);
    EXPECT_THAT(stage.words("##Tooltip"), ElementsAre(stage.say("timeline.pause")));
    stage.wait(1.5);
    EXPECT_GT(stage.session().playhead.step, 0);
    stage.click(stage.area(timeline_panel, "play").center());
    EXPECT_FALSE(stage.ui().is_playing);
  }
}

TEST(Timeline, TheSpeedIsChosenFromItsList) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.click(stage.area(timeline_panel, "speed").center());
    std::vector<std::string> rows = stage.row_words();
    ASSERT_GE(rows.size(), 7U);
    rows.resize(7);
    EXPECT_THAT(rows, ElementsAre("0.25×", "0.5×", "1.0×", "2.0×", "4.0×", "8.0×", stage.say("command.smooth")));
    for (const Record::Text& row : stage.rows()) EXPECT_LE(row.rect.bottom(), 800) << row.words;
    stage.click_row("4.0×");
    EXPECT_EQ(stage.ui().steps_per_second, 4);
    EXPECT_TRUE(stage.says(timeline_panel, "4.0×"));
    stage.click(stage.area(timeline_panel, "speed").center());
    stage.click_row(stage.say("command.smooth"));
    EXPECT_THAT(stage.asked_for(), ElementsAre("run smooth"));
  }
}

TEST(Timeline, PoolingGoesByElement) {
  PanelStage stage;
  stage.apply(choose(Parameter::operation, Operation::max_pooling));
  stage.run("granularity");
  EXPECT_TRUE(stage.says(timeline_panel, "by element"));
  EXPECT_FALSE(stage.has_area(timeline_panel, "side")) << "there is no other operation";
}

TEST(Timeline, ANarrowWindowKeepsWhatIsUsedMost) {
  PanelStage stage({480, 360});
  for (const char* const id : {"back", "play", "next", "scrub"}) EXPECT_TRUE(stage.has_area(timeline_panel, id)) << id;
  EXPECT_FALSE(stage.has_area(timeline_panel, "speed"));
  EXPECT_TRUE(stage.says(timeline_panel, "5 / 9"));
  expect_tidy(stage);
}

TEST(Timeline, ItsButtonsSayWhatTheyAreFor) {
  for (const char* const language : {"en", "zh"}) {
    PanelStage stage({1280, 800}, language);
    for (const char* const id : {"side", "granularity", "speed"}) {
      stage.move_to(stage.area("timeline", id).center());
      stage.wait(0.8);
      EXPECT_TRUE(stage.says("##Tooltip", stage.say("timeline." + std::string(id) + "_help"))) << id;
    }
  }
}

}  // namespace
}  // namespace convoscope::testing

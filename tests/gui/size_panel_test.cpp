// How the sizes come about, as the panel says it. The numbers are worked out by hand.
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view size_panel = "left";

/// What stands below the title, line by line.
std::vector<std::string> size_words(PanelStage& stage) {
  const std::vector<std::string> words = stage.words(size_panel);
  const auto title = std::ranges::find(words, stage.say("size.title"));
  const auto end = std::find(title, words.end(), stage.say("size.wanted"));
  return title == words.end() ? std::vector<std::string>{} : std::vector<std::string>(title + 1, end);
}

TEST(SizePanel, DerivesTheArticlesSizesInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    // From 3 to 2, back from 2 to 3, and by the article's rule too.
    EXPECT_THAT(
        size_words(stage),
        ElementsAre(stage.say("size.convolution"), "⌊(n + 2p − k) / s⌋ + 1", "⌊(3 + 2·1 − 3) / 2⌋ + 1", "= 2",
                    stage.say("size.transposed"), "(n − 1)·s − 2p + k", "(2 − 1)·2 − 2·1 + 3", "= 3",
                    stage.say("size.article"), "s·n + (s − k)", "2·2 + (2 − 3)", "= 3", stage.say("size.note.agrees")));
  }
}

TEST(SizePanel, SaysWhereTheArticlesRuleParts) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.apply(SetParameter{Parameter::padding, -1, 0});
    // Without padding 3 becomes 1, which becomes 3 again; the rule says 2·1 + (2 − 3) = 1.
    EXPECT_TRUE(stage.says(size_panel, "⌊(3 + 2·0 − 3) / 2⌋ + 1 = 1"));
    EXPECT_TRUE(stage.says(size_panel, "(1 − 1)·2 − 2·0 + 3 = 3"));
    EXPECT_TRUE(stage.says(size_panel, "2·1 + (2 − 3) = 1"));
    EXPECT_TRUE(stage.says(size_panel, stage.say("size.note.parts", {{"needs", "p = 1"}, {"here", "p = 0"}})));
    stage.apply(SetParameter{Parameter::stride, -1, 4});
    EXPECT_TRUE(stage.says(size_panel, stage.say("size.note.parts_always", {{"needed", "−1"}})));
  }
}

TEST(SizePanel, SpreadsADilatedKernelFirst) {
  PanelStage stage;
  perform(stage.app(), Edits{SetParameter{Parameter::input, -1, 5}, SetParameter{Parameter::dilation, -1, 2}});
  stage.rest();
  EXPECT_TRUE(stage.says(size_panel, stage.say("size.reach") + "K = d·(k − 1) + 1" + "2·(3 − 1) + 1" + "= 5"));
  EXPECT_TRUE(stage.says(size_panel,
                         "⌊(n + 2p − K) / s⌋ + 1"
                         "⌊(5 + 2·1 − 5) / 2⌋ + 1"
                         "= 2"));
  EXPECT_TRUE(stage.says(size_panel,
                         "(n − 1)·s − 2p + K"
                         "(2 − 1)·2 − 2·1 + 5"
                         "= 5"));
}

TEST(SizePanel, SwitchesBetweenAxesThatDiffer) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    EXPECT_FALSE(stage.has_area(size_panel, "width"));
    stage.apply(SetParameter{Parameter::input, width, 7});
    EXPECT_TRUE(stage.says(size_panel, "⌊(3 + 2·1 − 3) / 2⌋ + 1 = 2"));
    stage.click(stage.text(size_panel, stage.say("axis.width")).rect.center());
    EXPECT_TRUE(stage.says(size_panel, "⌊(7 + 2·1 − 3) / 2⌋ + 1 = 4"));
    EXPECT_TRUE(stage.says(size_panel, "(4 − 1)·2 − 2·1 + 3 = 7"));
    stage.click(stage.text(size_panel, stage.say("axis.height")).rect.center());
    EXPECT_TRUE(stage.says(size_panel, "⌊(3 + 2·1 − 3) / 2⌋ + 1 = 2"));
    EXPECT_TRUE(stage.asked_for().empty());
  }
}

TEST(SizePanel, OfPoolingHasOneRule) {
  PanelStage stage;
  stage.apply(choose(Parameter::operation, Operation::average_pooling));
  EXPECT_THAT(size_words(stage), ElementsAre("Pooling", "⌊(n + 2p − k) / s⌋ + 1", "⌊(3 + 2·1 − 3) / 2⌋ + 1", "= 2"));
}

TEST(SizePanel, AnIllegalDraftLeavesTheLastLegalSizes) {
  PanelStage stage;
  const std::vector<std::string> before = size_words(stage);
  stage.apply(SetParameter{Parameter::stride, -1, 0});
  EXPECT_EQ(size_words(stage), before);
}

}  // namespace
}  // namespace convoscope::testing

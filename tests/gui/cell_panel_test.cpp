// What the cell's panel says of the article's example, whose numbers everybody can check, and of other layers.
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view cell_panel = "cell";

TEST(CellPanel, ExplainsTheArticlesCentreInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    std::vector<std::string> words = stage.words(cell_panel);
    ASSERT_GE(words.size(), 13U);
    words.resize(13);
    EXPECT_THAT(words, ElementsAre(stage.say("cell_panel.cell"),
                                   stage.say("cell.transposed_output", {{"name", "e"}, {"symbol", "y[1,1]"}}),
                                   stage.say("cell.connections_in", {{"count", "4"}}), "x[0,0] · w[2,2]", "1 · 9 = 9",
                                   "x[0,1] · w[2,0]", "2 · 7 = 14", "x[1,0] · w[0,2]", "3 · 3 = 9", "x[1,1] · w[0,0]",
                                   "4 · 1 = 4", stage.say("cell.sum"), "36"));
  }
}

TEST(CellPanel, SumsUpEveryOutputOfTheArticle) {
  PanelStage stage;
  const std::vector<std::string> transposed{"5", "14", "10", "14", "36", "24", "15", "34", "20"};
  for (std::size_t i = 0; i < transposed.size(); ++i) {
    perform(stage.app(), Seek{static_cast<std::int64_t>(i)});
    stage.rest();
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell.sum") + transposed[i])) << i;
  }
  stage.run("side");
  const std::vector<std::string> convolution{"94", "106", "106", "94"};
  for (std::size_t i = 0; i < convolution.size(); ++i) {
    perform(stage.app(), Seek{static_cast<std::int64_t>(i)});
    stage.rest();
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell.sum") + convolution[i])) << i;
  }
}

TEST(CellPanel, SaysWhyAnElementTakesNoPart) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    // The four corners of the kernel meet the four inputs; the middle one falls on an inserted zero.
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell_panel.why_not", {{"element", "w[1,1]"}})));
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell_panel.absent_count", {{"count", "5"}, {"total", "9"}})));
    EXPECT_TRUE(
        stage.says(cell_panel, stage.say("cell_panel.of_rows") + "o = (i + p − u) / s = (1 + 1 − 1) / 2 = 0.5"));
    EXPECT_TRUE(stage.says(cell_panel, stage.say("why.inserted_zero")));
    stage.move_to(stage.area(cell_panel, "element").center());
    stage.rest();
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell_panel.takes_part", {{"element", "w[0,0]"}}) +
                                           stage.say("cell_panel.absent_count", {{"count", "5"}, {"total", "9"}}) +
                                           "x[1,1] · w[0,0]" + "4 · 1 = 4"));
    expect_tidy(stage);
  }
}

TEST(CellPanel, CountsTheArticlesWork) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell_panel.work") + stage.say("cell_panel.multiplications") + "81" +
                                           stage.say("cell_panel.on_zeros") + "65" +
                                           stage.say("cell_panel.that_count") + "16"));
    // The convolution multiplies at each of four places of its window; padding takes all but the same 16.
    stage.run("side");
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell_panel.multiplications") + "36" +
                                           stage.say("cell_panel.on_zeros") + "20" +
                                           stage.say("cell_panel.that_count") + "16"));
  }
}

TEST(CellPanel, CountsChannelPairs) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    perform(stage.app(),
            Edits{SetParameter{Parameter::in_channels, -1, 2}, SetParameter{Parameter::out_channels, -1, 3}});
    stage.rest();
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell_panel.work_pairs", {{"connections", "16"}, {"pairs", "6"}})));
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell_panel.that_count") + "96"));
  }
}

TEST(CellPanel, GrowsWithEveryMultiplication) {
  PanelStage stage;
  stage.run("granularity");
  stage.run("first");
  perform(stage.app(), Seek{4 * 9});
  stage.rest();
  // The turned kernel meets x[0,0] first, with its last element.
  EXPECT_TRUE(stage.says(cell_panel, stage.say("cell_panel.sum_so_far") + "9"));
  perform(stage.app(), Seek{4 * 9 + 8});
  stage.rest();
  EXPECT_TRUE(stage.says(cell_panel, stage.say("cell.sum") + "36"));
}

TEST(CellPanel, WritesTheLayerAsCodeAndCopiesIt) {
  PanelStage stage;
  EXPECT_TRUE(stage.says(cell_panel, "AS CODE nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, bias=False)"));
  stage.move_to(stage.area(cell_panel, "code").center());
  stage.click(stage.area(cell_panel, "code").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run copy_code"));
  EXPECT_EQ(packed_words(stage.ui().clipboard), "nn.ConvTranspose2d(1,1,3,\nstride=2,padding=1,\nbias=False)");
  EXPECT_THAT(stage.words("canvas"), ElementsAre(stage.say("code.copied")));
  stage.run("side");
  EXPECT_TRUE(stage.says(cell_panel, "nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)"));
}

TEST(CellPanel, ATermUnderTheMouseLightsItsConnection) {
  PanelStage stage;
  stage.move_to(stage.text(cell_panel, "x[0,1] · w[2,0]").rect.center());
  EXPECT_EQ(to_string(stage.session().hover), "transposed.connection[1,1;2,0;0,1]");
  EXPECT_THAT(stage.asked_for(), IsEmpty());
}

TEST(CellPanel, APinnedCellIsExplained) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    perform(stage.app(), SetPin{*parse_tag("convolution.output[0,1]")});
    stage.rest();
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell.sum") + "106"));
    perform(stage.app(), SetPin{*parse_tag("kernel[1,1]")});
    stage.rest();
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell.kernel_element", {{"symbol", "w[1,1]"}, {"value", "5"}})));
  }
}

TEST(CellPanel, PoolingHasNoWork) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.apply(choose(Parameter::operation, Operation::max_pooling));
    stage.run("last");
    EXPECT_FALSE(stage.says(cell_panel, stage.say("cell_panel.work")));
    // The last window holds 5, 6, 8 and 9.
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell.maximum") + "9"));
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell_panel.largest")));
    stage.apply(choose(Parameter::operation, Operation::average_pooling));
    stage.run("last");
    // Nine places, of which padding takes five: 28 / 9.
    EXPECT_TRUE(stage.says(cell_panel, stage.say("cell_panel.sum_by_count") + "28 / 9"));
  }
}

}  // namespace
}  // namespace convoscope::testing

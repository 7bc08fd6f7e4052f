// Layouts of the side panels that need no window: lines, columns, the groups' stops.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "gui/cell/term_layout.h"
#include "gui/panels/group_choice.h"
#include "gui/widgets/text_wrap.h"
#include "gui/widgets/type_set.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;

/// A font in which every character is one point wide.
double one_each(std::string_view text) { return static_cast<double>(characters(text).size()); }

TEST(TextWrap, BreaksBetweenWordsAndHoldsTogetherWhatBelongsTogether) {
  EXPECT_THAT(wrap_text(one_each, "the rule needs it", 9), ElementsAre("the rule", "needs it"));
  EXPECT_THAT(wrap_text(one_each, "because p\u00a0=\u00a0k\u00a0−\u00a0s", 12),
              ElementsAre("because", "p\u00a0=\u00a0k\u00a0−\u00a0s"));
  EXPECT_THAT(wrap_text(one_each, "卷积核的元素。", 6), ElementsAre("卷积核的元", "素。"));
  EXPECT_THAT(wrap_text(one_each, "short", 9), ElementsAre("short"));
}

TEST(TextWrap, BreaksFormulasBeforeTheirOperators) {
  const std::string_view equation = "o = (i + p − u) / s = (1 + 1 − 1) / 2 = 0.5";
  EXPECT_THAT(wrap_formula(one_each, equation, 99), ElementsAre(equation));
  EXPECT_THAT(wrap_formula(one_each, equation, 40), ElementsAre("o = (i + p − u) / s = (1 + 1 − 1) / 2", "= 0.5"));
  EXPECT_THAT(wrap_formula(one_each, equation, 25), ElementsAre("o = (i + p − u) / s", "= (1 + 1 − 1) / 2 = 0.5"));
  EXPECT_THAT(wrap_formula(one_each, "⌊(n + p₀ + p₁ − K) / s⌋ + 1", 25), ElementsAre("⌊(n + p₀ + p₁ − K) / s⌋", "+ 1"));
  // Where brackets have to be broken: at their sums, not between a sum and its number.
  EXPECT_THAT(wrap_formula(one_each, "(100 − 1)·20 − 300", 12), ElementsAre("(100 − 1)·20", "− 300"));
}

RC_GTEST_PROP(TextWrap, NeverBreaksInsideANumberNorLosesAnything, ()) {
  const auto number = [] { return std::to_string(*rc::gen::inRange(0, 100000)); };
  std::string formula = "o = (" + number() + " + " + number() + " − " + number() + "·2) / " + number();
  formula += " = " + number() + "." + number();
  const double width = *rc::gen::inRange(8, 50);
  std::string joined;
  for (const std::string_view line : wrap_formula(one_each, formula, width)) {
    RC_ASSERT(!line.empty());
    RC_ASSERT(joined.empty() || std::string_view("+−·/=").find(line.substr(0, 1)) != std::string_view::npos);
    joined += (joined.empty() ? "" : " ") + std::string(line);
  }
  RC_ASSERT(joined == formula);
}

TEST(TermLayout, StacksWhatDoesNotFitSideBySide) {
  const TermLayout beside = lay_out_terms(100, 100, 247, 4, 400);
  EXPECT_FALSE(beside.is_stacked);
  EXPECT_EQ(beside.shown, 4U);
  EXPECT_FALSE(lay_out_terms(100, 247 - 100 - term_gap_pt, 247, 4, 400).is_stacked);
  const TermLayout below = lay_out_terms(100, 247 - 100 - term_gap_pt + 1, 247, 4, 400);
  EXPECT_TRUE(below.is_stacked);
  EXPECT_GT(below.row_pt, beside.row_pt);
}

TEST(TermLayout, BoundsLongListsAndShowsFourRowsInTheLowestWindow) {
  EXPECT_EQ(lay_out_terms(100, 100, 247, 7744, 4000).shown, 12U);
  EXPECT_EQ(lay_out_terms(100, 100, 247, 7744, 200).shown, 8U);
  EXPECT_EQ(lay_out_terms(100, 100, 247, 7744, -50).shown, 4U);
  EXPECT_EQ(lay_out_terms(100, 100, 247, 2, -50).shown, 2U);
  EXPECT_EQ(lay_out_terms(0, 0, 247, 0, 400).height_pt(), 0);
}

TEST(TermLayout, ScrollsToTheRowThatIsComputedAndNoFurtherThanTheEnds) {
  const TermLayout layout = lay_out_terms(100, 100, 247, 100, 240);
  ASSERT_EQ(layout.shown, 10U);
  EXPECT_EQ(scroll_to_show(layout, 100, 3, 0), 0);
  EXPECT_EQ(scroll_to_show(layout, 100, 9, 0), 0);
  const double middle = scroll_to_show(layout, 100, 50, 0);
  EXPECT_LE(middle, 50 * layout.row_pt);
  EXPECT_GE(middle + layout.height_pt(), 51 * layout.row_pt);
  EXPECT_EQ(scroll_to_show(layout, 100, 51, middle), middle);
  EXPECT_EQ(scroll_to_show(layout, 100, 99, 0), 90 * layout.row_pt);
  EXPECT_EQ(scroll_to_show(layout, 100, 0, middle), 0);
}

Spec with_channels(std::int64_t in, std::int64_t out, std::int64_t groups) {
  Spec spec;
  for (AxisSpec& axis : spec.axes) {
    axis.input = 5;
    axis.kernel = 3;
  }
  spec.in_channels = in;
  spec.out_channels = out;
  spec.groups = groups;
  return spec;
}

TEST(GroupChoice, StopsAtTheCommonDivisors) {
  const GroupChoice choice = group_choice(with_channels(12, 18, 3));
  EXPECT_THAT(choice.legal, ElementsAre(1, 2, 3, 6));
  EXPECT_EQ(choice.chosen, 2U);
  EXPECT_FALSE(choice.ends_depthwise);
  EXPECT_EQ(choice.ordinary_weights, 12 * 18 * 9);
  EXPECT_EQ(choice.weights, 12 * 18 * 9 / 3);
  EXPECT_TRUE(group_choice(with_channels(4, 8, 1)).ends_depthwise);
  EXPECT_THAT(group_choice(with_channels(1, 8, 1)).legal, ElementsAre(1));
  // An illegal number of groups stands at the stop below it, while the field says what is wrong.
  EXPECT_EQ(group_choice(with_channels(4, 8, 3)).chosen, 1U);
  EXPECT_TRUE(group_choice(with_channels(0, 8, 3)).legal.empty());
}

RC_GTEST_PROP(GroupChoice, OffersOnlyLegalLayersAndAllOfThem, ()) {
  const auto in = *rc::gen::inRange<std::int64_t>(1, 33);
  const auto out = *rc::gen::inRange<std::int64_t>(1, 33);
  const GroupChoice choice = group_choice(with_channels(in, out, 1));
  for (std::int64_t groups = 1; groups <= 33; ++groups) {
    const bool is_legal = validate(with_channels(in, out, groups)).empty();
    RC_ASSERT(is_legal == (std::ranges::find(choice.legal, groups) != choice.legal.end()));
  }
}

}  // namespace
}  // namespace convoscope::testing

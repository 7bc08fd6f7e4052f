// Reasons for what is not connected, against brute force over the core's list of all connections.
#include "document/absence.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "support.h"

namespace convoscope {
namespace {

using testing::evaluated;

Reason why(const Evaluation& evaluation, Side side, Part part, Cell cell, Cell element) {
  return why_absent(evaluation, side, {side, part, 0, cell}, element).value();
}

TEST(Absence, TellsAnInsertedZeroFromTheBorder) {
  const auto article = evaluate(testing::article_scene());
  const Reason middle = why(*article, Side::transposed, Part::fine, {1, 1}, {1, 1});
  EXPECT_EQ(middle.equation, "o = (i + p − u) / s = (1 + 1 − 1) / 2 = 0.5");
  EXPECT_EQ(middle.verdict.key, "why.inserted_zero");
  EXPECT_EQ(middle.axis, height);
  const Reason side = why(*article, Side::transposed, Part::fine, {1, 1}, {0, 1});
  EXPECT_EQ(side.axis, width);
  const Reason corner = why(*article, Side::transposed, Part::fine, {0, 0}, {2, 2});
  EXPECT_EQ(corner.equation, "o = (i + p − u) / s = (0 + 1 − 2) / 2 = −0.5");
  EXPECT_EQ(corner.verdict, (Message{"why.border", {{"last", "1"}}}));
}

TEST(Absence, NamesThePaddingOfAConvolution) {
  const auto article = evaluate(testing::article_scene());
  const Reason corner = why(*article, Side::convolution, Part::coarse, {0, 0}, {0, 1});
  EXPECT_EQ(corner.equation, "i = o·s + u − p = 0·2 + 0 − 1 = −1");
  EXPECT_EQ(corner.verdict, (Message{"why.padding", {{"last", "2"}}}));
  EXPECT_FALSE(why_absent(*article, Side::convolution, {Side::convolution, Part::coarse, 0, {0, 0}}, {1, 1}));
}

TEST(Absence, SaysWhereInputsDoNotGo) {
  const auto article = evaluate(testing::article_scene());
  EXPECT_EQ(why(*article, Side::convolution, Part::fine, {1, 1}, {1, 1}).verdict.key, "why.skipped");
  EXPECT_EQ(why(*article, Side::convolution, Part::fine, {0, 0}, {2, 2}).verdict.key, "why.no_window");
  const Reason cut = why(*article, Side::transposed, Part::coarse, {0, 0}, {0, 1});
  EXPECT_EQ(cut.equation, "i = o·s + u − p = 0·2 + 0 − 1 = −1");
  EXPECT_EQ(cut.verdict, (Message{"why.cropped", {{"last", "2"}}}));
}

TEST(Absence, ShowsDilationAndUnevenPadding) {
  Spec spec = testing::square(Operation::transposed_convolution, 3, 2, 2, 0);
  for (AxisSpec& axis : spec.axes) {
    axis.dilation = 3;
    axis.pad_begin = 1;
  }
  const auto evaluation = evaluated(spec);
  EXPECT_EQ(why(*evaluation, Side::transposed, Part::fine, {1, 1}, {1, 0}).equation,
            "o = (i + p₀ − u·d) / s = (1 + 1 − 1·3) / 2 = −0.5");
  EXPECT_EQ(why(*evaluation, Side::transposed, Part::coarse, {0, 0}, {0, 0}).equation,
            "i = o·s + u·d − p₀ = 0·2 + 0·3 − 1 = −1");
}

TEST(Absence, OfPoolingSaysThatPaddingNeverWins) {
  const auto maximum = evaluated(testing::square(Operation::max_pooling, 4, 2, 2, 1));
  EXPECT_EQ(why(*maximum, Side::convolution, Part::coarse, {0, 0}, {0, 0}).verdict.key, "why.padding_of_max");
}

TEST(Absence, OfAnAverageSaysWhatDoesNotCount) {
  Spec spec = testing::square(Operation::average_pooling, 4, 3, 2, 1);
  spec.ceil_mode = true;
  const auto verdict = [&](Cell element) {
    return why(*evaluated(spec), Side::convolution, Part::coarse, {2, 2}, element).verdict.key;
  };
  EXPECT_EQ(verdict({0, 1}), "why.padding");
  EXPECT_EQ(verdict({0, 2}), "why.beyond_padding");
  EXPECT_EQ(verdict({1, 2}), "why.beyond_padding");
  spec.count_include_pad = false;
  EXPECT_EQ(verdict({0, 1}), "why.padding_not_counted");
  EXPECT_EQ(verdict({2, 0}), "why.beyond_padding");
  EXPECT_EQ(why_zero(*evaluated(spec), Side::convolution, {0, 6})->verdict.key, "why.place_beyond_padding");
  EXPECT_EQ(why_zero(*evaluated(spec), Side::convolution, {0, 5})->verdict.key, "why.place_in_padding");
}

TEST(Absence, OfMatrixEntriesNamesDilationAndGroups) {
  Spec spec = testing::square(Operation::convolution, 5, 2, 1, 0);
  for (AxisSpec& axis : spec.axes) axis.dilation = 2;
  spec.in_channels = spec.out_channels = spec.groups = 2;
  const auto evaluation = evaluated(spec);
  const auto entry = [&](std::int64_t coarse_channel, Cell coarse, std::int64_t fine_channel, Cell fine) {
    return why_no_entry(*evaluation, {Side::none, Part::coarse, coarse_channel, coarse},
                        {Side::none, Part::fine, fine_channel, fine});
  };
  EXPECT_EQ(entry(0, {0, 0}, 1, {0, 0})->verdict.key, "why.groups");
  EXPECT_EQ(entry(0, {0, 0}, 0, {1, 0})->equation, "u = (i + p − o·s) / d = (1 + 0 − 0·1) / 2 = 0.5");
  EXPECT_EQ(entry(0, {0, 0}, 0, {1, 0})->verdict.key, "why.between_elements");
  EXPECT_EQ(entry(0, {0, 0}, 0, {1, 3})->verdict.key, "why.no_element");
  EXPECT_FALSE(entry(1, {0, 0}, 1, {2, 2}));
}

/// Value at the end of an equation, "… = −0.5": what the verdict is passed on.
double result_of(const std::string& equation) {
  std::string text = equation.substr(equation.rfind("= ") + 2);
  if (text.starts_with("−")) text.replace(0, std::string_view("−").size(), "-");
  return std::stod(text);
}

bool verdict_holds(const Evaluation& evaluation, const Reason& reason) {
  const AxisRelation& axis = evaluation.relation.axes[static_cast<std::size_t>(reason.axis)];
  const double value = result_of(reason.equation);
  const bool is_whole = value == std::floor(value);
  const std::string& key = reason.verdict.key;
  if (key == "why.inserted_zero" || key == "why.skipped")
    return !is_whole && value > 0 && value < static_cast<double>(axis.coarse - 1);
  if (key == "why.border" || key == "why.no_window") return value < 0 || value > static_cast<double>(axis.coarse - 1);
  if (key == "why.beyond_padding") return is_whole && value >= static_cast<double>(axis.padded_end);
  if (key == "why.padding" || key == "why.padding_of_max" || key == "why.padding_not_counted" || key == "why.cropped") {
    return is_whole && (value < 0 || value > static_cast<double>(axis.fine - 1));
  }
  return false;
}

/// Every kernel element either has a connection in the core's list, or a reason whose equation bears it out.
RC_GTEST_PROP(Absence, IsTrueForEveryElementOfEveryCell, ()) {
  const auto evaluation = evaluated(testing::random_legal_spec());
  const Side side = evaluation->asked;
  const auto& [vertical, horizontal] = evaluation->relation.axes;
  const std::vector<Tap> taps = all_taps(evaluation->relation);
  for (const Part part : {Part::fine, Part::coarse}) {
    const Tensor& map = part == Part::fine ? *evaluation->fine : *evaluation->coarse;
    const Cell cell{*rc::gen::inRange<std::int64_t>(0, map.rows()), *rc::gen::inRange<std::int64_t>(0, map.columns())};
    for (std::int64_t row = 0; row < vertical.kernel; ++row) {
      for (std::int64_t column = 0; column < horizontal.kernel; ++column) {
        const Cell element{row, column};
        const bool connected = std::ranges::any_of(taps, [&](const Tap& tap) {
          return tap.kernel == element && (part == Part::fine ? tap.fine : tap.coarse) == cell;
        });
        const Tag tag{side, part, 0, cell};
        const std::optional<Reason> reason = why_absent(*evaluation, side, tag, element);
        RC_ASSERT(takes_part(*evaluation, side, tag, element) == connected);
        RC_ASSERT(reason.has_value() == !connected);
        if (reason) RC_ASSERT(verdict_holds(*evaluation, *reason));
      }
    }
  }
}

/// The expanded map holds an input cell, or a zero for which there is a reason.
RC_GTEST_PROP(Absence, AccountsForEveryPlaceOfTheExpandedMap, ()) {
  const Spec spec = testing::random_legal_spec();
  const auto evaluation = evaluated(spec);
  const Side side = evaluation->asked;
  const Tensor expanded = expanded_input(spec, evaluation->input(side));
  for (std::int64_t row = 0; row < expanded.rows(); ++row) {
    for (std::int64_t column = 0; column < expanded.columns(); ++column) {
      const std::optional<Cell> input = input_at(*evaluation, side, {row, column});
      RC_ASSERT(why_zero(*evaluation, side, {row, column}).has_value() == !input);
      const float value = expanded(0, 0, row, column);
      if (input) RC_ASSERT(value == evaluation->input(side)(0, 0, input->row, input->column));
      if (!input && spec.operation != Operation::max_pooling) RC_ASSERT(value == 0.0F);
    }
  }
}

/// An entry of C is zero exactly where there is a reason.
RC_GTEST_PROP(Absence, AccountsForEveryZeroOfTheMatrix, ()) {
  const auto evaluation = evaluated(testing::random_legal_spec());
  const Relation& relation = evaluation->relation;
  const auto& [vertical, horizontal] = relation.axes;
  const std::vector<Tap> taps = all_taps(relation);
  const Tensor& fine = *evaluation->fine;
  const Tensor& coarse = *evaluation->coarse;
  for (int i = 0; i < 20; ++i) {
    const Tag c{
        Side::none,
        Part::coarse,
        *rc::gen::inRange<std::int64_t>(0, coarse.channels()),
        {*rc::gen::inRange<std::int64_t>(0, vertical.coarse), *rc::gen::inRange<std::int64_t>(0, horizontal.coarse)}};
    const Tag f{
        Side::none,
        Part::fine,
        *rc::gen::inRange<std::int64_t>(0, fine.channels()),
        {*rc::gen::inRange<std::int64_t>(0, vertical.fine), *rc::gen::inRange<std::int64_t>(0, horizontal.fine)}};
    const bool same_group = c.channel / (relation.coarse_channels / relation.groups) ==
                            f.channel / (relation.fine_channels / relation.groups);
    const bool connected = same_group && std::ranges::any_of(taps, [&](const Tap& tap) {
                             return tap.coarse == c.cell && tap.fine == f.cell;
                           });
    RC_ASSERT(why_no_entry(*evaluation, c, f).has_value() == !connected);
  }
}

}  // namespace
}  // namespace convoscope

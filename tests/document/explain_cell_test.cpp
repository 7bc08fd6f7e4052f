// Cells in symbols and numbers: what is listed for each thing that can be pointed at, and that sums come out.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <tuple>

#include "document/explain.h"
#include "document/symbols.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::evaluated;

std::string row(const Evaluation& evaluation, const CellExplanation& cell, std::size_t index) {
  const TermText text = text_of(evaluation, cell, cell.terms.at(index));
  return text.symbols + " | " + text.numbers;
}

using Rows = std::vector<std::string>;
Rows rows(const Evaluation& evaluation, const CellExplanation& cell) {
  Rows all;
  for (std::size_t i = 0; i < cell.terms.size(); ++i) all.push_back(row(evaluation, cell, i));
  return all;
}

// Products of a large map: 1.2e7 would not let anybody check the sum.
TEST(CellExplanation, WritesWholeProductsWhole) {
  Scene scene = testing::article_scene();
  scene.fine_values = std::make_shared<const Tensor>(Tensor({1, 1, 3, 3}, std::vector<float>(9, 2049001)));
  scene.weight_values = std::make_shared<const Tensor>(Tensor({1, 1, 3, 3}, std::vector<float>(9, 6)));
  const auto evaluation = evaluate(scene);
  const CellExplanation corner = explain_cell(*evaluation, Side::convolution, {Side::none, Part::coarse, 0, {0, 0}});
  for (const std::string& text : rows(*evaluation, corner)) {
    EXPECT_NE(text.find("2049001 · 6 = 12294006"), std::string::npos) << text;
  }
}

TEST(CellExplanation, OfTheArticlesCentre) {
  const auto article = evaluate(testing::article_scene());
  const CellExplanation centre = explain_cell(*article, Side::transposed, {Side::none, Part::fine, 0, {1, 1}});
  EXPECT_EQ(centre.title, (Message{"cell.transposed_output", {{"name", "e"}, {"symbol", "y[1,1]"}}}));
  EXPECT_EQ(centre.lead, (Message{"cell.connections_in", {{"count", "4"}}}));
  EXPECT_EQ(rows(*article, centre), (Rows{"x[0,0] · w[2,2] | 1 · 9 = 9", "x[0,1] · w[2,0] | 2 · 7 = 14",
                                          "x[1,0] · w[0,2] | 3 · 3 = 9", "x[1,1] · w[0,0] | 4 · 1 = 4"}));
  EXPECT_EQ(centre.sum, 36);
  EXPECT_EQ(centre.sum_key, "cell.sum");
  EXPECT_TRUE(centre.has_sum);
  EXPECT_FALSE(centre.has_bias);
  EXPECT_EQ(centre.absent, (std::vector<Cell>{{0, 1}, {1, 0}, {1, 1}, {1, 2}, {2, 1}}));
}

TEST(CellExplanation, OfAnInputSaysWhereItGoes) {
  const auto article = evaluate(testing::article_scene());
  const CellExplanation b = explain_cell(*article, Side::convolution, {Side::none, Part::fine, 0, {0, 1}});
  EXPECT_EQ(b.title, (Message{"cell.convolution_input", {{"name", "b"}, {"symbol", "x[0,1]"}}}));
  EXPECT_EQ(b.lead, (Message{"cell.connections_out", {{"count", "2"}}}));
  EXPECT_FALSE(b.has_sum);
  EXPECT_EQ(rows(*article, b), (Rows{"x[0,1] · w[1,0] → y[0,1] | 2 · 4 = 8", "x[0,1] · w[1,2] → y[0,0] | 2 · 6 = 12"}));
  EXPECT_EQ(b.terms[0].output, (Tag{Side::convolution, Part::coarse, 0, {0, 1}}));
  EXPECT_EQ(b.absent.size(), 7U);
}

TEST(CellExplanation, OfAKernelElementListsItsPairs) {
  const auto article = evaluate(testing::article_scene());
  const CellExplanation corner = explain_cell(*article, Side::transposed, {Side::none, Part::kernel, 0, {2, 2}});
  EXPECT_EQ(corner.title, (Message{"cell.kernel_element", {{"symbol", "w[2,2]"}, {"value", "9"}}}));
  EXPECT_EQ(rows(*article, corner), (Rows{"x[0,0] · w[2,2] → y[1,1] | 1 · 9 = 9"}));
  const CellExplanation middle = explain_cell(*article, Side::convolution, {Side::none, Part::kernel, 0, {1, 1}});
  EXPECT_EQ(middle.terms.size(), 4U);
  EXPECT_EQ(middle.lead, (Message{"cell.pairs_of_element", {{"count", "4"}}}));
}

TEST(CellExplanation, OfAKernelElementNamesItsChannels) {
  Spec spec = testing::square(Operation::transposed_convolution, 2, 2, 2, 0);
  spec.in_channels = 4;
  spec.out_channels = 6;
  spec.groups = 2;
  const auto evaluation = evaluated(spec);
  // Plane 3·3 + 2: the input channel 3 and, of its group 3, 4, 5, the output channel 5.
  const CellExplanation element = explain_cell(*evaluation, Side::transposed, {Side::none, Part::kernel, 11, {0, 1}});
  EXPECT_EQ(row(*evaluation, element, 0), "x[3,0,0] · w[3,2,0,1] → y[5,0,1] | 13 · 46 = 598");
}

TEST(CellExplanation, OfPlacesOfTheExpandedMaps) {
  const auto article = evaluate(testing::article_scene());
  const auto place = [&](Side side, Cell cell) {
    return explain_cell(*article, side, {side, Part::expanded, 0, cell});
  };
  // Zero-inserted, bordered: 0 1 0 2 0 across, and the same down.
  EXPECT_EQ(place(Side::transposed, {1, 2}).title.key, "cell.inserted_zero");
  EXPECT_EQ(place(Side::transposed, {1, 2}).why->equation, "o = (e − b) / s = (2 − 1) / 2 = 0.5");
  EXPECT_EQ(place(Side::transposed, {1, 2}).why->axis, width);
  EXPECT_EQ(place(Side::transposed, {0, 2}).title.key, "cell.border");
  EXPECT_EQ(place(Side::transposed, {0, 2}).why->equation, "o = (e − b) / s = (0 − 1) / 2 = −0.5");
  EXPECT_EQ(place(Side::convolution, {4, 0}).title.key, "cell.padding");
  EXPECT_EQ(place(Side::convolution, {4, 1}).why->equation, "i = e − p = 4 − 1 = 3");
  Scene reflecting = testing::article_scene();
  reflecting.spec.padding_mode = PaddingMode::reflect;
  const auto mirror = evaluate(reflecting);
  const CellExplanation copy = explain_cell(*mirror, Side::convolution, {Side::convolution, Part::expanded, 0, {0, 1}});
  EXPECT_EQ(copy.title.key, "cell.copy");
  EXPECT_EQ(copy.title.arguments[0].second, "x[1,0]");
  EXPECT_FALSE(copy.why);
}

TEST(CellExplanation, OfACellThatIsCutOff) {
  const auto article = evaluate(testing::article_scene());
  const Tag above{Side::transposed, Part::fine, 0, {-1, 1}};
  ASSERT_TRUE(is_explained(*article, above));
  const CellExplanation cell = explain_cell(*article, Side::transposed, above);
  EXPECT_EQ(cell.title, (Message{"cell.cut_off", {{"symbol", "y[−1,1]"}}}));
  EXPECT_EQ(cell.why->verdict.key, "why.cut_off");
  EXPECT_EQ(rows(*article, cell), (Rows{"x[0,0] · w[0,2] | 1 · 3 = 3", "x[0,1] · w[0,0] | 2 · 1 = 2"}));
  EXPECT_EQ(cell.sum, 5);
  EXPECT_FALSE(is_explained(*article, {Side::transposed, Part::fine, 0, {-2, 1}}));
}

TEST(CellExplanation, OfMatrixEntries) {
  const auto article = evaluate(testing::article_scene());
  const Tag entry{Side::convolution, Part::matrix, 0, {3, 4}};
  const CellExplanation connected = explain_cell(*article, Side::convolution, entry);
  EXPECT_EQ(connected.title, (Message{"cell.entry", {{"coarse", "4"}, {"fine", "e"}, {"value", "1"}}}));
  EXPECT_EQ(rows(*article, connected), (Rows{"x[1,1] · w[0,0] → y[1,1] | 5 · 1 = 5"}));
  const CellExplanation turned = explain_cell(*article, Side::transposed, entry);
  EXPECT_EQ(turned.title.key, "cell.entry_transposed");
  EXPECT_EQ(rows(*article, turned), (Rows{"x[1,1] · w[0,0] → y[1,1] | 4 · 1 = 4"}));
  const CellExplanation zero = explain_cell(*article, Side::convolution, {Side::none, Part::matrix, 0, {0, 2}});
  EXPECT_TRUE(zero.terms.empty());
  EXPECT_EQ(zero.title.arguments.back().second, "0");
  EXPECT_EQ(zero.why->equation, "u = i + p − o·s = 2 + 1 − 0·2 = 3");
  EXPECT_EQ(zero.why->verdict, (Message{"why.no_element", {{"last", "2"}}}));
}

TEST(CellExplanation, ShowsChannelsAndBias) {
  Scene scene = testing::article_scene();
  scene.spec.in_channels = 2;
  scene.spec.out_channels = 4;
  scene.spec.groups = 2;
  scene.bias = {0, 0, 0, -1.5F};
  scene.weight_values = std::make_shared<const Tensor>(Shape{4, 1, 3, 3}, -1.0F);
  const auto evaluation = evaluate(scene);
  const CellExplanation cell = explain_cell(*evaluation, Side::convolution, {Side::none, Part::coarse, 3, {0, 0}});
  ASSERT_EQ(cell.terms.size(), 4U);
  EXPECT_EQ(row(*evaluation, cell, 0), "x[1,0,0] · w[3,0,1,1] | 10 · (−1) = −10");
  EXPECT_EQ(cell.terms[0].kernel, (Tag{Side::convolution, Part::kernel, 3, {1, 1}}));
  EXPECT_TRUE(cell.has_bias);
  EXPECT_EQ(cell.bias, -1.5);
  EXPECT_EQ(cell.sum, -1.5 - 10 - 11 - 13 - 14);
  EXPECT_EQ(cell.title.arguments[1].second, "y[3,0,0]");
}

TEST(CellExplanation, OfPoolingNamesWhatItKeeps) {
  const auto maximum = evaluated(testing::square(Operation::max_pooling, 4, 2, 2, 0));
  const CellExplanation largest = explain_cell(*maximum, Side::convolution, {Side::none, Part::coarse, 0, {1, 1}});
  EXPECT_EQ(row(*maximum, largest, 3), "x[3,3] | 16");
  EXPECT_EQ(largest.sum, 16);
  EXPECT_EQ(largest.sum_key, "cell.maximum");
  EXPECT_EQ(largest.winner, 3U);
  EXPECT_EQ(largest.lead, (Message{"cell.in_window", {{"count", "4"}}}));
  EXPECT_EQ(row(*maximum, explain_cell(*maximum, Side::convolution, {Side::none, Part::fine, 0, {0, 0}}), 0),
            "x[0,0] → y[0,0] | 1 < 6");
  EXPECT_EQ(row(*maximum, explain_cell(*maximum, Side::convolution, {Side::none, Part::fine, 0, {1, 1}}), 0),
            "x[1,1] → y[0,0] | 6 = max");
  const auto average = evaluated(testing::square(Operation::average_pooling, 4, 2, 2, 1));
  const CellExplanation mean = explain_cell(*average, Side::convolution, {Side::none, Part::coarse, 0, {0, 1}});
  EXPECT_EQ(rows(*average, mean), (Rows{"x[0,1] | 2", "x[0,2] | 3"}));
  // Padding counts as zeros.
  EXPECT_EQ(mean.count, 4);
  EXPECT_EQ(mean.sum, 1.25);
  EXPECT_EQ(mean.absent, (std::vector<Cell>{{0, 0}, {0, 1}}));
  EXPECT_EQ(element_symbol(*average, mean.absent[0]), "[0,0]");
  const CellExplanation input = explain_cell(*average, Side::convolution, {Side::none, Part::fine, 0, {0, 0}});
  EXPECT_EQ(row(*average, input, 0), "x[0,0] / 4 → y[0,0] | 1 / 4 = 0.25");
}

TEST(CellExplanation, OfAnAverageDividesByWhatCounts) {
  Spec spec = testing::square(Operation::average_pooling, 4, 3, 2, 1);
  spec.ceil_mode = true;
  const Tag last{Side::none, Part::coarse, 0, {2, 2}};
  const auto counting = evaluated(spec);
  const CellExplanation with_padding = explain_cell(*counting, Side::convolution, last);
  EXPECT_EQ(rows(*counting, with_padding), (Rows{"x[3,3] | 16"}));
  EXPECT_EQ(with_padding.count, 4);
  EXPECT_EQ(with_padding.sum, 4);
  const CellExplanation input = explain_cell(*counting, Side::convolution, {Side::none, Part::fine, 0, {3, 3}});
  EXPECT_EQ(rows(*counting, input),
            (Rows{"x[3,3] / 4 → y[2,2] | 16 / 4 = 4", "x[3,3] / 6 → y[2,1] | 16 / 6 = 2.667",
                  "x[3,3] / 6 → y[1,2] | 16 / 6 = 2.667", "x[3,3] / 9 → y[1,1] | 16 / 9 = 1.778"}));
  spec.count_include_pad = false;
  const auto real = evaluated(spec);
  EXPECT_EQ(explain_cell(*real, Side::convolution, last).count, 1);
  EXPECT_EQ(explain_cell(*real, Side::convolution, last).sum, 16);
  const auto title = [](const Evaluation& evaluation, Cell place) {
    return explain_cell(evaluation, Side::convolution, {Side::convolution, Part::expanded, 0, place}).title.key;
  };
  EXPECT_EQ(title(*counting, {5, 5}), "cell.padding");
  EXPECT_EQ(title(*real, {5, 5}), "cell.padding_of_pooling");
  EXPECT_EQ(title(*counting, {5, 6}), "cell.beyond_padding");
}

TEST(CellExplanation, StaysBounded) {
  const auto large = evaluated(testing::square(Operation::convolution, 70, 70, 1, 0));
  const CellExplanation cell = explain_cell(*large, Side::convolution, {Side::none, Part::coarse, 0, {0, 0}});
  EXPECT_EQ(cell.terms.size(), 4096U);
  EXPECT_EQ(cell.omitted, 4900 - 4096);
  EXPECT_EQ(cell.lead->arguments[0].second, "4900");
  const auto wide = evaluated(testing::square(Operation::convolution, 1000, 1, 1, 0));
  const CellExplanation element = explain_cell(*wide, Side::convolution, {Side::none, Part::kernel, 0, {0, 0}});
  EXPECT_EQ(element.terms.size(), 4096U);
  EXPECT_EQ(element.omitted, 1000000 - 4096);
}

TEST(CellExplanation, KnowsWhatCanBeExplained) {
  const auto article = evaluate(testing::article_scene());
  for (const char* text : {"fine[2,2]", "coarse[1,1]", "kernel[2,2]", "matrix[3,8]"}) {
    EXPECT_TRUE(is_explained(*article, *parse_tag(text))) << text;
  }
  for (const char* text : {"coarse[2,0]", "kernel[3,0]", "kernel[1:0,0]", "matrix[4,0]", "matrix[0,9]", "window",
                           "label", "fine[1:0,0]", "expanded[0,0]"}) {
    EXPECT_FALSE(is_explained(*article, *parse_tag(text))) << text;
  }
  EXPECT_TRUE(is_explained(*article, {Side::transposed, Part::expanded, 0, {4, 4}}));
  EXPECT_FALSE(is_explained(*article, {Side::transposed, Part::expanded, 0, {5, 4}}));
  const auto pooling = evaluated(testing::square(Operation::max_pooling, 4, 2, 2, 0));
  EXPECT_FALSE(is_explained(*pooling, *parse_tag("kernel[0,0]")));
  EXPECT_FALSE(is_explained(*pooling, {Side::transposed, Part::expanded, 0, {0, 0}}));
  EXPECT_FALSE(is_explained(*pooling, {Side::none, Part::fine, 0, {-1, 0}}));
}

RC_GTEST_PROP(CellExplanation, AddsUpToTheOutput, ()) {
  const Scene scene = testing::random_legal_scene();
  const auto evaluation = evaluate(scene);
  const Side side = evaluation->asked;
  const Tensor& output = evaluation->output(side);
  const Part part = side == Side::transposed ? Part::fine : Part::coarse;
  const Tag tag{
      side,
      part,
      *rc::gen::inRange<std::int64_t>(0, output.channels()),
      {*rc::gen::inRange<std::int64_t>(0, output.rows()), *rc::gen::inRange<std::int64_t>(0, output.columns())}};
  const CellExplanation cell = explain_cell(*evaluation, side, tag);
  RC_ASSERT(static_cast<float>(cell.sum) == output(0, tag.channel, tag.cell.row, tag.cell.column));
  if (scene.spec.operation == Operation::max_pooling) {
    for (const Term& term : cell.terms) RC_ASSERT(term.value <= cell.sum);
    RC_ASSERT(cell.winner.has_value() == !cell.terms.empty());
    return;
  }
  double sum = cell.bias;
  for (const Term& term : cell.terms) sum += term.value;
  RC_ASSERT(std::abs(sum - cell.sum) <= 1e-6 * (1 + std::abs(sum)));
}

/// An input's list and the outputs' lists are the same connections.
RC_GTEST_PROP(CellExplanation, OfAnInputEqualsWhatItsOutputsSay, ()) {
  const Scene scene = testing::random_legal_scene();
  const auto evaluation = evaluate(scene);
  const Side side = evaluation->asked;
  const Tensor& input = evaluation->input(side);
  const Tensor& output = evaluation->output(side);
  const bool is_transposed = side == Side::transposed;
  const Tag tag{
      side,
      is_transposed ? Part::coarse : Part::fine,
      *rc::gen::inRange<std::int64_t>(0, input.channels()),
      {*rc::gen::inRange<std::int64_t>(0, input.rows()), *rc::gen::inRange<std::int64_t>(0, input.columns())}};
  std::vector<Term> told = explain_cell(*evaluation, side, tag).terms;
  std::vector<Term> heard;
  for (std::int64_t channel = 0; channel < output.channels(); ++channel) {
    for (std::int64_t r = 0; r < output.rows(); ++r) {
      for (std::int64_t c = 0; c < output.columns(); ++c) {
        const Tag there{side, is_transposed ? Part::fine : Part::coarse, channel, {r, c}};
        for (const Term& term : explain_cell(*evaluation, side, there).terms) {
          if (term.input == tag) heard.push_back(term);
        }
      }
    }
  }
  const auto by_place = [](const Term& a, const Term& b) {
    return std::tie(a.output, a.kernel) < std::tie(b.output, b.kernel);
  };
  std::ranges::sort(told, by_place);
  std::ranges::sort(heard, by_place);
  RC_ASSERT(told.size() == heard.size());
  for (std::size_t i = 0; i < told.size(); ++i) {
    RC_ASSERT(told[i].output == heard[i].output);
    RC_ASSERT(told[i].kernel == heard[i].kernel);
    RC_ASSERT(told[i].value == heard[i].value);
  }
}

}  // namespace
}  // namespace convoscope

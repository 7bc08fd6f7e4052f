// Sizes and cells in symbols and numbers.
#include "document/explain.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "document/catalog.h"
#include "support.h"

namespace convoscope {
namespace {

std::string line(const Evaluation& evaluation, std::size_t index) {
  const SizeLine at = explain_size(evaluation, height).lines.at(index);
  return at.symbols + " | " + at.numbers + " | " + std::to_string(at.value);
}

std::shared_ptr<const Evaluation> evaluated(const Spec& spec) {
  Scene scene;
  scene.spec = spec;
  return evaluate(scene);
}

TEST(SizeExplanation, OfTheArticle) {
  const auto article = evaluate(testing::article_scene());
  EXPECT_EQ(line(*article, 0), "⌊(n + 2p − k) / s⌋ + 1 | ⌊(3 + 2·1 − 3) / 2⌋ + 1 | 2");
  EXPECT_EQ(line(*article, 1), "(n − 1)·s − 2p + k | (2 − 1)·2 − 2·1 + 3 | 3");
  EXPECT_EQ(line(*article, 2), "s·n + (s − k) | 2·2 + (2 − 3) | 3");
  EXPECT_EQ(explain_size(*article, height).note, (Message{"size.note.agrees", {}}));
}

TEST(SizeExplanation, ShowsDilationOutputPaddingAndUnequalPadding) {
  Spec spec = testing::square(Operation::transposed_convolution, 3, 3, 2, 0);
  for (AxisSpec& axis : spec.axes) {
    axis.dilation = 2;
    axis.output_padding = 1;
    axis.pad_begin = 1;
    axis.pad_end = 2;
  }
  const auto evaluation = evaluated(spec);
  EXPECT_EQ(line(*evaluation, 0),
            "⌊(n + p₀ + p₁ − d·(k − 1) − 1) / s⌋ + 1 | ⌊(7 + 1 + 2 − 2·(3 − 1) − 1) / 2⌋ + 1 | 3");
  EXPECT_EQ(line(*evaluation, 1),
            "(n − 1)·s − p₀ − p₁ + d·(k − 1) + 1 + a | (3 − 1)·2 − 1 − 2 + 2·(3 − 1) + 1 + 1 | 7");
  EXPECT_EQ(explain_size(*evaluation, height).note, (Message{"size.note.parts", {{"needed", "1"}}}));
}

TEST(SizeExplanation, SaysWhenTheArticlesRuleWouldNeedNegativePadding) {
  const auto evaluation = evaluated(testing::square(Operation::transposed_convolution, 2, 2, 3, 0));
  EXPECT_EQ(explain_size(*evaluation, width).note, (Message{"size.note.parts_always", {{"needed", "−1"}}}));
  EXPECT_EQ(line(*evaluation, 2), "s·n + (s − k) | 3·2 + (3 − 2) | 7");
}

TEST(SizeExplanation, OfPoolingIsOneLine) {
  const SizeExplanation pooling = explain_size(*evaluated(testing::square(Operation::max_pooling, 4, 2, 2, 0)), height);
  ASSERT_EQ(pooling.lines.size(), 1U);
  EXPECT_EQ(pooling.lines[0].title_key, "size.pooling");
  EXPECT_TRUE(pooling.note.key.empty());
}

TEST(CellExplanation, OfTheArticlesCentre) {
  const auto article = evaluate(testing::article_scene());
  const CellExplanation centre = explain_cell(*article, Side::transposed, {Side::none, Part::fine, 0, {1, 1}});
  EXPECT_EQ(centre.title, (Message{"cell.transposed_output", {{"name", "e"}, {"symbol", "y[1,1]"}}}));
  std::vector<std::string> lines;
  for (const Term& term : centre.terms) lines.push_back(term.symbols + " | " + term.numbers);
  EXPECT_EQ(lines, (std::vector<std::string>{"x[0,0] · w[2,2] | 1 · 9 = 9", "x[0,1] · w[2,0] | 2 · 7 = 14",
                                             "x[1,0] · w[0,2] | 3 · 3 = 9", "x[1,1] · w[0,0] | 4 · 1 = 4"}));
  EXPECT_EQ(centre.sum, 36);
  EXPECT_EQ(centre.sum_key, "cell.sum");
  EXPECT_TRUE(centre.is_output);
  EXPECT_FALSE(centre.has_bias);
  ASSERT_EQ(centre.absent.size(), 5U);
  EXPECT_EQ(centre.absent[2].kernel, (Cell{1, 1}));
  EXPECT_EQ(centre.absent[2].equation, "o = (i + p − u) / s = (1 + 1 − 1) / 2");
  EXPECT_EQ(centre.absent[2].reason_key, "why.not_whole");
  EXPECT_EQ(centre.absent[0].kernel, (Cell{0, 1}));
  EXPECT_EQ(centre.absent[0].axis, width);
}

TEST(CellExplanation, OfACornerNamesTheBorder) {
  const auto article = evaluate(testing::article_scene());
  const CellExplanation corner = explain_cell(*article, Side::transposed, {Side::none, Part::fine, 0, {0, 0}});
  ASSERT_EQ(corner.terms.size(), 1U);
  EXPECT_EQ(corner.terms[0].symbols, "x[0,0] · w[1,1]");
  ASSERT_EQ(corner.absent.size(), 8U);
  EXPECT_EQ(corner.absent.back().equation, "o = (i + p − u) / s = (0 + 1 − 2) / 2 = −0.5");
  EXPECT_EQ(corner.absent.back().reason_key, "why.outside");
}

TEST(CellExplanation, OfAConvolutionsInputSaysWhereItGoes) {
  const auto article = evaluate(testing::article_scene());
  const CellExplanation b = explain_cell(*article, Side::convolution, {Side::none, Part::fine, 0, {0, 1}});
  EXPECT_EQ(b.title, (Message{"cell.convolution_input", {{"name", "b"}, {"symbol", "x[0,1]"}}}));
  EXPECT_FALSE(b.is_output);
  ASSERT_EQ(b.terms.size(), 2U);
  EXPECT_EQ(b.terms[0].output, (Tag{Side::convolution, Part::coarse, 0, {0, 1}}));
  EXPECT_EQ(b.terms[0].symbols, "x[0,1] · w[1,0] → y[0,1]");
  EXPECT_EQ(b.terms[1].symbols, "x[0,1] · w[1,2] → y[0,0]");
  EXPECT_TRUE(b.absent.empty());
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
  EXPECT_EQ(cell.terms[0].symbols, "x[1,0,0] · w[3,0,1,1]");
  EXPECT_EQ(cell.terms[0].numbers, "10 · (−1) = −10");
  EXPECT_EQ(cell.terms[0].kernel, (Tag{Side::convolution, Part::kernel, 3, {1, 1}}));
  EXPECT_TRUE(cell.has_bias);
  EXPECT_EQ(cell.bias, -1.5);
  EXPECT_EQ(cell.sum, -1.5 - 10 - 11 - 13 - 14);
  EXPECT_EQ(cell.title.arguments[1].second, "y[3,0,0]");
}

TEST(CellExplanation, ShowsDilation) {
  Spec spec = testing::square(Operation::transposed_convolution, 3, 2, 2, 0);
  for (AxisSpec& axis : spec.axes) axis.dilation = 3;
  const CellExplanation cell = explain_cell(*evaluated(spec), Side::transposed, {Side::none, Part::fine, 0, {2, 2}});
  ASSERT_EQ(cell.terms.size(), 1U);
  EXPECT_EQ(cell.absent[0].equation, "o = (i + p − u·d) / s = (2 + 0 − 1·3) / 2 = −0.5");
}

TEST(CellExplanation, OfPooling) {
  const auto maximum = evaluated(testing::square(Operation::max_pooling, 4, 2, 2, 0));
  const CellExplanation largest = explain_cell(*maximum, Side::convolution, {Side::none, Part::coarse, 0, {1, 1}});
  EXPECT_EQ(largest.terms[3].symbols + " | " + largest.terms[3].numbers, "x[3,3] | 16");
  EXPECT_EQ(largest.sum, 16);
  EXPECT_EQ(largest.sum_key, "cell.maximum");
  const auto average = evaluated(testing::square(Operation::average_pooling, 4, 2, 2, 0));
  const CellExplanation mean = explain_cell(*average, Side::convolution, {Side::none, Part::coarse, 0, {0, 0}});
  EXPECT_EQ(mean.terms[1].symbols + " | " + mean.terms[1].numbers, "x[0,1] / 4 | 2 / 4 = 0.5");
  EXPECT_EQ(mean.sum, 3.5);
  const CellExplanation input = explain_cell(*average, Side::convolution, {Side::none, Part::fine, 0, {0, 0}});
  EXPECT_EQ(input.terms[0].symbols, "x[0,0] / 4 → y[0,0]");
}

TEST(CellExplanation, StaysShort) {
  const auto large = evaluated(testing::square(Operation::convolution, 20, 20, 1, 0));
  const CellExplanation cell = explain_cell(*large, Side::convolution, {Side::none, Part::coarse, 0, {0, 0}});
  EXPECT_EQ(cell.terms.size(), 64U);
  EXPECT_EQ(cell.omitted, 400 - 64);
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
  if (scene.spec.operation == Operation::max_pooling || cell.omitted > 0) return;
  double sum = cell.bias;
  for (const Term& term : cell.terms) sum += term.value;
  RC_ASSERT(std::abs(sum - cell.sum) <= 1e-6 * (1 + std::abs(sum)));
}

RC_GTEST_PROP(CellExplanation, MeetsEveryKernelElementOnce, ()) {
  const auto range = [](std::int64_t from, std::int64_t to) { return *rc::gen::inRange(from, to); };
  Spec spec = testing::square(Operation::transposed_convolution, range(1, 5), range(1, 5), range(1, 4), 0);
  for (AxisSpec& axis : spec.axes) {
    axis.dilation = range(1, 4);
    axis.output_padding = range(0, std::max(axis.stride, axis.dilation));
    axis.pad_begin = range(0, 1 + (axis.kernel - 1) * axis.dilation);
  }
  RC_PRE(validate(spec).empty());
  const auto evaluation = evaluated(spec);
  const Tensor& output = evaluation->output(Side::transposed);
  const Tag tag{
      Side::none,
      Part::fine,
      0,
      {*rc::gen::inRange<std::int64_t>(0, output.rows()), *rc::gen::inRange<std::int64_t>(0, output.columns())}};
  const CellExplanation cell = explain_cell(*evaluation, Side::transposed, tag);
  RC_ASSERT(static_cast<std::int64_t>(cell.terms.size() + cell.absent.size()) ==
            spec.axes[height].kernel * spec.axes[width].kernel);
}

}  // namespace
}  // namespace convoscope

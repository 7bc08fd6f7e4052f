// Sizes in symbols and numbers.
#include "document/explain.h"

#include <gtest/gtest.h>

#include "support.h"

namespace convoscope {
namespace {

std::string line(const Evaluation& evaluation, std::size_t index) {
  const SizeLine at = explain_size(evaluation, height).lines.at(index);
  return at.symbols + " | " + at.numbers + " | " + std::to_string(at.value);
}

using testing::evaluated;

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
  EXPECT_EQ(line(*evaluation, 0), "K = d·(k − 1) + 1 | 2·(3 − 1) + 1 | 5");
  EXPECT_EQ(line(*evaluation, 1), "⌊(n + p₀ + p₁ − K) / s⌋ + 1 | ⌊(7 + 1 + 2 − 5) / 2⌋ + 1 | 3");
  EXPECT_EQ(line(*evaluation, 2), "(n − 1)·s − p₀ − p₁ + K + a | (3 − 1)·2 − 1 − 2 + 5 + 1 | 7");
  // The rule needs p = k − s = 1, a = 0, d = 1; U+00A0 holds each together.
  EXPECT_EQ(explain_size(*evaluation, height).note,
            (Message{"size.note.parts",
                     {{"needs", "p₁\u00a0=\u00a01, a\u00a0=\u00a00, d\u00a0=\u00a01"},
                      {"here", "p₁\u00a0=\u00a02, a\u00a0=\u00a01, d\u00a0=\u00a02"}}}));
}

TEST(SizeExplanation, SaysWhenTheArticlesRuleWouldNeedNegativePadding) {
  const auto evaluation = evaluated(testing::square(Operation::transposed_convolution, 2, 2, 3, 0));
  EXPECT_EQ(explain_size(*evaluation, width).note, (Message{"size.note.parts_always", {{"needed", "−1"}}}));
  EXPECT_EQ(line(*evaluation, 2), "s·n + (s − k) | 3·2 + (3 − 2) | 7");
}

TEST(SizeExplanation, BeginsWithTheAxisThatTellsMore) {
  Spec spec = testing::square(Operation::convolution, 5, 3, 2, 1);
  EXPECT_EQ(telling_axis(spec), height);
  spec.axes[height] = AxisSpec{};
  EXPECT_EQ(telling_axis(spec), width);
  spec.axes[width] = AxisSpec{};
  EXPECT_EQ(telling_axis(spec), height);
}

TEST(SizeExplanation, OfPoolingIsOneLine) {
  const SizeExplanation pooling = explain_size(*evaluated(testing::square(Operation::max_pooling, 4, 2, 2, 0)), height);
  ASSERT_EQ(pooling.lines.size(), 1U);
  EXPECT_EQ(pooling.lines[0].title_key, "size.pooling");
  EXPECT_TRUE(pooling.note.key.empty());
}

TEST(SizeExplanation, OfPoolingInCeilMode) {
  Spec spec = testing::square(Operation::max_pooling, 64, 3, 2, 1);
  spec.ceil_mode = true;
  EXPECT_EQ(line(*evaluated(spec), 0), "⌈(n + 2p − k) / s⌉ + 1 | ⌈(64 + 2·1 − 3) / 2⌉ + 1 | 33");
  EXPECT_TRUE(explain_size(*evaluated(spec), height).note.key.empty());
  // A window that would begin in the padding at the end.
  spec = testing::square(Operation::max_pooling, 6, 2, 4, 1);
  spec.ceil_mode = true;
  EXPECT_EQ(line(*evaluated(spec), 0), "⌈(n + 2p − k) / s⌉ + 1 − 1 | ⌈(6 + 2·1 − 2) / 4⌉ + 1 − 1 | 2");
  EXPECT_EQ(explain_size(*evaluated(spec), height).note, (Message{"size.note.dropped", {}}));
}

}  // namespace
}  // namespace convoscope

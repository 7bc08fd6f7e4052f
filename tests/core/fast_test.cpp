// The vectorised path against the plain one: exactly on small integers, within rounding on real numbers.
#include "core/fast.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

RC_GTEST_PROP(Fast, EqualsThePlainPathOnIntegers, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec = legal_spec(random);
    RC_LOG() << describe(spec) << '\n';
    const Operands o = operands(random, spec);
    RC_ASSERT(apply_fast(spec, o.input, o.weight, o.bias) == apply(spec, o.input, o.weight, o.bias));
  }
}

RC_GTEST_PROP(Fast, EqualsThePlainPathWithinRounding, ()) {
  Random random = seeded();
  const Spec spec = legal_spec(random, std::nullopt, 40);
  RC_LOG() << describe(spec) << '\n';
  std::normal_distribution<float> normal;
  Operands o = operands(random, spec);
  for (float& x : o.input.data()) x = normal(random);
  for (float& w : o.weight.data()) w = normal(random);
  const Tensor a = apply_fast(spec, o.input, o.weight, o.bias);
  const Tensor b = apply(spec, o.input, o.weight, o.bias);
  RC_ASSERT(a.shape() == b.shape());
  for (std::size_t i = 0; i < a.data().size(); ++i) {
    RC_ASSERT(std::abs(a.data()[i] - b.data()[i]) <= 1e-4f * std::max(1.0f, std::abs(b.data()[i])));
  }
}

/// Numbers of every magnitude that a float has, zeros and whole numbers among them, of both signs.
float hostile(Random& random, int least_exponent, int greatest_exponent) {
  if (pick(random, 0, 4) == 0) return static_cast<float>(pick(random, -3, 3));
  const float scale = std::ldexp(1.0f, static_cast<int>(pick(random, least_exponent, greatest_exponent)));
  return std::uniform_real_distribution<float>(-1, 1)(random) * scale;
}

RC_GTEST_PROP(Fast, StaysWithinItsErrorWhateverTheNumbers, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec =
        legal_spec(random, pick(random, 0, 1) == 0 ? Operation::convolution : Operation::transposed_convolution);
    RC_LOG() << describe(spec) << '\n';
    Operands o = operands(random, spec);
    const int least = static_cast<int>(pick(random, -148, 0));
    const int greatest = static_cast<int>(pick(random, 0, 128));
    for (float& x : o.input.data()) x = hostile(random, least, greatest);
    for (float& w : o.weight.data()) w = hostile(random, least, greatest);
    for (float& b : o.bias) b = hostile(random, least, greatest);
    const Tensor fast = apply_fast(spec, o.input, o.weight, o.bias);
    const Tensor plain = apply(spec, o.input, o.weight, o.bias);
    // Of each cell, how many products there are and what their magnitudes come to.
    const auto magnitudes = [](Tensor tensor) {
      for (float& value : tensor.data()) value = std::abs(value);
      return tensor;
    };
    const auto ones = [](Tensor tensor) {
      std::ranges::fill(tensor.data(), 1.0f);
      return tensor;
    };
    const Tensor counts = apply(spec, ones(o.input), ones(o.weight));
    std::vector<float> bias = o.bias;
    for (float& b : bias) b = std::abs(b);
    const Tensor sums = apply(spec, magnitudes(o.input), magnitudes(o.weight), bias);
    for (std::size_t at = 0; at < fast.data().size(); ++at) {
      const double a = fast.data()[at];
      const double b = plain.data()[at];
      RC_ASSERT(std::isfinite(a) || !std::isfinite(b));
      if (!std::isfinite(b) || !std::isfinite(sums.data()[at])) continue;
      RC_ASSERT(std::abs(a - b) <= fast_error * (counts.data()[at] + 1.0) * sums.data()[at]);
    }
  }
}

TEST(Fast, NeitherOverflowsNorForgets) {
  const Spec spec = row_convolution({.n = 3, .k = 3});
  const Tensor ones = filled(1, 3, 1);
  EXPECT_EQ(apply_fast(spec, map({{3e38f, 3e38f, -3e38f}}), ones), map({{3e38f}}));
  const Tensor forgetful = map({{0x1p24f, 1, -0x1p24f}});
  EXPECT_EQ(apply(spec, forgetful, ones), map({{1}}));
  EXPECT_NEAR(apply_fast(spec, forgetful, ones).data()[0], 1, fast_error * 4 * (0x1p25 + 1));
  // Products below a float's precision add up.
  EXPECT_EQ(apply_fast(spec, filled(1, 3, 0x1p-75f), filled(1, 3, 0x1p-75f)), filled(1, 1, 0x1p-149f * 1.5f));
  // What is folded onto a cell cancels, too.
  Spec folding = row_transposed({.n = 3, .k = 3, .p = 1});
  folding.padding_mode = PaddingMode::replicate;
  const Tensor large = map({{3e38f, 3e38f, -3e38f}});
  const Tensor weight = map({{1, 1, -1}});
  EXPECT_EQ(apply_fast(folding, large, weight), apply(folding, large, weight));
}

TEST(Fast, TakesInfinityAndNan) {
  const float infinity = std::numeric_limits<float>::infinity();
  const Spec spec = row_convolution({.n = 3, .k = 2});
  const Tensor output = apply_fast(spec, map({{1, infinity, std::nanf("")}}), filled(1, 2, 1));
  EXPECT_EQ(output.data()[0], infinity);
  EXPECT_TRUE(std::isnan(output.data()[1]));
}

TEST(Fast, PoolsAsThePlainPathDoes) {
  Random random(3);
  std::normal_distribution<float> normal;
  for (const Operation operation : {Operation::average_pooling, Operation::max_pooling}) {
    for (int i = 0; i < 200; ++i) {
      const Spec spec = legal_spec(random, operation, 20);
      Operands o = operands(random, spec);
      for (float& x : o.input.data()) x = random() % 50 == 0 ? std::nanf("") : normal(random);
      const Tensor a = apply_fast(spec, o.input, o.weight, o.bias);
      const Tensor b = apply(spec, o.input, o.weight, o.bias);
      ASSERT_EQ(a.shape(), b.shape());
      for (std::size_t at = 0; at < a.data().size(); ++at) {
        ASSERT_TRUE(a.data()[at] == b.data()[at] || (std::isnan(a.data()[at]) && std::isnan(b.data()[at])))
            << describe(spec);
      }
    }
  }
}

TEST(Fast, EndsWhenItIsTold) {
  for (const Operation operation : {Operation::convolution, Operation::transposed_convolution,
                                    Operation::average_pooling, Operation::max_pooling}) {
    Spec spec;
    spec.operation = operation;
    for (AxisSpec& axis : spec.axes) {
      axis.input = 9;
      axis.kernel = 3;
    }
    Random random(1);
    const Operands o = operands(random, spec);
    const Tensor whole = apply_fast(spec, o.input, o.weight, o.bias);
    int rows = 0;
    const Tensor part = apply_fast(spec, o.input, o.weight, o.bias, [&] { return ++rows < 4; });
    EXPECT_EQ(rows, 4);
    ASSERT_EQ(part.shape(), whole.shape());
    for (std::int64_t row = 0; row < 4; ++row) EXPECT_EQ(part(0, 0, row, 3), whole(0, 0, row, 3));
  }
}

}  // namespace
}  // namespace convoscope

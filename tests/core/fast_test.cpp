// The vectorised path against the plain one: exactly on small integers, within rounding on real numbers, with the
// instructions of every kind of processor that this one can stand in for.
#include "core/fast.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include <hwy/targets.h>

#include "core/fast/small_layer.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

/// Runs `check` with each set of instructions that the machine has, the slowest last.
template <typename Check>
void with_every_target(const Check& check) {
  struct Restore {
    ~Restore() { choose(0); }
    static void choose(std::int64_t target) {
      hwy::SetSupportedTargetsForTest(target);
      hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
  } restore;
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    Restore::choose(left & -left);
    RC_LOG() << hwy::TargetName(left & -left) << '\n';
    check();
  }
}

/// Layers wide enough for several tiles and their rest, of many channels, with kernels larger than a block.
Spec wide_spec(Random& random) {
  for (;;) {
    Spec spec =
        legal_spec(random, pick(random, 0, 1) == 0 ? Operation::convolution : Operation::transposed_convolution);
    spec.axes[height].input = pick(random, 1, 12);
    spec.axes[width].input = pick(random, 1, 150);
    for (AxisSpec& axis : spec.axes) axis.kernel = pick(random, 1, 7);
    spec.in_channels = spec.groups * pick(random, 1, 3);
    spec.out_channels = spec.groups * pick(random, 1, 9);
    if (pick(random, 0, 2) == 0) spec.out_channels = spec.groups;
    if (validate(spec).empty()) return spec;
  }
}

RC_GTEST_PROP(Fast, EqualsThePlainPathOnIntegers, ()) {
  Random random = seeded();
  FastWorkspace workspace;
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec = i % 12 == 0 ? wide_spec(random) : legal_spec(random);
    RC_LOG() << describe(spec) << '\n';
    const Operands o = operands(random, spec);
    const Tensor plain = apply(spec, o.input, o.weight, o.bias);
    with_every_target([&] { RC_ASSERT(apply_fast(spec, o.input, o.weight, o.bias) == plain); });
    for (int run = 0; run < 3; ++run) {  // what is kept from the layer before does not show
      Tensor fast;
      apply_fast(spec, o.input, o.weight, o.bias, fast, workspace);
      RC_ASSERT(fast == plain);
    }
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
    const Spec spec = i == 0 ? wide_spec(random)
                             : legal_spec(random, pick(random, 0, 1) == 0 ? Operation::convolution
                                                                          : Operation::transposed_convolution);
    RC_LOG() << describe(spec) << '\n';
    Operands o = operands(random, spec);
    // Half of them far within what a float holds, where sums run in float.
    const bool is_mild = pick(random, 0, 1) == 0;
    const int least = static_cast<int>(is_mild ? -20 : pick(random, -148, 0));
    const int greatest = static_cast<int>(is_mild ? 20 : pick(random, 0, 128));
    for (float& x : o.input.data()) x = hostile(random, least, greatest);
    for (float& w : o.weight.data()) w = hostile(random, least, greatest);
    for (float& b : o.bias) b = hostile(random, least, greatest);
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
    with_every_target([&] {
      const Tensor fast = apply_fast(spec, o.input, o.weight, o.bias);
      for (std::size_t at = 0; at < fast.data().size(); ++at) {
        const double a = fast.data()[at];
        const double b = plain.data()[at];
        RC_ASSERT(std::isfinite(a) || !std::isfinite(b));
        if (!std::isfinite(b) || !std::isfinite(sums.data()[at])) continue;
        RC_ASSERT(std::abs(a - b) <= fast_error * (counts.data()[at] + 1.0) * sums.data()[at]);
      }
    });
  }
}

/// Large enough for two threads and several strips.
Spec large_spec(Operation operation, std::int64_t channels, std::int64_t stride) {
  Spec spec;
  spec.operation = operation;
  spec.in_channels = spec.out_channels = channels;
  spec.axes[height] = {41, 5, stride, 1, 2, 2, 0};
  spec.axes[width] = {401, 5, stride, 1, 2, 2, 0};
  return spec;
}

TEST(Fast, IsTheSameByTwoThreads) {
  Random random(5);
  for (const Operation operation : {Operation::convolution, Operation::transposed_convolution}) {
    for (const auto& [channels, stride] : {std::pair{6, 1}, {6, 2}, {1, 1}, {20, 3}}) {
      const Spec spec = large_spec(operation, channels, stride);
      const Operands o = operands(random, spec);
      Tensor one, two;
      FastWorkspace alone(1), both(2);
      apply_fast(spec, o.input, o.weight, o.bias, one, alone);
      std::int64_t rows = 0;
      apply_fast(spec, o.input, o.weight, o.bias, two, both, [&](std::int64_t more) { return (rows += more) > 0; });
      EXPECT_EQ(one, two) << describe(spec);
      EXPECT_EQ(rows, two.channels() * two.rows()) << describe(spec);
      EXPECT_EQ(one, apply(spec, o.input, o.weight, o.bias)) << describe(spec);
    }
  }
}

TEST(Fast, TurnsToDoubleWhereverTheNumbersAskForIt) {
  Random random(6);
  const Spec spec = large_spec(Operation::convolution, 1, 1);
  Operands o = operands(random, spec);
  o.input(0, 0, 40, 400) = 3e38f;
  const Tensor plain = apply(spec, o.input, o.weight, o.bias);
  const Tensor fast = apply_fast(spec, o.input, o.weight, o.bias);
  for (std::size_t at = 0; at < plain.data().size(); ++at) {
    ASSERT_EQ(std::isfinite(plain.data()[at]), std::isfinite(fast.data()[at]));
    if (std::isfinite(plain.data()[at])) {
      ASSERT_EQ(plain.data()[at], fast.data()[at]);
    }
  }
}

TEST(Fast, TakesStridesAndWindowsThatShareNothing) {
  Random random(8);
  for (const Operation operation : {Operation::convolution, Operation::transposed_convolution}) {
    for (const auto& [input, kernel, stride] : {std::array{1, 3, 100000}, {5000, 4000, 1}, {3, 3, 17}, {40, 40, 16}}) {
      if (operation == Operation::convolution && kernel > input) continue;
      Spec spec;
      spec.operation = operation;
      spec.axes[width] = {input, kernel, stride, 1, 0, 0, 0};
      const Operands o = operands(random, spec);
      EXPECT_EQ(apply_fast(spec, o.input, o.weight, o.bias), apply(spec, o.input, o.weight, o.bias)) << describe(spec);
    }
  }
}

TEST(Fast, AllocatesNothingTheSecondTime) {
  Random random(7);
  for (const Operation operation : {Operation::convolution, Operation::transposed_convolution}) {
    const Spec spec = large_spec(operation, 4, 2);
    const Operands o = operands(random, spec);
    Tensor output;
    FastWorkspace workspace(1);
    apply_fast(spec, o.input, o.weight, o.bias, output, workspace);
    const std::int64_t before = allocations();
    apply_fast(spec, o.input, o.weight, o.bias, output, workspace);
    EXPECT_EQ(allocations(), before);
  }
}

TEST(Fast, MultipliesNoPaddedZeroByInfinity) {
  const Spec spec = row_convolution({.n = 3, .k = 3, .p = 1});
  Tensor weight = filled(1, 3, 1);
  weight(0, 0, 0, 0) = std::numeric_limits<float>::infinity();
  const Tensor ones = filled(1, 3, 1);
  EXPECT_EQ(apply_fast(spec, ones, weight), apply(spec, ones, weight));
  EXPECT_EQ(apply_fast(spec, ones, weight)(0, 0, 0, 0), 2);
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
    std::int64_t rows = 0;
    const Tensor part =
        apply_fast(spec, o.input, o.weight, o.bias, [&](std::int64_t more) { return (rows += more) < 3; });
    EXPECT_EQ(rows, 3);
    ASSERT_EQ(part.shape(), whole.shape());
    for (std::int64_t row = 0; row < rows; ++row) EXPECT_EQ(part(0, 0, row, 3), whole(0, 0, row, 3));
  }
}

/// Has the layer that has begun computed by as many calls as it takes, each broken off as soon as can be. Answers how many rows were told.
std::int64_t advance_by_bits(FastWorkspace& workspace) {
  std::int64_t told = 0;
  while (!workspace.advance([&](std::int64_t rows) {
    told += rows;
    return false;
  })) {}
  return told;
}

RC_GTEST_PROP(Fast, GoesOnWhereItWasBrokenOff, ()) {
  Random random = seeded();
  FastWorkspace whole, by_bits;
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec = i % 12 == 0 ? wide_spec(random) : legal_spec(random);
    RC_LOG() << describe(spec) << '\n';
    Operands o = operands(random, spec);
    if (pick(random, 0, 1) == 0)  // else float may not do, as turns out in the middle
      for (float& x : o.input.data()) x = hostile(random, -148, 127);
    for (const Sums sums : {Sums::quick, Sums::exact}) {
      Tensor wanted, made;
      whole.begin(spec, o.input, o.weight, o.bias, wanted, sums);
      RC_ASSERT(whole.advance());
      by_bits.begin(spec, o.input, o.weight, o.bias, made, sums);
      const std::int64_t told = advance_by_bits(by_bits);
      RC_ASSERT(made.shape() == wanted.shape());
      for (std::size_t at = 0; at < made.data().size(); ++at)
        RC_ASSERT(std::bit_cast<std::uint32_t>(made.data()[at]) == std::bit_cast<std::uint32_t>(wanted.data()[at]));
      const std::int64_t rows = made.batch() * made.channels() * made.rows();
      RC_ASSERT((sums == Sums::exact ? told == rows : told >= rows));
    }
  }
}

TEST(Fast, IsBrokenOffSoonByBothThreads) {
  Random random(9);
  for (const Operation operation : {Operation::convolution, Operation::transposed_convolution}) {
    const Spec spec = large_spec(operation, 1, 1);
    const Operands o = operands(random, spec);
    Tensor made;
    FastWorkspace both(2);
    both.begin(spec, o.input, o.weight, o.bias, made);
    constexpr std::int64_t rows_of_block = 4;
    std::int64_t calls = 0;
    for (bool is_done = false; !is_done; ++calls) {
      is_done = both.advance([](std::int64_t) { return false; });
    }
    EXPECT_GE(calls, made.rows() / (2 * rows_of_block));
    EXPECT_EQ(made, apply(spec, o.input, o.weight, o.bias)) << describe(spec);
  }
}

RC_GTEST_PROP(Fast, EqualsThePlainPathToTheLastBitWhereItIsToBeExact, ()) {
  Random random = seeded();
  FastWorkspace workspace;
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec = i == 0 ? wide_spec(random) : legal_spec(random);
    RC_LOG() << describe(spec) << '\n';
    Operands o = operands(random, spec);
    for (float& x : o.input.data()) x = hostile(random, -20, 20);
    for (float& w : o.weight.data()) w = hostile(random, -20, 20);
    for (float& b : o.bias) b = hostile(random, -20, 20);
    Tensor exact;
    workspace.begin(spec, o.input, o.weight, o.bias, exact, Sums::exact);
    RC_ASSERT(workspace.advance());
    RC_ASSERT(exact == apply(spec, o.input, o.weight, o.bias));
  }
}

RC_GTEST_PROP(Fast, EqualsThePlainPathToTheLastBitWhereProductsAreListed, ()) {
  Random random = seeded();
  SmallLayer layer;
  int listed = 0;
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec = legal_spec(random, i % 2 == 0 ? Operation::convolution : Operation::transposed_convolution);
    RC_LOG() << describe(spec) << '\n';
    Operands o = operands(random, spec);
    for (float& x : o.input.data()) x = hostile(random, -148, 128);
    for (float& w : o.weight.data()) w = hostile(random, -148, 128);
    RC_ASSERT(!layer.plan(spec));
    if (!layer.plan(spec)) continue;
    ++listed;
    Tensor made(output_shape(spec));
    layer.compute(o.input, o.weight, o.bias, made);
    const Tensor plain = apply(spec, o.input, o.weight, o.bias);
    for (std::size_t at = 0; at < made.data().size(); ++at) {
      const bool both_nan = std::isnan(made.data()[at]) && std::isnan(plain.data()[at]);
      RC_ASSERT(both_nan ||
                std::bit_cast<std::uint32_t>(made.data()[at]) == std::bit_cast<std::uint32_t>(plain.data()[at]));
    }
  }
  RC_ASSERT(listed > layers_per_run / 4);
}

TEST(Fast, ListsNoLayerOfManyProducts) {
  SmallLayer layer;
  const Spec spec = large_spec(Operation::convolution, 4, 2);
  EXPECT_FALSE(layer.plan(spec));
  EXPECT_FALSE(layer.plan(spec));
}

}  // namespace
}  // namespace convoscope

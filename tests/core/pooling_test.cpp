// Pooling against windows laid one by one, and against what the frameworks' specifications publish.
#include "core/pooling.h"

#include <cmath>
#include <limits>

#include "core/fast.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

Spec average(Axis axis) { return pooling(Operation::average_pooling, axis); }
Spec maximum(Axis axis) { return pooling(Operation::max_pooling, axis); }

Spec in_ceil_mode(Spec spec) {
  spec.ceil_mode = true;
  return spec;
}

Spec of_real_cells(Spec spec) {
  spec.count_include_pad = false;
  return spec;
}

/// Four numbers as users give them: top, left, bottom, right.
Spec padded(Spec spec, std::int64_t top, std::int64_t left, std::int64_t bottom, std::int64_t right) {
  spec.axes[height].pad_begin = top;
  spec.axes[width].pad_begin = left;
  spec.axes[height].pad_end = bottom;
  spec.axes[width].pad_end = right;
  return spec;
}

TEST(Pooling, PaddedCellsCountInAnAverageAndNotInAMaximum) {
  const Tensor input = map({{-1, -2}, {-3, -4}});
  const Axis axis{.n = 2, .k = 2, .s = 2, .p = 1};
  EXPECT_EQ(apply(pooling(Operation::average_pooling, axis), input, {}), map({{-0.25f, -0.5f}, {-0.75f, -1.0f}}));
  EXPECT_EQ(apply(pooling(Operation::max_pooling, axis), input, {}), input);
}

TEST(Pooling, NanWinsAMaximum) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const Tensor output = apply(pooling(Operation::max_pooling, {.n = 2, .k = 2}), map({{1, nan}, {3, 4}}), {});
  EXPECT_TRUE(std::isnan(output.data()[0]));
}

RC_GTEST_PROP(Pooling, EqualsABruteForceWindow, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const bool maximum = pick(random, 0, 1) == 1;
    Spec spec = legal_spec(random, maximum ? Operation::max_pooling : Operation::average_pooling);
    RC_LOG() << describe(spec) << '\n';
    const Tensor input = integers(random, input_shape(spec));
    const Tensor output = apply(spec, input, {});
    const auto& [v, h] = spec.axes;
    const bool folds = spec.padding_mode != PaddingMode::zeros;
    for (std::int64_t n = 0; n < output.batch(); ++n) {
      for (std::int64_t c = 0; c < output.channels(); ++c) {
        for (std::int64_t row = 0; row < output.rows(); ++row) {
          for (std::int64_t column = 0; column < output.columns(); ++column) {
            double sum = 0;
            double largest = -std::numeric_limits<double>::infinity();
            int counted = 0;
            for (std::int64_t u = 0; u < v.kernel; ++u) {
              for (std::int64_t w = 0; w < h.kernel; ++w) {
                const std::int64_t y = row * v.stride + u * v.dilation - v.pad_begin;
                const std::int64_t x = column * h.stride + w * h.dilation - h.pad_begin;
                if (y >= v.input + v.pad_end || x >= h.input + h.pad_end) continue;  // beyond even the padding
                const auto from_row = fold(spec.padding_mode, y, v.input);
                const auto from_column = fold(spec.padding_mode, x, h.input);
                if (folds || spec.count_include_pad || (from_row && from_column)) ++counted;
                if (!from_row || !from_column) continue;
                sum += input(n, c, *from_row, *from_column);
                largest = std::max(largest, static_cast<double>(input(n, c, *from_row, *from_column)));
              }
            }
            RC_ASSERT(divisor(spec, relation(spec), {row, column}) == counted);
            RC_ASSERT(output(n, c, row, column) == static_cast<float>(maximum ? largest : sum / counted));
          }
        }
      }
    }
  }
}

// Dilations beyond the map, where a window can step over it.
RC_GTEST_PROP(Pooling, FindsTheFirstWindowOfPadding, ()) {
  Random random = seeded();
  for (int i = 0; i < 4 * layers_per_run; ++i) {
    const AxisRelation axis{pick(random, 1, 6), pick(random, 1, 12), pick(random, 1, 4),
                            pick(random, 1, 7), pick(random, 1, 9),  pick(random, 0, 16)};
    std::optional<std::int64_t> first;
    for (std::int64_t coarse = axis.coarse; coarse-- > 0;) {
      if (axis_taps_of_coarse(axis, PaddingMode::zeros, coarse).empty()) first = coarse;
    }
    RC_ASSERT(window_of_padding(axis) == first);
  }
}

TEST(Pooling, IsLegalWhereEveryWindowHoldsAnInput) {
  const auto size = [](const Spec& spec) {
    EXPECT_TRUE(validate(spec).empty()) << describe(spec);
    return std::pair(geometry(spec).output_height(), geometry(spec).output_width());
  };
  EXPECT_EQ(size(maximum({.n = 12, .k = 3, .p = 2, .d = 2})), std::pair(12L, 12L));
  EXPECT_EQ(size(padded(maximum({.n = 64, .k = 3, .s = 2}), 1, 1, 2, 2)), std::pair(33L, 33L));
  Spec same = maximum({.n = 5, .k = 3, .s = 2, .d = 2});
  same.axes[width].input = 7;
  EXPECT_EQ(size(resolve_padding(same, AutoPad::same_upper)), std::pair(3L, 4L));
  const std::vector<Problem> problems = validate(maximum({.n = 1, .k = 2, .p = 1, .d = 2}));
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(
      problems[0],
      (Problem{
          Parameter::padding, height, "problem.pooling_padding", {{"window", 0}, {"pad_begin", 1}, {"pad_end", 1}}}));
}

TEST(Pooling, CeilModeCoversTheEnd) {
  const Spec floors = maximum({.n = 64, .k = 3, .s = 2, .p = 1});
  EXPECT_EQ(geometry(floors).output_width(), 32);
  EXPECT_EQ(geometry(in_ceil_mode(floors)).output_width(), 33);
  // A window that would begin in the end's padding is dropped.
  const Spec spec = in_ceil_mode(average({.n = 7, .k = 2, .s = 3}));
  EXPECT_EQ(apply(spec, counted(7, 7, 0), {}), map({{4, 7, 9.5f}, {25, 28, 30.5f}, {42.5f, 45.5f, 48}}));
  EXPECT_EQ(geometry(in_ceil_mode(average({.n = 6, .k = 2, .s = 4, .p = 1}))).output_width(), 2);
  // The kernel may exceed the input, but not by the stride.
  EXPECT_EQ(apply(in_ceil_mode(maximum({.n = 3, .k = 4, .s = 2})), counted(3, 3, 1), {}), map({{9}}));
  EXPECT_EQ(validate(in_ceil_mode(maximum({.n = 3, .k = 5, .s = 2})))[0].key, "problem.kernel_exceeds_input");
  // Only pooling knows it.
  EXPECT_EQ(geometry(in_ceil_mode(convolution({.n = 64, .k = 3, .s = 2, .p = 1}))).output_width(), 32);
}

// What ceil mode adds is beyond the padding: it never counts, whether padding does or not.
TEST(Pooling, NothingBeyondThePaddingCounts) {
  const Spec spec = in_ceil_mode(average({.n = 2, .k = 3, .s = 3, .p = 1}));
  EXPECT_EQ(geometry(spec).output_width(), 1);
  const Spec wider = in_ceil_mode(average({.n = 4, .k = 3, .s = 2, .p = 1}));
  const Relation connections = relation(wider);
  EXPECT_EQ(geometry(wider).axes[width].overhang, 1);
  EXPECT_EQ(divisor(wider, connections, {0, 0}), 9);
  EXPECT_EQ(divisor(wider, connections, {2, 2}), 4);
  EXPECT_EQ(divisor(of_real_cells(wider), connections, {0, 0}), 4);
  EXPECT_EQ(divisor(of_real_cells(wider), connections, {2, 2}), 1);
}

TEST(Pooling, AveragesOfThePaddingOrOfRealCells) {
  const Spec spec = average({.n = 2, .k = 3, .p = 1});
  const float counted_padding = 10.0f / 9.0f;
  EXPECT_EQ(apply(spec, counted(2, 2, 1), {}), filled(2, 2, counted_padding));
  EXPECT_EQ(apply(of_real_cells(spec), counted(2, 2, 1), {}), filled(2, 2, 2.5f));
}

// ONNX's node tests of AveragePool and MaxPool of two dimensions whose numbers are written out; those of random numbers are
// layers of the brute force above.
TEST(Pooling, OnnxAverages) {
  const Tensor x = counted(5, 5, 1);
  const Spec wide = average({.n = 5, .k = 5, .p = 2});
  EXPECT_EQ(apply(of_real_cells(wide), x, {}), map({{7, 7.5f, 8, 8.5f, 9},
                                                    {9.5f, 10, 10.5f, 11, 11.5f},
                                                    {12, 12.5f, 13, 13.5f, 14},
                                                    {14.5f, 15, 15.5f, 16, 16.5f},
                                                    {17, 17.5f, 18, 18.5f, 19}}));
  EXPECT_EQ(apply(wide, x, {}), map({{2.52f, 3.6f, 4.8f, 4.08f, 3.24f},
                                     {4.56f, 6.4f, 8.4f, 7.04f, 5.52f},
                                     {7.2f, 10, 13, 10.8f, 8.4f},
                                     {6.96f, 9.6f, 12.4f, 10.24f, 7.92f},
                                     {6.12f, 8.4f, 10.8f, 8.88f, 6.84f}}));
  EXPECT_EQ(apply(average({.n = 5, .k = 2, .s = 2}), x, {}), map({{4, 6}, {14, 16}}));
  const Spec same = resolve_padding(of_real_cells(average({.n = 5, .k = 3, .s = 2})), AutoPad::same_upper);
  EXPECT_EQ(apply(same, x, {}), map({{4, 5.5f, 7}, {11.5f, 13, 14.5f}, {19, 20.5f, 22}}));
  EXPECT_EQ(apply(in_ceil_mode(of_real_cells(average({.n = 4, .k = 3, .s = 2}))), counted(4, 4, 1), {}),
            map({{6, 7.5f}, {12, 13.5f}}));
  EXPECT_EQ(apply(in_ceil_mode(average({.n = 4, .k = 2, .d = 2})), counted(4, 4, 1), {}), map({{6, 7}, {10, 11}}));
  const Tensor last =
      apply(in_ceil_mode(average({.n = 2, .k = 3, .s = 3, .p = 1})), map({{0.8580f, 0.0786f}, {0.2692f, 0.1537f}}), {});
  ASSERT_EQ(last.size(), 1);
  EXPECT_NEAR(last.data()[0], 0.1511, 1e-4);
}

TEST(Pooling, OnnxMaxima) {
  const Tensor x = counted(5, 5, 1);
  EXPECT_EQ(apply(maximum({.n = 5, .k = 5, .p = 2}), x, {}), map({{13, 14, 15, 15, 15},
                                                                  {18, 19, 20, 20, 20},
                                                                  {23, 24, 25, 25, 25},
                                                                  {23, 24, 25, 25, 25},
                                                                  {23, 24, 25, 25, 25}}));
  EXPECT_EQ(apply(maximum({.n = 5, .k = 2, .s = 2}), x, {}), map({{7, 9}, {17, 19}}));
  const Spec same = resolve_padding(maximum({.n = 5, .k = 3, .s = 2}), AutoPad::same_upper);
  EXPECT_EQ(apply(same, x, {}), map({{7, 9, 10}, {17, 19, 20}, {22, 24, 25}}));
  EXPECT_EQ(apply(in_ceil_mode(maximum({.n = 4, .k = 3, .s = 2})), counted(4, 4, 1), {}), map({{11, 12}, {15, 16}}));
  EXPECT_EQ(apply(maximum({.n = 4, .k = 2, .d = 2}), counted(4, 4, 1), {}), map({{11, 12}, {15, 16}}));
}

TEST(Pooling, OnnxSizes) {
  const auto size = [](const Spec& spec) { return geometry(spec).output_width(); };
  EXPECT_EQ(size(maximum({.n = 32, .k = 2})), 31);
  EXPECT_EQ(size(maximum({.n = 28, .k = 3, .p = 2})), 30);
  EXPECT_TRUE(validate(maximum({.n = 28, .k = 3, .p = 2})).empty());
  EXPECT_EQ(size(maximum({.n = 32, .k = 5, .s = 3})), 10);
  for (const AutoPad pad : {AutoPad::same_upper, AutoPad::same_lower}) {
    EXPECT_EQ(size(resolve_padding(maximum({.n = 32, .k = 2}), pad)), 32);
  }
}

// SAME gives ceil(n / s) outputs, in ceil mode too.
TEST(Pooling, SameMeansTheSameInCeilMode) {
  for (std::int64_t n = 1; n <= 9; ++n) {
    for (std::int64_t k = 1; k <= 5; ++k) {
      for (std::int64_t s = 1; s <= 4; ++s) {
        const Spec spec = resolve_padding(in_ceil_mode(maximum({.n = n, .k = k, .s = s})), AutoPad::same_lower);
        EXPECT_TRUE(validate(spec).empty()) << describe(spec);
        EXPECT_EQ(geometry(spec).output_width(), (n + s - 1) / s) << describe(spec);
      }
    }
  }
}

}  // namespace
}  // namespace convoscope

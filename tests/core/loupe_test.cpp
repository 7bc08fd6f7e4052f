// What a loupe shows is the whole layer's: its results there, whatever the layer and the place.
#include "core/loupe.h"

#include <gtest/gtest.h>

#include "core/convolve.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::convolution;
using testing::counted;
using testing::Random;
using testing::transposed;

/// Its results equal the whole layer's from its first output cell on, and the cell that it is about is one of them.
void expect_part(const Spec& whole, const testing::Operands& of, Cell at) {
  const Loupe loupe = loupe_of(whole, of.input, at);
  ASSERT_TRUE(validate(loupe.spec).empty());
  ASSERT_EQ(loupe.values.shape(), input_shape(loupe.spec));
  const Tensor all = apply(whole, of.input, of.weight, of.bias);
  const Tensor part = apply(loupe.spec, loupe.values, of.weight, of.bias);
  ASSERT_EQ(part.channels(), all.channels());
  ASSERT_LT(loupe.in_middle.row, part.rows());
  ASSERT_LT(loupe.in_middle.column, part.columns());
  ASSERT_GE(std::min(loupe.in_middle.row, loupe.in_middle.column), 0);
  ASSERT_LE(loupe.output.row + part.rows(), all.rows());
  ASSERT_LE(loupe.output.column + part.columns(), all.columns());
  for (std::int64_t n = 0; n < part.batch(); ++n)
    for (std::int64_t channel = 0; channel < part.channels(); ++channel)
      for (std::int64_t row = 0; row < part.rows(); ++row)
        for (std::int64_t column = 0; column < part.columns(); ++column)
          ASSERT_EQ(part(n, channel, row, column),
                    all(n, channel, loupe.output.row + row, loupe.output.column + column))
              << "at " << at.row << "," << at.column << ": " << row << "," << column;
}

TEST(Loupe, ShowsPartsOfRandomLayers) {
  Random random(7);
  for (int round = 0; round < 3000; ++round) {
    const Spec whole = testing::legal_spec(random, std::nullopt, round % 3 == 0 ? 24 : 9);
    const testing::Operands of = testing::operands(random, whole);
    const Cell at{testing::pick(random, 0, whole.axes[height].input - 1),
                  testing::pick(random, 0, whole.axes[width].input - 1)};
    SCOPED_TRACE(::testing::PrintToString(round));
    expect_part(whole, of, at);
    if (::testing::Test::HasFatalFailure()) {
      showValue(whole, std::cerr);
      return;
    }
  }
}

TEST(Loupe, LiesAroundItsCell) {
  const Loupe inside = loupe_of(convolution({.n = 100, .k = 3, .p = 1}), counted(100, 100, 0), {50, 20});
  EXPECT_EQ(inside.spec, convolution({.n = 5, .k = 3}));
  EXPECT_EQ(inside.input, (Cell{48, 18}));
  EXPECT_EQ(inside.output, (Cell{49, 19}));
  EXPECT_EQ(inside.in_middle, (Cell{1, 1}));
  EXPECT_EQ(inside.values(0, 0, 0, 0), 4818);
  const Loupe corner = loupe_of(convolution({.n = 100, .k = 3, .p = 1}), counted(100, 100, 0), {0, 99});
  EXPECT_EQ(corner.spec.axes[height].pad_begin, 1);
  EXPECT_EQ(corner.spec.axes[height].pad_end, 0);
  EXPECT_EQ(corner.spec.axes[width].pad_end, 1);
  EXPECT_EQ(corner.in_middle, (Cell{0, 2}));
  const Loupe stamped = loupe_of(transposed({.n = 100, .k = 3, .s = 2, .p = 1}), counted(100, 100, 0), {50, 50});
  EXPECT_EQ(output_shape(stamped.spec), (Shape{1, 1, 5, 5}));
  EXPECT_EQ(stamped.output, (Cell{98, 98}));
  EXPECT_EQ(stamped.in_middle, (Cell{2, 2}));
}

TEST(Loupe, IsAllOfASmallLayer) {
  const Spec small = convolution({.n = 3, .k = 3, .s = 2, .p = 1});
  const Loupe loupe = loupe_of(small, counted(3, 3, 1), {1, 1});
  EXPECT_EQ(loupe.spec, small);
  EXPECT_EQ(loupe.values, counted(3, 3, 1));
}

TEST(Loupe, StaysOnTheMap) {
  const Spec whole = convolution({.n = 30, .k = 5, .s = 3});
  testing::Random random(1);
  const testing::Operands of = testing::operands(random, whole);
  for (const Cell at : {Cell{-5, 7}, Cell{1000, -1000}}) expect_part(whole, of, at);
}

}  // namespace
}  // namespace convoscope

// Which rows of an array of classes are equal.
#include "gl/row_kinds.h"

#include <gtest/gtest.h>

#include <random>

namespace convoscope::test {
namespace {

Grid grid_of(std::int64_t rows, std::int64_t columns, std::vector<std::uint8_t> classes) {
  Grid grid;
  grid.rows = rows;
  grid.columns = columns;
  grid.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
  return grid;
}

TEST(RowKinds, AreEqualWhereTheRowsAre) {
  std::mt19937 random(7);
  for (const std::int64_t columns : {1, 3, 8, 9, 21}) {
    constexpr std::int64_t rows = 40;
    std::vector<std::uint8_t> classes(static_cast<std::size_t>(rows * columns));
    for (std::uint8_t& cell : classes) cell = random() % 10 == 0;
    const Grid grid = grid_of(rows, columns, classes);
    const RowKinds kinds(grid);
    const auto row = [&](std::int64_t at) {
      return std::vector<std::uint8_t>(classes.begin() + at * columns, classes.begin() + (at + 1) * columns);
    };
    for (std::int64_t a = 0; a < rows; ++a) {
      EXPECT_EQ(row(kinds.row_of(kinds.kind_of(a))), row(a));
      EXPECT_LE(kinds.row_of(kinds.kind_of(a)), a);
      for (std::int64_t b = 0; b < a; ++b) EXPECT_EQ(kinds.kind_of(a) == kinds.kind_of(b), row(a) == row(b));
    }
  }
}

TEST(RowKinds, BelongToAnArrayNotToWhatItHolds) {
  const Grid grid = grid_of(2, 3, {0, 1, 0, 1, 1, 1});
  const RowKinds kinds(grid);
  EXPECT_TRUE(kinds.is_of(Grid(grid)));
  EXPECT_FALSE(kinds.is_of(grid_of(2, 3, *grid.classes)));
  EXPECT_FALSE(kinds.is_of(Grid{}));
}

}  // namespace
}  // namespace convoscope::test

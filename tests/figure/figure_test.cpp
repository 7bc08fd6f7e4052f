// Transforms, grids and the names of their cells.
#include <gtest/gtest.h>

#include "figure/figure.h"

namespace convoscope {
namespace {

TEST(Affine, InverseUndoesIt) {
  const Affine map{0.8, -0.3, 0.5, 1.2, 40, -7};
  const Point back = map.inverse()(map({3, 4}));
  EXPECT_NEAR(back.x, 3, 1e-12);
  EXPECT_NEAR(back.y, 4, 1e-12);
}

TEST(Affine, ProductAppliesTheInnerFirst) {
  const Affine scale{2, 0, 0, 3, 0, 0};
  const Affine shift{1, 0, 0, 1, 10, 20};
  EXPECT_EQ((scale * shift)({1, 1}), (Point{22, 63}));
  EXPECT_EQ((shift * scale)({1, 1}), (Point{12, 23}));
}

Grid three_by_two() {
  Grid grid;
  grid.rect = {10, 20, 34, 52};
  grid.rows = 3;
  grid.columns = 2;
  grid.gap_pt = 2;
  grid.styles = {CellStyle{}, CellStyle{}};
  grid.styles[0].text.color = {0, 0, 0, 255};
  grid.values = std::make_shared<const std::vector<float>>(std::vector<float>{1, 2.5f, -3, 4, 5, 6});
  return grid;
}

TEST(Grid, CellsFillTheRectangle) {
  const Grid grid = three_by_two();
  EXPECT_EQ(grid.cell_rect(0, 0), (Rect{10, 20, 16, 16}));
  EXPECT_EQ(grid.cell_rect(2, 1), (Rect{28, 56, 16, 16}));
  EXPECT_DOUBLE_EQ(grid.cell_rect(2, 1).right(), grid.rect.right());
  EXPECT_DOUBLE_EQ(grid.cell_rect(2, 1).bottom(), grid.rect.bottom());
}

TEST(Grid, FindsTheCellAtAPoint) {
  const Grid grid = three_by_two();
  for (std::int64_t row = 0; row < 3; ++row) {
    for (std::int64_t column = 0; column < 2; ++column) {
      EXPECT_EQ(grid.cell_at(grid.cell_rect(row, column).center()), (Cell{row, column}));
    }
  }
  EXPECT_EQ(grid.cell_at({9.9, 30}), std::nullopt);
  EXPECT_EQ(grid.cell_at({44.1, 30}), std::nullopt);
}

TEST(Grid, WritesNumbersAndLeavesPendingCellsEmpty) {
  Grid grid = three_by_two();
  EXPECT_EQ(grid.text_of(0, 1), "2.5");
  EXPECT_EQ(grid.text_of(1, 0), "−3");
  grid.pending_from = 3;
  grid.pending_style = 1;
  EXPECT_EQ(grid.text_of(1, 0), "−3");
  EXPECT_EQ(grid.text_of(1, 1), "");
  EXPECT_EQ(&grid.style_of(1, 1), &grid.styles[1]);
  grid.labels =
      std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"a", "b", "c", "d", "e", "f"});
  EXPECT_EQ(grid.text_of(0, 1), "b");
}

TEST(Grid, NamesCellsByPlaceUnlessALatticeSaysOtherwise) {
  Grid grid = three_by_two();
  const Tag expanded{Side::transposed, Part::expanded};
  EXPECT_EQ(to_string(grid.tag_of(expanded, 2, 1)), "transposed.expanded[2,1]");
  grid.names = CellNames{{Side::transposed, Part::coarse}, {0, 1}, {2, 2}, 2, 1};
  EXPECT_EQ(to_string(grid.tag_of(expanded, 2, 1)), "transposed.input[1,0]");
  EXPECT_EQ(to_string(grid.tag_of(expanded, 1, 1)), "transposed.expanded[1,1]");
  EXPECT_EQ(to_string(grid.tag_of(expanded, 0, 0)), "transposed.expanded[0,0]");
  grid.names = CellNames{{Side::transposed, Part::kernel}, {2, 1}, {-1, -1}, 3, 2};
  EXPECT_EQ(to_string(grid.tag_of({Side::transposed, Part::kernel}, 0, 0)), "transposed.kernel[2,1]");
  EXPECT_EQ(to_string(grid.tag_of({Side::transposed, Part::kernel}, 2, 1)), "transposed.kernel[0,0]");
  EXPECT_EQ(grid.tag_of({}, 0, 0), Tag{});
}

}  // namespace
}  // namespace convoscope

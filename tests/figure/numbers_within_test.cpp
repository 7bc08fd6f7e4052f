// Numbers written once more over a part of a grid: the same ones at the same places, and no others.
#include "figure/draw/numbers_within.h"

#include <gtest/gtest.h>

#include "figure/draw/window_wash.h"
#include "support.h"

namespace convoscope {
namespace {

Grid counting(std::int64_t rows, std::int64_t columns, double gap_pt) {
  Grid grid;
  grid.rect = {10, 20, static_cast<double>(columns) * 12 - gap_pt, static_cast<double>(rows) * 12 - gap_pt};
  grid.rows = rows;
  grid.columns = columns;
  grid.gap_pt = gap_pt;
  grid.styles = {{{{1, 2, 3, 255}, {}}, {{4, 5, 6, 255}, 1}, {9, {7, 8, 9, 255}}, 2}};
  std::vector<float> values;
  for (std::int64_t i = 0; i < rows * columns; ++i) values.push_back(static_cast<float>(i));
  grid.values = std::make_shared<const std::vector<float>>(values);
  return grid;
}

TEST(NumbersWithin, AreThoseThatTheRectangleMeets) {
  for (const double gap : {0.0, 2.0}) {
    const Grid grid = counting(5, 7, gap);
    for (double x = -5; x < 110; x += 6.5) {
      for (double y = -5; y < 100; y += 7.25) {
        const Rect rect{x, y, 25, 30};
        const Grid part = numbers_within(grid, rect);
        std::int64_t met = 0;
        for (std::int64_t row = 0; row < grid.rows; ++row) {
          for (std::int64_t column = 0; column < grid.columns; ++column) {
            const Rect cell = grid.cell_rect(row, column);
            const bool meets = cell.x < rect.right() && rect.x < cell.right() + gap && cell.y < rect.bottom() &&
                               rect.y < cell.bottom() + gap;
            if (!meets) continue;
            ++met;
            const auto there = part.cell_at(cell.center());
            ASSERT_TRUE(there) << x << " " << y;
            EXPECT_EQ(part.text_of(there->row, there->column), grid.text_of(row, column));
          }
        }
        EXPECT_EQ(part.rows * part.columns, met);
      }
    }
    const Grid part = numbers_within(grid, {12, 22, 30, 30});
    EXPECT_EQ(part.styles[0].fill.color.a, 0);
    EXPECT_EQ(part.styles[0].stroke.width_pt, 0);
    EXPECT_EQ(part.styles[0].text, grid.styles[0].text);
  }
}

// While the window glides its numbers are as strong as those beside it, in both views that it glides in.
TEST(NumbersWithin, StandOverAGlidingWindow) {
  for (const char* const view : {"maps", "stack"}) {
    testing::Stage stage("padding_strides_odd_transposed");
    stage.playhead.step = 20;
    PictureInputs inputs = stage.inputs();
    inputs.motion.to_next_step = 0.4;
    bool is_after_tint = false;
    int numbers = 0;
    testing::visit_items(compose_view(view, inputs), [&](const Item& item, const Affine&) {
      const auto* box = std::get_if<Box>(&item.shape);
      if (box != nullptr && box->fill.color == window_wash(stage.look)) is_after_tint = true;
      const auto* grid = std::get_if<Grid>(&item.shape);
      if (grid == nullptr || !is_after_tint || item.tag) return;
      for (std::int64_t i = 0; i < grid->rows * grid->columns; ++i) {
        numbers += grid->text_of(i / grid->columns, i % grid->columns).empty() ? 0 : 1;
      }
    });
    EXPECT_GE(numbers, 9) << view;
  }
}

}  // namespace
}  // namespace convoscope

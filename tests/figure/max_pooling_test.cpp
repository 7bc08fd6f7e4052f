// What a maximum keeps is told from what it only looked at, at every step.
#include <gtest/gtest.h>

#include "figure/state/highlight.h"
#include "figure/state/maps_state.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::Stage;

/// The first largest cell of the first `count` of the window of output cell `at`: 3x3, stride 1, no padding.
Cell winner(const Tensor& input, Cell at, std::int64_t count) {
  Cell best = at;
  for (std::int64_t i = 0; i < count; ++i) {
    const Cell cell{at.row + i / 3, at.column + i % 3};
    if (input(0, 0, cell.row, cell.column) > input(0, 0, best.row, best.column)) best = cell;
  }
  return best;
}

/// Fills of the boxes that cover exactly a cell of the input's grid.
std::vector<Color> fills_over(const Figure& figure, Cell cell) {
  const Grid* grid = testing::find_grid(figure, {Side::convolution, Part::expanded});
  std::vector<Color> fills;
  if (grid == nullptr) return fills;
  const Rect wanted = grid->cell_rect(cell.row, cell.column);
  testing::visit_items(figure, [&](const Item& item, const Affine&) {
    const auto* box = std::get_if<Box>(&item.shape);
    if (box != nullptr && box->rect == wanted && box->fill.color.a != 0) fills.push_back(box->fill.color);
  });
  return fills;
}

TEST(MaxPooling, PaintsWhatItKeepsInTheColourOfTheOutput) {
  Stage stage("numerical_max_pooling");
  stage.scene.views = {"maps"};
  const Tensor& input = stage.evaluation->input(Side::convolution);
  for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
    const std::int64_t per_cell = granularity == Granularity::cell ? 1 : 9;
    for (std::int64_t step = 0; step < 9 * per_cell; ++step) {
      stage.playhead = {Side::convolution, granularity, step};
      const std::int64_t output = step / per_cell;
      const Cell expected = winner(input, {output / 3, output % 3}, per_cell == 1 ? 9 : step % 9 + 1);
      const MapsState state = maps_state(stage.inputs(), Side::convolution);
      ASSERT_TRUE(state.largest);
      EXPECT_EQ(state.largest->input, expected) << step;
      EXPECT_EQ(fills_over(stage.compose(), expected), std::vector<Color>{stage.look.coarse}) << step;
    }
  }
}

// The stack paints it in the tilted plane: there the cell is the same rectangle as in its grid.
TEST(MaxPooling, IsMarkedInTheStackToo) {
  for (const std::int64_t padding : {0, 1}) {
    Scene scene = preset_named("numerical_max_pooling")->scene;
    for (AxisSpec& axis : scene.spec.axes) axis.pad_begin = axis.pad_end = padding;
    Stage stage(scene);
    stage.scene.views = {"stack"};
    const Tensor& input = stage.evaluation->input(Side::convolution);
    const std::int64_t outputs = stage.evaluation->convolved->columns();
    for (std::int64_t step = 0; step < outputs * outputs; ++step) {
      stage.playhead = {Side::convolution, Granularity::cell, step};
      Cell best{-1, -1};
      for (std::int64_t i = 0; i < 9; ++i) {
        const Cell cell{step / outputs + i / 3 - padding, step % outputs + i % 3 - padding};
        if (!lies_on(cell, input.rows(), input.columns())) continue;
        if (best.row < 0 || input(0, 0, cell.row, cell.column) > input(0, 0, best.row, best.column)) best = cell;
      }
      const Figure figure = stage.compose();
      EXPECT_EQ(fills_over(figure, {best.row + padding, best.column + padding}), std::vector<Color>{stage.look.coarse})
          << "padding " << padding << ", step " << step;
    }
  }
}

TEST(MaxPooling, DrawsTheWinnersConnectionStronger) {
  Stage stage("numerical_max_pooling");
  stage.scene.views = {"connections"};
  stage.playhead = {Side::convolution, Granularity::cell, 4};
  const Cell expected = winner(stage.evaluation->input(Side::convolution), {1, 1}, 9);
  double strongest = 0;
  Cell from;
  int as_strong = 0;
  testing::visit_items(stage.compose(), [&](const Item& item, const Affine&) {
    const auto* path = std::get_if<Path>(&item.shape);
    if (path == nullptr || item.tag.part != Part::connection || item.tag.coarse != Cell{1, 1}) return;
    if (path->stroke.width_pt > strongest) {
      as_strong = 0;
      strongest = path->stroke.width_pt;
      from = item.tag.cell;
    }
    as_strong += path->stroke.width_pt == strongest ? 1 : 0;
  });
  EXPECT_EQ(from, expected);
  EXPECT_EQ(as_strong, 1);
}

TEST(MaxPooling, AloneHasAWinner) {
  Stage stage("numerical_average_pooling");
  EXPECT_FALSE(maps_state(stage.inputs(), Side::convolution).largest);
  EXPECT_FALSE(highlights(stage.inputs())->front().largest);
}

}  // namespace
}  // namespace convoscope

// What stands out from a map's cells when a window enlarges it: seen from afar, and no cell hidden from near.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support.h"

namespace convoscope {
namespace {

using testing::layer;
using testing::Stage;
using testing::visit_items;

constexpr double most_share = 0.15;
constexpr double least_px = 1;
constexpr double most_far_px = 1.6;

double scale_of(const Affine& to) { return std::sqrt(std::abs(to.a * to.d - to.b * to.c)); }

bool is_focus(const Stroke& stroke, const Theme& look) {
  return stroke.width_pt > 0 && with_alpha(stroke.color, 1) == look.focus;
}

// The large maps' cells, pixels on screen, without what a tilt takes from them.
double largest_cell_px(const Figure& figure, double zoom) {
  double largest = 0;
  visit_items(figure, [&](const Item& item, const Affine& to) {
    const Grid* const grid = std::get_if<Grid>(&item.shape);
    if (grid == nullptr || std::min(grid->rows, grid->columns) < 100) return;
    largest = std::max(largest, grid->cell_rect(0, 0).width * std::max(std::hypot(to.a, to.b), scale_of(to)) * zoom);
  });
  return largest;
}

class Zoom : public ::testing::TestWithParam<View> {};

TEST_P(Zoom, KeepsFocusStrokesThinnerThanCellsAndInSight) {
  const AxisSpec axis{.input = 256, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  Scene scene = layer(Operation::transposed_convolution, axis, axis);
  scene.views = {GetParam()};
  Stage stage(scene);
  for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
    stage.playhead = {Side::transposed, granularity, 20007};
    stage.hover = {Side::transposed, Part::fine, 0, {100, 101}};
    for (const double zoom : {1.0, 3.0, 12.0, 50.0, 200.0}) {
      PictureInputs inputs = stage.inputs();
      inputs.zoom = zoom;
      const Figure figure = compose(inputs, {744, 679});
      const double cell_px = largest_cell_px(figure, zoom);
      ASSERT_GT(cell_px, 0);
      std::size_t strokes = 0;
      const auto expect_bounded = [&](const Stroke& stroke, double side_px, double to_px) {
        if (!is_focus(stroke, stage.look)) return;
        ++strokes;
        const double width_px = stroke.width_pt * to_px;
        EXPECT_GE(width_px, least_px * 0.55) << zoom;  // a connector is a thin ring's half
        EXPECT_LE(width_px, std::max(most_share * side_px, most_far_px)) << zoom;
      };
      visit_items(figure, [&](const Item& item, const Affine& to) {
        const double to_px = scale_of(to) * zoom;
        if (const auto* box = std::get_if<Box>(&item.shape)) {
          // A ring may be around something larger than a cell: a kernel's element.
          expect_bounded(box->stroke, std::max(cell_px, std::min(box->rect.width, box->rect.height) * to_px), to_px);
        } else if (const auto* path = std::get_if<Path>(&item.shape)) {
          expect_bounded(path->stroke, cell_px, to_px);
        }
      });
      EXPECT_GT(strokes, 0u);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(OfMaps, Zoom, ::testing::Values("maps", "stack", "crop", "overlap"),
                         [](const auto& instance) { return instance.param; });

// Rings just inside small cells once had negative sides.
TEST(ZoomedRings, AreAboutWhatTheyMark) {
  Stage stage(
      layer(Operation::transposed_convolution, {.input = 200, .kernel = 3, .stride = 2}, {.input = 200, .kernel = 3}));
  for (const char* const view : {"maps", "stack", "crop", "overlap"}) {
    stage.scene.views = {view};
    stage.playhead = {Side::transposed, Granularity::multiply, 5000};
    visit_items(stage.compose(), [&](const Item& item, const Affine&) {
      const Box* const box = std::get_if<Box>(&item.shape);
      if (box == nullptr) return;
      EXPECT_GT(box->rect.width, 0);
      EXPECT_GT(box->rect.height, 0);
    });
  }
}

TEST(ZoomedCells, GetTheirOutlinesWhereTheseAreSeen) {
  const AxisSpec axis{.input = 256, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  Scene scene = layer(Operation::transposed_convolution, axis, axis);
  scene.views = {"maps"};
  const Stage stage(scene);
  const auto outline_px = [&](double zoom) {
    PictureInputs inputs = stage.inputs();
    inputs.zoom = zoom;
    double width_px = -1;
    visit_items(compose(inputs, {744, 679}), [&](const Item& item, const Affine& to) {
      const Grid* const grid = std::get_if<Grid>(&item.shape);
      if (grid == nullptr || item.tag.part != Part::expanded) return;
      width_px = grid->styles[0].stroke.width_pt * scale_of(to) * zoom;
    });
    return width_px;
  };
  EXPECT_EQ(outline_px(1), 0);
  EXPECT_GT(outline_px(40), 0.1);
  EXPECT_LT(outline_px(40), 0.4);
  EXPECT_NEAR(outline_px(80), 1, 0.01);
  EXPECT_GT(outline_px(200), 1.2);
}

TEST(ZoomOne, IsWhatFilesHave) {
  const Stage stage("article");
  PictureInputs inputs = stage.inputs();
  const std::string file = dump(compose_view("crop", inputs));
  inputs.zoom = 40;
  EXPECT_EQ(dump(compose_view("crop", inputs)), file);
}

}  // namespace
}  // namespace convoscope

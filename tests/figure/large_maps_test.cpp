// Numbers of maps too large to show any as laid out: planned for a zoom, sized to fit their cells, hidden until then.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "document/number_text.h"
#include "figure/draw/map_arrays.h"
#include "figure/maps/maps_layout.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::find_grid;
using testing::layer;
using testing::Stage;

Stage large_stage(View view, std::int64_t side = 50) {
  const AxisSpec axis{.input = side, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  Scene scene = layer(Operation::transposed_convolution, axis, axis);
  scene.views = {view};
  return Stage(scene);
}

// A number wherever there is a value, too small to be drawn as laid out, and within its cell.
void expect_planned(const Grid& grid) {
  const testing::TestFontMetrics metrics;
  ASSERT_GT(grid.rows * grid.columns, 4096);
  for (std::int64_t i = 0; i < grid.rows * grid.columns; ++i) {
    const std::int64_t row = i / grid.columns, column = i % grid.columns;
    const std::string text = grid.text_of(row, column);
    if (text.empty()) continue;
    const TextStyle& style = grid.style_of(row, column).text;
    ASSERT_GT(style.size_pt, 0);
    ASSERT_LT(style.size_pt, smallest_legible_pt);
    ASSERT_LE(metrics.width(text, style), grid.cell_rect(row, column).width) << text;
  }
  EXPECT_FALSE(grid.text_of(0, 0).empty());
}

TEST(LargeMaps, PlanNumbersForAZoom) {
  for (const char* const view : {"maps", "stack", "crop", "overlap"}) {
    Stage stage = large_stage(view);
    stage.playhead = {Side::transposed, Granularity::cell, 99 * 99 - 1};
    const Figure figure = stage.compose();
    const Grid* output = find_grid(figure, {Side::transposed, Part::fine});
    ASSERT_NE(output, nullptr) << view;
    expect_planned(*output);
  }
}

TEST(LargeMaps, WriteNoTextInTheirCellsAsLaidOut) {
  // The running sum of the current cell is a number like the others: no text item of a hair's size.
  for (const char* const view : {"maps", "stack"}) {
    Stage stage = large_stage(view);
    stage.playhead = {Side::transposed, Granularity::multiply, 4001};
    testing::visit_items(stage.compose(), [](const Item& item, const Affine&) {
      const Text* const text = std::get_if<Text>(&item.shape);
      EXPECT_TRUE(text == nullptr || text->style.size_pt > smallest_legible_pt);
    });
  }
}

TEST(LargeMaps, PlanTheNumbersOfSmallerOnesWithoutRoomToo) {
  // Few enough cells for exact lengths, too many for the room.
  const Figure figure = large_stage("maps", 30).compose({320, 300});
  const Grid* grid = find_grid(figure, {Side::transposed, Part::fine});
  ASSERT_NE(grid, nullptr);
  EXPECT_LT(grid->styles[0].text.size_pt, smallest_legible_pt);
  EXPECT_GT(grid->styles[0].text.color.a, 0);
}

// How many characters; U+2212 and its like are one each.
std::size_t length_of(const std::string& text) {
  std::size_t length = 0;
  for (const char c : text) length += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return length;
}

TEST(LargeMaps, HaveANumberAtLeastAsLongAsTheirs) {
  constexpr std::size_t cells = 70 * 70;
  const auto longest_with = [](const std::vector<float>& some) {
    std::vector<float> values(cells, 0);
    std::ranges::copy(some, values.begin() + 7);
    return array_of(70, 70, std::move(values)).longest;
  };
  constexpr float infinity = std::numeric_limits<float>::infinity();
  for (const std::vector<float>& some : std::vector<std::vector<float>>{
           {},         {1},           {-1},       {9, 10},          {0.25F},           {-0.25F},
           {9.999F},   {99.996F, -3}, {1234567},  {-1234567, 0.5F}, {9999999},         {1e7F},
           {-1.25e7F}, {-3.4e38F},    {1e-38F},   {-1e-45F},        {0.004F},          {0.0049999F},
           {0.005F},   {-0.0050001F}, {16777216}, {infinity},       {-infinity, 2.5F}, {std::nanf("")}}) {
    const std::size_t room = length_of(longest_with(some));
    for (const float value : some) EXPECT_GE(room, length_of(number_text(value))) << value;
  }
  EXPECT_EQ(longest_with({}), "8");
  EXPECT_EQ(longest_with({120, 7}), "888");
  EXPECT_EQ(longest_with({-120, 7}), "−888");
  EXPECT_EQ(longest_with({120, 0.5F}), "888.88");
}

// At 512 cells a card once outgrew the canvas.
TEST(LargeMaps, KeepWithinTheirCard) {
  const Theme look = testing::theme();
  constexpr Size room{310, 420};
  for (std::int64_t side = 3; side <= 4099; side += side / 3) {
    const MapsExtents conv{{side + 2, side + 2, 18}, {side / 2, side / 2, 18}, {3, 3, 18}};
    const MapsExtents transposed{{side + 2, side + 2, 18}, {side, side, 18}, {3, 3, 18}};
    for (const MapsExtents& extents : {conv, transposed}) {
      const MapsLayout layout = lay_out_maps(extents, look.measures, room, 1);
      EXPECT_LE(layout.size.width, room.width + 0.1) << side;
      EXPECT_LE(layout.size.height, room.height + 0.1) << side;
      EXPECT_LE(layout.output.right(), room.width + 0.1) << side;
      EXPECT_GT(layout.expanded.width, 20) << side;
    }
  }
}

}  // namespace
}  // namespace convoscope

// All channels of a small layer in the maps view: each map is there with its own numbers, the chosen ones marked.
#include "figure/maps/channel_strip.h"

#include <gmock/gmock.h>

#include "fits.h"
#include "struck.h"

namespace convoscope {
namespace {

using namespace testing;

Stage three_to_two(Operation operation) {
  const AxisSpec axis{.input = operation == Operation::transposed_convolution ? 3 : 5,
                      .kernel = 3,
                      .stride = 2,
                      .pad_begin = 1,
                      .pad_end = 1};
  Scene scene = layer(operation, axis, axis);
  scene.spec.in_channels = 3;
  scene.spec.out_channels = is_pooling(scene.spec) ? 3 : 2;
  scene.views = {"maps"};
  return Stage(scene);
}

/// Every grid of the picture by its channel, with the value of each cell of the map itself.
struct Shown {
  int grids = 0;
  double least_text_pt = 1000;
};
Shown shown(const Figure& figure, const Tag& tag, const Tensor& map) {
  Shown found;
  visit_items(figure, [&](const Item& item, const Affine& to) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid == nullptr || item.tag.side != tag.side || item.tag.channel != tag.channel) return;
    if (item.tag.part != tag.part && item.tag.part != Part::expanded) return;
    bool has_cells = false;
    for (std::int64_t row = 0; row < grid->rows; ++row) {
      for (std::int64_t column = 0; column < grid->columns; ++column) {
        const Tag cell = grid->tag_of(item.tag, row, column);
        if (cell.part != tag.part) continue;
        const auto index = static_cast<std::size_t>(row * grid->columns + column);
        EXPECT_EQ(grid->values->at(index), map(0, tag.channel, cell.cell.row, cell.cell.column)) << to_string(cell);
        found.least_text_pt = std::min(found.least_text_pt, grid->style_of(row, column).text.size_pt * to.a);
        has_cells = true;
      }
    }
    if (has_cells) ++found.grids;
  });
  return found;
}

TEST(ChannelStrip, ShowsEveryChannelWithItsNumbers) {
  for (const Operation operation : {Operation::convolution, Operation::transposed_convolution, Operation::max_pooling,
                                    Operation::average_pooling}) {
    Stage stage = three_to_two(operation);
    SCOPED_TRACE(static_cast<int>(operation));
    const Side side = operation == Operation::transposed_convolution ? Side::transposed : Side::convolution;
    stage.scene.shows_convolution = side == Side::convolution;
    stage.scene.shows_transposed = side == Side::transposed;
    stage.playhead = {side, Granularity::cell, 1000};
    for (const Figure& figure : {compose_view("maps", stage.inputs()), stage.compose({560, 500})}) {
      const Tensor& input = stage.evaluation->input(side);
      for (std::int64_t channel = 0; channel < input.channels(); ++channel) {
        const Shown maps = shown(figure, {side, input_part(side), channel}, input);
        EXPECT_EQ(maps.grids, channel == maps_state(stage.inputs(), side).input_channel ? 2 : 1);
        EXPECT_GE(maps.least_text_pt, 6.4);
      }
      const Tensor& output = stage.evaluation->output(side);
      for (std::int64_t channel = 0; channel < output.channels(); ++channel) {
        const Shown maps = shown(figure, {side, output_part(side), channel}, output);
        EXPECT_EQ(maps.grids, channel == output.channels() - 1 ? 2 : 1);  // the playhead is in the last one
      }
      EXPECT_THAT(faults_of(figure), ::testing::IsEmpty());
      EXPECT_THAT(testing::Struck(figure, stage.metrics).found(), ::testing::IsEmpty());
    }
  }
}

TEST(ChannelStrip, StandsInWhatRoomThereIs) {
  for (const Operation operation :
       {Operation::convolution, Operation::transposed_convolution, Operation::max_pooling}) {
    Stage stage = three_to_two(operation);
    expect_fits_everywhere(stage, "maps");
  }
  const AxisSpec flat;
  const AxisSpec wide{.input = 16, .kernel = 3, .pad_begin = 1, .pad_end = 1};
  Scene scene = layer(Operation::convolution, flat, wide);
  scene.spec.in_channels = 3;
  scene.spec.out_channels = 2;
  Stage stage(scene);
  expect_fits_everywhere(stage, "maps");
}

TEST(ChannelStrip, IsNotThereForOneChannelOrTooMany) {
  const AxisSpec axis{.input = 5, .kernel = 3};
  Scene scene = layer(Operation::convolution, axis, axis);
  for (const auto& [in, out] : {std::pair{1, 1}, {5, 1}, {1, 64}}) {
    scene.spec.in_channels = in;
    scene.spec.out_channels = out;
    const Stage stage(scene);
    EXPECT_TRUE(lay_out_channels(stage.inputs(), Side::convolution, 400, 150).maps.empty());
    EXPECT_EQ(channels_width(stage.inputs(), Side::convolution), 0);
  }
}

}  // namespace
}  // namespace convoscope

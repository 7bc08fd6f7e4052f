// Receptive fields against the sets of cells that single cells depend on, followed layer by layer.
#include "core/receptive_field.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace convoscope {
namespace {

struct Layer {
  AxisSpec axis;
  bool is_transposed = false;
};

/// Cells of the layer's input that its cells read, on maps without end.
std::set<std::int64_t> read_by(const Layer& layer, const std::set<std::int64_t>& cells) {
  std::set<std::int64_t> read;
  const AxisSpec& axis = layer.axis;
  for (const std::int64_t cell : cells)
    for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
      if (!layer.is_transposed) {
        read.insert(cell * axis.stride + tap * axis.dilation - axis.pad_begin);
        continue;
      }
      // Every coarse cell near enough, tried one by one.
      for (std::int64_t coarse = -200; coarse <= 200; ++coarse)
        if (coarse * axis.stride + tap * axis.dilation - axis.pad_begin == cell) read.insert(coarse);
    }
  return read;
}

std::int64_t largest_extent(const std::vector<Layer>& layers) {
  std::int64_t largest = 0;
  for (std::int64_t cell = 0; cell < 64; ++cell) {
    std::set<std::int64_t> cells{cell};
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) cells = read_by(*layer, cells);
    if (!cells.empty()) largest = std::max(largest, *cells.rbegin() - *cells.begin() + 1);
  }
  return largest;
}

std::int64_t extent_of(const std::vector<Layer>& layers) {
  ReceptiveField field;
  for (const Layer& layer : layers) field = *field.after(layer.axis, layer.is_transposed);
  return field.extent();
}

TEST(ReceptiveField, IsWhatSingleCellsDependOn) {
  std::mt19937 random(1);
  const auto from = [&](std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random);
  };
  for (int model = 0; model < 300; ++model) {
    std::vector<Layer> layers(static_cast<std::size_t>(from(1, 4)));
    for (Layer& layer : layers) {
      layer.axis = {.kernel = from(1, 4), .stride = from(1, 3), .dilation = from(1, 2), .pad_begin = from(0, 2)};
      layer.is_transposed = from(0, 2) == 0;
    }
    EXPECT_EQ(extent_of(layers), largest_extent(layers)) << model;
  }
}

// r = 1 + sum (K - 1) · strides before. ResNet's stem and its first blocks: 7, 11, 19, 27, 35, 43; VGG's 16 layers end at 212.
TEST(ReceptiveField, OfKnownModels) {
  const Layer conv{{.kernel = 3, .pad_begin = 1}};
  const Layer stem{{.kernel = 7, .stride = 2, .pad_begin = 3}};
  const Layer pool{{.kernel = 3, .stride = 2, .pad_begin = 1}};
  EXPECT_EQ(extent_of({stem}), 7);
  EXPECT_EQ(extent_of({stem, pool}), 11);
  EXPECT_EQ(extent_of({stem, pool, conv, conv, conv, conv}), 43);
  const Layer halve{{.kernel = 2, .stride = 2}};
  std::vector<Layer> vgg;
  for (const int count : {2, 2, 3, 3, 3}) {
    for (int i = 0; i < count; ++i) vgg.push_back(conv);
    vgg.push_back(halve);
  }
  EXPECT_EQ(extent_of(vgg), 212);
  // Up again by the same stride: each cell reads one.
  EXPECT_EQ(extent_of({halve, {{.kernel = 2, .stride = 2}, true}}), 2);
}

// A residual block sees what either way sees; a skip of another scale fits no map.
TEST(ReceptiveField, JoinsTwoWays) {
  const AxisSpec conv{.kernel = 3, .pad_begin = 1};
  const AxisSpec far{.kernel = 3, .dilation = 4, .pad_begin = 2};
  const ReceptiveField one = *ReceptiveField().after(conv, false);
  const ReceptiveField other = *ReceptiveField().after(far, false);
  EXPECT_EQ(one.joined(other)->extent(), 9);  // from 2 before to 6 after
  const ReceptiveField half = *ReceptiveField().after({.kernel = 2, .stride = 2}, false);
  EXPECT_FALSE(one.joined(half));
  EXPECT_EQ(one.joined(*half.after({.kernel = 2, .stride = 2}, true))->extent(), 3);
}

TEST(ReceptiveField, IsBounded) {
  EXPECT_FALSE(ReceptiveField().after({.kernel = max_cells}, true));
  EXPECT_EQ(ReceptiveField().after({.kernel = max_cells}, false)->extent(), max_cells);
  std::optional<ReceptiveField> field = ReceptiveField();
  for (int i = 0; i < 100 && field; ++i) field = field->after({.kernel = 2, .stride = 1000}, false);
  EXPECT_FALSE(field);
}

}  // namespace
}  // namespace convoscope

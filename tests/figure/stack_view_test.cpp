// The stack as a whole: conv_arithmetic's windows in its order, tags under the pointer, channels, what is done, nothing cut off.
#include <gtest/gtest.h>

#include <map>

#include <fmt/format.h>

#include "core/geometry.h"
#include "figure/draw/contrast.h"
#include "figure/draw/map_arrays.h"
#include "figure/draw/theme_names.h"
#include "figure/stack/camera.h"
#include "figure/stack/stack_scene.h"
#include "stack_support.h"

namespace convoscope {
namespace {

using namespace testing;

Side shown_side(const Scene& scene) { return scene.shows_transposed ? Side::transposed : Side::convolution; }

std::vector<std::string_view> conv_arithmetic_presets() {
  std::vector<std::string_view> names;
  for (const Preset& preset : presets()) {
    if (preset.name != "article") names.push_back(preset.name);
  }
  return names;
}

// A ring is drawn twice, first wider in the card's colour: whatever cells it passes, it has that beside it.
TEST(StackView, RingsOfTiltedCellsStandOutByAHalo) {
  for (const std::string_view name : theme_names) {
    Stage stage("numerical_padding_strides");
    stage.look = testing::theme(std::string(name));
    stage.playhead.granularity = Granularity::multiply;
    stage.playhead.step = 20;
    EXPECT_GE(contrast(stage.look.focus, stage.look.card), 3) << name;
    const Path* before = nullptr;
    int rings = 0;
    visit_items(compose_view("stack", stage.inputs()), [&](const Item& item, const Affine&) {
      const auto* path = std::get_if<Path>(&item.shape);
      const bool is_ring = path != nullptr && path->stroke.color == stage.look.focus && path->segments.size() == 5;
      if (is_ring) {
        ++rings;
        ASSERT_NE(before, nullptr) << name;
        EXPECT_EQ(before->stroke.color, stage.look.card) << name;
        EXPECT_GT(before->stroke.width_pt, path->stroke.width_pt) << name;
        EXPECT_EQ(before->segments.size(), path->segments.size());
        for (std::size_t i = 0; i < path->segments.size(); ++i) EXPECT_EQ(before->segments[i].p, path->segments[i].p);
      }
      before = path;
    });
    EXPECT_EQ(rings, 3) << name;  // the window, the factor of the moment, the output
  }
}

// Frame by frame the window of conv_arithmetic's figures: on the padded input it stands at stride * (row, column); on the zero-inserted
// one of a transposed convolution it moves by one cell. Frames go through the output left to right from the top.
TEST(StackView, WindowsStandWhereConvArithmeticDrawsThem) {
  ASSERT_EQ(conv_arithmetic_presets().size(), 19u);
  for (const std::string_view name : conv_arithmetic_presets()) {
    SCOPED_TRACE(name);
    Stage stage(name);
    const Side side = shown_side(stage.scene);
    const AxisSpec& axis = stage.scene.spec.axes[height];
    const std::int64_t stride = side == Side::transposed ? 1 : axis.stride;
    const std::int64_t reach = axis.dilation * (axis.kernel - 1);
    const Tensor& output = stage.evaluation->output(side);
    for (std::int64_t step = 0; step < output.rows() * output.columns(); ++step) {
      stage.playhead.step = step;
      const StackScene scene = stack_scene(stage.inputs(), side);
      const Cell cell{step / output.columns(), step % output.columns()};
      EXPECT_EQ(scene.state.step.focus, cell);
      ASSERT_EQ(scene.state.windows.size(), 1u);
      EXPECT_EQ(scene.state.windows[0].first, (Cell{stride * cell.row, stride * cell.column}));
      EXPECT_EQ(scene.state.windows[0].last, (Cell{stride * cell.row + reach, stride * cell.column + reach}));
      EXPECT_EQ(scene.state.done_cells(0), step + 1);
    }
  }
}

TEST(StackView, NothingMovesAsTheStepGetsMoreDigits) {
  Stage stage("article");
  stage.scene.views = {"stack"};
  for (AxisSpec& axis : stage.scene.spec.axes) axis.input = 4096;
  Stage large(stage.scene);
  large.playhead = stage.playhead;
  const auto places = [&](std::int64_t step) {
    large.playhead.step = step;
    std::vector<Point> found;
    const Figure figure = large.compose();  // which the visit refers to
    visit_items(figure, [&](const Item& item, const Affine& transform) {
      const auto* text = std::get_if<Text>(&item.shape);
      if (text != nullptr && text->text.starts_with("slides with")) found.push_back(transform(text->position));
    });
    return found;
  };
  const std::vector<Point> first = places(0);
  EXPECT_EQ(first.size(), 2u);
  EXPECT_EQ(places(std::int64_t{4096} * 4096 - 1), first);
}

// Where padding repeats cells, their sums are folded: each of a cell's places has a window of its own, and no window frames a cell
// that is not read.
TEST(StackView, WindowsOfAFoldedLayerFrameWhatCounts) {
  for (const PaddingMode mode : {PaddingMode::circular, PaddingMode::reflect, PaddingMode::replicate}) {
    Scene scene = layer(Operation::convolution, {4, 3, 1, 1, 1, 1}, {4, 3, 1, 1, 1, 1});
    scene.spec.padding_mode = mode;
    Stage stage(scene);
    std::size_t most = 0;
    for (std::int64_t step = 0; step < 16; ++step) {
      stage.playhead = {Side::transposed, Granularity::cell, step};
      const MapsState state = maps_state(stage.inputs(), Side::transposed);
      EXPECT_EQ(state.windows.size() * 9, state.window.size());
      most = std::max(most, state.windows.size());
      for (const CellRange& window : state.windows) {
        for (std::int64_t row = window.first.row; row <= window.last.row; ++row) {
          for (std::int64_t column = window.first.column; column <= window.last.column; ++column) {
            EXPECT_TRUE(std::ranges::any_of(state.window, [&](const Product& p) {
              return p.expanded == Cell{row, column};
            }));
          }
        }
        EXPECT_EQ(window.last.row - window.first.row, 2);
        EXPECT_EQ(window.last.column - window.first.column, 2);
      }
    }
    EXPECT_EQ(most, 4u);
  }
}

// Cells of the topmost plane are found where they are drawn; what a nearer plane does not cover is found below it too.
// Two stacks beside each other can be compared.
TEST(StackView, BothOperationsHaveOneScale) {
  for (const std::int64_t input : {3, 5, 8, 20}) {
    const AxisSpec axis{.input = input, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
    Stage stage(testing::layer(Operation::convolution, axis, axis));
    for (const std::vector<View>& views :
         {std::vector<View>{"stack"}, std::vector<View>{"maps", "connections", "stack"}}) {
      stage.scene.views = views;
      for (const Figure& figure : {stage.compose({744, 679}), stage.compose({1500, 900}), stage.compose({}),
                                   compose_view("stack", stage.inputs())}) {
        std::map<Side, double> scale;
        testing::visit_items(figure, [&](const Item& item, const Affine& to) {
          const auto* grid = std::get_if<Grid>(&item.shape);
          if (grid == nullptr || item.tag.part != Part::expanded || to.b == 0) return;
          scale[item.tag.side] = (grid->rect.width + grid->gap_pt) / static_cast<double>(grid->columns) * to.a;
        });
        ASSERT_EQ(scale.size(), 2u);
        EXPECT_NEAR(scale[Side::convolution], scale[Side::transposed], 1e-3) << input;
      }
    }
  }
}

TEST(StackView, PointerFindsEveryCell) {
  for (const CameraPreset& preset : camera_presets()) {
    SCOPED_TRACE(preset.name);
    Stage stage("padding_strides_odd_transposed");
    stage.playhead.step = 7;
    stage.scene.camera = preset.camera;
    const Figure figure = stack_alone(stage.inputs(), Side::transposed);
    int grids = 0;
    visit_items(figure, [&](const Item& item, const Affine& transform) {
      const auto* grid = std::get_if<Grid>(&item.shape);
      if (grid == nullptr || !item.tag) return;
      ++grids;
      for (std::int64_t row = 0; row < grid->rows; ++row) {
        for (std::int64_t column = 0; column < grid->columns; ++column) {
          const Point at = transform(grid->cell_rect(row, column).center());
          EXPECT_EQ(to_string(hit_test(figure, at)), to_string(grid->tag_of(item.tag, row, column)));
        }
      }
    });
    EXPECT_EQ(grids, 2);
  }
}

TEST(StackView, TagsNameRealCells) {
  Stage stage("padding_strides_odd_transposed");
  const Figure figure = stack_alone(stage.inputs(), Side::transposed);
  const Grid* input = find_grid(figure, {Side::transposed, Part::expanded});
  ASSERT_NE(input, nullptr);
  const Tag tag{Side::transposed, Part::expanded};
  EXPECT_EQ(to_string(input->tag_of(tag, 1, 1)), "transposed.input[0,0]");
  EXPECT_EQ(to_string(input->tag_of(tag, 5, 3)), "transposed.input[2,1]");
  EXPECT_EQ(to_string(input->tag_of(tag, 1, 2)), "transposed.expanded[1,2]");
  EXPECT_EQ(to_string(input->tag_of(tag, 7, 7)), "transposed.expanded[7,7]");
}

std::string text_in(const Figure& figure, const Tag& tag, std::int64_t row, std::int64_t column) {
  const Grid* grid = find_grid(figure, tag);
  return grid == nullptr ? "no grid" : grid->text_of(row, column);
}

TEST(StackView, CellsToComeBearNoNumbers) {
  Stage stage("padding_strides_transposed");
  stage.playhead.step = 12;
  const Figure figure = stack_alone(stage.inputs(), Side::transposed);
  const Tag output{Side::transposed, Part::fine};
  EXPECT_EQ(text_in(figure, output, 2, 2), "25");
  EXPECT_EQ(text_in(figure, output, 2, 3), "");
}

TEST(StackView, SumGrowsInThePlane) {
  Stage stage("padding_strides_transposed");
  stage.playhead.granularity = Granularity::multiply;
  stage.playhead.step = 9 * 12 + 4;  // the centre of the map's middle cell: 5 * 5
  const std::vector<std::string> texts = texts_of(stack_alone(stage.inputs(), Side::transposed));
  EXPECT_NE(std::ranges::find(texts, "5 · 5 = 25, sum so far 25"), texts.end());
  EXPECT_NE(std::ranges::find(texts, "25"), texts.end());
}

TEST(StackView, SaysRolesAndSizes) {
  Stage stage("padding_strides_transposed");
  stage.playhead.step = 12;
  const std::vector<std::string> texts = texts_of(stack_alone(stage.inputs(), Side::transposed));
  for (const char* words : {"Output 5×5", "step 13 of 25", "Input 3×3", "zeros between: 1 · border: 1",
                            "Kernel 3×3, flipped", "slides with stride 1"}) {
    EXPECT_NE(std::ranges::find(texts, words), texts.end()) << words;
  }
}

TEST(StackView, SaysUnevenBordersSideBySide) {
  Stage stage("padding_strides_odd_transposed");
  const std::vector<std::string> texts = texts_of(stack_alone(stage.inputs(), Side::transposed));
  EXPECT_NE(std::ranges::find(texts, "zeros between: 1 · border: ↑1 ←1 ↓2 →2"), texts.end());
}

Scene channels(std::int64_t in, std::int64_t out, std::int64_t groups) {
  Scene scene = layer(Operation::convolution, {4, 3, 1, 1, 1, 1}, {4, 3, 1, 1, 1, 1});
  scene.spec.in_channels = in;
  scene.spec.out_channels = out;
  scene.spec.groups = groups;
  return scene;
}

TEST(StackView, ShowsAPageOfChannels) {
  Stage stage(channels(4, 8, 2));
  stage.playhead = {Side::convolution, Granularity::cell, 16 * 5 + 3};  // the sixth output channel: the second group
  const StackScene scene = stack_scene(stage.inputs(), Side::convolution);
  EXPECT_EQ(scene.state.output_channel, 5);
  EXPECT_EQ(scene.first_connected, 2);
  EXPECT_EQ(scene.last_connected, 3);
  const Figure figure = stack_alone(stage.inputs(), Side::convolution);
  const std::vector<std::string> texts = texts_of(figure);
  for (const char* words : {"Output 4×4, 8 channels", "Input 4×4, 4 channels", "channel 6", "… 4 more"}) {
    EXPECT_NE(std::ranges::find(texts, words), texts.end()) << words;
  }
  EXPECT_EQ(find_grid(figure, {Side::convolution, Part::coarse, 0}), nullptr);
  const Grid* done = find_grid(figure, {Side::convolution, Part::coarse, 4});
  const Grid* current = find_grid(figure, {Side::convolution, Part::coarse, 5});
  ASSERT_TRUE(done != nullptr && current != nullptr);
  EXPECT_EQ(done->pending_from, -1);
  EXPECT_EQ(current->pending_from, 4);
}

TEST(StackView, PinnedChannelHidesNoProgress) {
  Stage stage(channels(1, 3, 1));
  stage.playhead = {Side::convolution, Granularity::cell, 16 + 5};
  stage.pin = {Side::convolution, Part::coarse, 2, {1, 1}};
  const StackScene scene = stack_scene(stage.inputs(), Side::convolution);
  EXPECT_EQ(scene.state.done_cells(0), 16);
  EXPECT_EQ(scene.state.done_cells(1), 6);
  EXPECT_EQ(scene.state.done_cells(2), 0);
}

// Which plane is painted over which, by the order of the groups' grids.
std::vector<std::string> painting_order(const Figure& figure) {
  std::vector<std::string> order;
  visit_items(figure, [&](const Item& item, const Affine&) {
    if (std::holds_alternative<Grid>(item.shape) && item.tag) order.push_back(to_string(item.tag));
  });
  return order;
}

TEST(StackView, NearPlanesArePaintedLast) {
  Stage stage(channels(2, 1, 1));
  stage.playhead.side = Side::convolution;
  EXPECT_EQ(painting_order(stack_alone(stage.inputs(), Side::convolution)),
            (std::vector<std::string>{"convolution.expanded", "convolution.expanded[1:]", "convolution.output"}));
  stage.scene.camera.elevation_deg = -30;
  EXPECT_EQ(painting_order(stack_alone(stage.inputs(), Side::convolution)),
            (std::vector<std::string>{"convolution.output", "convolution.expanded[1:]", "convolution.expanded"}));
}

TEST(StackView, StaysInsideItsSize) {
  for (const CameraPreset& preset : camera_presets()) {
    for (const std::string_view name : conv_arithmetic_presets()) {
      SCOPED_TRACE(fmt::format("{} {}", name, preset.name));
      Stage stage(name);
      stage.scene.camera = preset.camera;
      expect_inside(stack_alone(stage.inputs(), shown_side(stage.scene)));
      expect_inside(stack_alone(stage.inputs(), shown_side(stage.scene), {310, 300}));
    }
  }
}

TEST(StackView, HasTheColoursOfTheMapsInEveryTheme) {
  for (const std::string_view name : theme_names) {
    Stage stage("padding_strides_odd_transposed");
    stage.look = testing::theme(std::string(name));
    const Figure maps = compose_view("maps", stage.inputs());
    const Figure stack = compose_view("stack", stage.inputs());
    const auto fill = [](const Figure& figure, Part part, std::size_t style) {
      return testing::find_grid(figure, {Side::transposed, part})->styles.at(style).fill.color;
    };
    const auto input = static_cast<std::size_t>(ExpandedClass::input);
    EXPECT_EQ(fill(stack, Part::expanded, input), fill(maps, Part::expanded, input)) << name;
    EXPECT_EQ(fill(stack, Part::fine, 0), fill(maps, Part::fine, 0)) << name;
  }
}

TEST(StackView, PinnedInputShowsWhereItGoes) {
  Stage stage("padding_strides_transposed");
  stage.pin = {Side::transposed, Part::coarse, 0, {1, 1}};
  const StackScene scene = stack_scene(stage.inputs(), Side::transposed);
  EXPECT_TRUE(scene.state.windows.empty());
  const StackLayout layout = [&] {
    StackExtents e;
    e.input_rows = e.input_columns = 7;
    e.output_rows = e.output_columns = 5;
    return lay_out_stack(e, project({}), {800, 700}, 46, 52);
  }();
  const std::vector<Beam> beams = beams_of(scene, layout);
  ASSERT_EQ(beams.size(), 1u);
  const Beam& beam = beams[0];
  EXPECT_EQ(beam.edge(0, 0, 1e9).front(), quad_of(layout.inputs[0], one_cell({3, 3}), layout.cell_pt)[0]);
  EXPECT_EQ(beam.edge(2, 0, 1e9).back(), quad_of(layout.outputs[0], {{1, 1}, {3, 3}}, layout.cell_pt)[2]);
}

TEST(StackView, OneDimensionalLayersSpeakOfOneAxis) {
  Stage stage(layer(Operation::convolution, {1, 1}, {9, 3, 2, 1, 1, 1}));
  const std::vector<std::string> texts = texts_of(stack_alone(stage.inputs(), Side::convolution));
  for (const char* words : {"padding: 1", "slides with stride 2"}) {
    EXPECT_NE(std::ranges::find(texts, words), texts.end()) << words;
  }
}

TEST(StackView, LargeMapsAreOneGridEach) {
  Scene scene = layer(Operation::convolution, {512, 9, 1, 1, 4, 4}, {512, 9, 1, 1, 4, 4});
  Stage stage(scene);
  stage.playhead = {Side::convolution, Granularity::cell, 131328};
  const Figure figure = stack_alone(stage.inputs(), Side::convolution);
  EXPECT_LT(figure.items.size(), 60u);
  expect_inside(figure);
}

TEST(StackView, ThreeChannelsByMultiplication) {
  Stage stage(channels(3, 2, 1));
  stage.playhead = {Side::convolution, Granularity::multiply, 27 * 6 + 13};
  expect_golden("stack_channels", dump(stack_alone(stage.inputs(), Side::convolution)));
}

}  // namespace
}  // namespace convoscope

// The numbers and classes of the maps' grids, against the core's results and connections.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "document/number_text.h"
#include "every_view.h"
#include "faint.h"
#include "figure/draw/map_arrays.h"
#include "figure/draw/words.h"
#include "figure/stack/stack_words.h"
#include "figure/state/maps_state.h"
#include "struck.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::find_grid;
using testing::layer;
using testing::Stage;

Part output_of(Side side) { return side == Side::transposed ? Part::fine : Part::coarse; }

std::vector<std::string> row_texts(const Grid& grid) {
  std::vector<std::string> texts;
  for (std::int64_t i = 0; i < grid.rows * grid.columns; ++i) {
    texts.push_back(grid.text_of(i / grid.columns, i % grid.columns));
  }
  return texts;
}

TEST(MapsView, ShowsTheArticlesNumbers) {
  Stage stage("article");
  stage.playhead = {Side::transposed, Granularity::cell, 8};
  const Figure figure = stage.compose();
  const auto texts = [&](Tag tag) { return row_texts(*find_grid(figure, tag)); };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts({Side::convolution, Part::coarse}), (Texts{"94", "106", "106", "94"}));
  EXPECT_EQ(texts({Side::transposed, Part::fine}), (Texts{"5", "14", "10", "14", "36", "24", "15", "34", "20"}));
  EXPECT_EQ(texts({Side::convolution, Part::kernel}), (Texts{"1", "2", "3", "4", "5", "6", "7", "8", "9"}));
  EXPECT_EQ(texts({Side::transposed, Part::kernel}), (Texts{"9", "8", "7", "6", "5", "4", "3", "2", "1"}));
  EXPECT_EQ(texts({Side::transposed, Part::expanded}),
            (Texts{"0", "0", "0", "0", "0", "0", "1", "0", "2", "0", "0", "0", "0",
                   "0", "0", "0", "3", "0", "4", "0", "0", "0", "0", "0", "0"}));
}

TEST(MapsView, TellsPaddingFromInsertedZerosByPatternToo) {
  const Figure figure = Stage("article").compose();
  const Grid* grid = find_grid(figure, {Side::transposed, Part::expanded});
  ASSERT_NE(grid, nullptr);
  const CellStyle& padding = grid->style_of(0, 0);
  const CellStyle& inserted = grid->style_of(1, 2);
  const CellStyle& input = grid->style_of(1, 1);
  EXPECT_EQ(padding.stroke.dash, Dash::dashed);
  EXPECT_EQ(padding.fill.hatch.a, 0);
  EXPECT_EQ(inserted.stroke.dash, Dash::solid);
  EXPECT_NE(inserted.fill.hatch.a, 0);
  EXPECT_EQ(input.fill.color, testing::theme().coarse);
}

TEST(MapsView, DoneCellsHaveNumbersAndLaterOnesNone) {
  Stage stage("article");
  for (std::int64_t step = 0; step < 9; ++step) {
    stage.playhead = {Side::transposed, Granularity::cell, step};
    const Figure figure = stage.compose();
    const Grid* grid = find_grid(figure, {Side::transposed, Part::fine});
    const Tensor& output = stage.evaluation->output(Side::transposed);
    for (std::int64_t i = 0; i < 9; ++i) {
      EXPECT_EQ(grid->text_of(i / 3, i % 3), i <= step ? number_text(output(0, 0, i / 3, i % 3)) : "");
    }
  }
}

TEST(MapsView, ShowsTheRunningSumOfEachMultiplication) {
  Stage stage("article");
  const Trace trace = stage.evaluation->trace(Side::transposed, Granularity::multiply);
  ASSERT_EQ(trace.size(), 81);
  for (std::int64_t step = 0; step < trace.size(); ++step) {
    stage.playhead = {Side::transposed, Granularity::multiply, step};
    const Step now = trace.at(step);
    // By hand: the products up to the current one.
    double sum = 0;
    for (std::int64_t i = 0; i <= now.current; ++i) sum += now.products[static_cast<std::size_t>(i)].product();
    const MapsState state = maps_state(stage.inputs(), Side::transposed);
    EXPECT_EQ(state.step.sum, sum);
    EXPECT_EQ(state.done(), step / 9 + (step % 9 == 8 ? 1 : 0));
    const Figure figure = stage.compose();
    const std::vector<std::string> texts = testing::texts_of(figure);
    const Grid* grid = find_grid(figure, {Side::transposed, Part::fine});
    const std::string in_grid = grid->text_of(now.focus.row, now.focus.column);
    if (step % 9 == 8) {
      EXPECT_EQ(in_grid, number_text(sum));
    } else {
      EXPECT_EQ(in_grid, "");
      EXPECT_NE(std::ranges::find(texts, number_text(sum)), texts.end());
    }
  }
}

// The window's overlay: the untagged grid with the window's cells, between the expanded map and its outline.
std::set<Cell> window_cells(const Figure& figure, const Grid& expanded) {
  std::set<Cell> cells;
  testing::visit_items(figure, [&](const Item& item, const Affine&) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid == nullptr || item.tag || !expanded.rect.contains(grid->rect.center())) return;
    for (std::int64_t row = 0; row < grid->rows; ++row) {
      for (std::int64_t column = 0; column < grid->columns; ++column) {
        if (grid->style_of(row, column).fill.color.a == 0) continue;
        const auto cell = expanded.cell_at(grid->cell_rect(row, column).center());
        EXPECT_TRUE(cell);
        if (cell) {
          EXPECT_EQ(grid->text_of(row, column), expanded.text_of(cell->row, cell->column));
          cells.insert(*cell);
        }
      }
    }
  });
  return cells;
}

AxisSpec any_maps_axis() {
  AxisSpec a;
  a.input = *rc::gen::inRange<std::int64_t>(1, 7);
  a.kernel = *rc::gen::inRange<std::int64_t>(1, 4);
  a.stride = *rc::gen::inRange<std::int64_t>(1, 4);
  a.dilation = *rc::gen::inRange<std::int64_t>(1, 3);
  a.pad_begin = *rc::gen::inRange<std::int64_t>(0, 4);
  a.pad_end = *rc::gen::inRange<std::int64_t>(0, 4);
  return a;
}

RC_GTEST_PROP(MapsView, WindowHoldsExactlyTheConnectedInputsAndZeros, ()) {
  const auto operation = *rc::gen::element(Operation::convolution, Operation::transposed_convolution);
  Scene scene = layer(operation, any_maps_axis(), any_maps_axis());
  RC_PRE(validate(scene.spec).empty());
  scene.views = {"maps"};
  Stage stage(scene);
  for (const Side side : {Side::convolution, Side::transposed}) {
    if (!(side == Side::transposed ? stage.evaluation->transposed : stage.evaluation->convolution)) continue;
    stage.scene.shows_convolution = side == Side::convolution;
    stage.scene.shows_transposed = side == Side::transposed;
    const Tensor& output = stage.evaluation->output(side);
    const std::int64_t step = *rc::gen::inRange<std::int64_t>(0, output.size());
    stage.playhead = {side, Granularity::cell, step};
    const Cell focus{step / output.columns(), step % output.columns()};
    const Figure figure = stage.compose({1400, 1400});
    const Tag expanded_tag{side, Part::expanded};
    const Grid* expanded = find_grid(figure, expanded_tag);
    std::set<Cell> inputs;
    std::size_t zeros = 0;
    for (const Cell cell : window_cells(figure, *expanded)) {
      const Tag name = expanded->tag_of(expanded_tag, cell.row, cell.column);
      if (name.part == Part::expanded) {
        ++zeros;
        RC_ASSERT(expanded->text_of(cell.row, cell.column) == "0" || expanded->text_of(cell.row, cell.column).empty());
      } else {
        inputs.insert(name.cell);
      }
    }
    std::set<Cell> connected;
    const Relation& relation = stage.evaluation->relation;
    for (const Tap& tap : side == Side::transposed ? taps_of_fine(relation, focus) : taps_of_coarse(relation, focus)) {
      connected.insert(side == Side::transposed ? tap.coarse : tap.fine);
    }
    RC_ASSERT(inputs == connected);
    const auto& axes = relation.axes;
    RC_ASSERT(inputs.size() + zeros == static_cast<std::size_t>(axes[height].kernel * axes[width].kernel));
  }
}

RC_GTEST_PROP(MapsView, OutputGridHoldsTheCoresResult, ()) {
  Scene scene = layer(*rc::gen::element(Operation::convolution, Operation::transposed_convolution), any_maps_axis(),
                      any_maps_axis());
  scene.spec.in_channels = *rc::gen::inRange<std::int64_t>(1, 4);
  scene.spec.out_channels = *rc::gen::inRange<std::int64_t>(1, 4);
  RC_PRE(validate(scene.spec).empty());
  scene.views = {"maps"};
  Stage stage(scene);
  for (const Side side : {Side::convolution, Side::transposed}) {
    if (!(side == Side::transposed ? stage.evaluation->transposed : stage.evaluation->convolution)) continue;
    const Spec& spec = stage.evaluation->spec(side);
    const Tensor output = apply(spec, stage.evaluation->input(side), *stage.evaluation->weight);
    stage.playhead = {side, Granularity::cell, output.size() - 1};
    const Figure figure = stage.compose({1400, 1400});
    const std::int64_t last = spec.out_channels - 1;
    const Grid* grid = find_grid(figure, {side, output_of(side), last});
    RC_ASSERT(grid != nullptr);
    for (std::int64_t row = 0; row < output.rows(); ++row) {
      for (std::int64_t column = 0; column < output.columns(); ++column) {
        RC_ASSERT(grid->values->at(static_cast<std::size_t>(row * output.columns() + column)) ==
                  output(0, last, row, column));
      }
    }
  }
}

TEST(MapsView, CopiesTheBorderThatThePaddingModeGives) {
  AxisSpec axis;
  axis.input = 4;
  axis.kernel = 3;
  axis.pad_begin = axis.pad_end = 1;
  AxisSpec flat;
  Scene scene = layer(Operation::convolution, flat, axis);
  scene.views = {"maps"};
  const auto border = [&](PaddingMode mode) {
    scene.spec.padding_mode = mode;
    Stage stage(scene);
    const Figure figure = stage.compose();
    const Grid* grid = find_grid(figure, {Side::convolution, Part::expanded});
    EXPECT_EQ(grid->style_of(0, 0).stroke.dash, Dash::dashed);
    return grid->text_of(0, 0) + " " + grid->text_of(0, 5);
  };
  EXPECT_EQ(border(PaddingMode::zeros), "0 0");
  EXPECT_EQ(border(PaddingMode::reflect), "2 3");
  EXPECT_EQ(border(PaddingMode::replicate), "1 4");
  EXPECT_EQ(border(PaddingMode::circular), "4 1");
}

TEST(MapsView, SaysWhichChannelsItShowsUnderTheLargeMaps) {
  AxisSpec axis{.input = 5, .kernel = 3, .pad_begin = 1, .pad_end = 1};
  Scene scene = testing::layer(Operation::convolution, axis, axis);
  scene.spec.in_channels = 3;
  scene.spec.out_channels = 2;
  scene.views = {"maps"};
  scene.shows_transposed = false;
  Stage stage(scene);
  for (const Size canvas : {Size{0, 0}, {744, 679}, {552, 470}, {320, 300}}) {
    double lowest_grid = 0;
    double words_top = 0;
    double highest_small = 10000;
    testing::visit_items(stage.compose(canvas), [&](const Item& item, const Affine&) {
      if (const auto* grid = std::get_if<Grid>(&item.shape)) {
        // The first of the small ones below begins where the large ones and the words have ended.
        if (words_top == 0) lowest_grid = std::max(lowest_grid, grid->rect.bottom());
        if (words_top > 0) highest_small = std::min(highest_small, grid->rect.y);
      }
      const auto* text = std::get_if<Text>(&item.shape);
      if (text == nullptr || !text->text.starts_with("channel 1 of 3 to ")) return;
      EXPECT_TRUE(text->text.ends_with("sums over 3 channels")) << text->text;
      words_top = text->position.y - 0.8 * text->style.size_pt;
    });
    EXPECT_GT(words_top, lowest_grid) << canvas.width;
    EXPECT_GT(highest_small, words_top) << canvas.width;
  }
}

TEST(MapsView, SaysPaddingSideBySideOfAOneRowMap) {
  Stage stage(testing::layer(Operation::convolution, {1, 1, 1, 1, 0, 0, 0}, {5, 3, 1, 1, 4, 0, 0}));
  EXPECT_EQ(input_words(stage.words, *stage.evaluation, Side::convolution), "input, padding 4, 0");
  Stage down(testing::layer(Operation::convolution, {5, 3, 1, 1, 2, 0, 0}, {1, 1, 1, 1, 0, 0, 0}));
  EXPECT_EQ(input_words(down.words, *down.evaluation, Side::convolution), "input, padding 2, 0, 0, 0");
}

// A causal layer, as WaveNet's: a line speaks of two paddings and of lengths.
TEST(MapsView, SpeaksOfALineByItsLength) {
  Scene scene = testing::layer(Operation::convolution, {}, {6, 3, 1, 1, 2, 0, 0});
  scene.shows_transposed = false;
  Stage stage(scene);
  const Evaluation& evaluation = *stage.evaluation;
  EXPECT_EQ(sizes_words(stage.words, evaluation, Side::convolution), "(6,) → (6,)");
  EXPECT_EQ(stack_input_words(stage.words, evaluation, Side::convolution).role, "Input (6,)");
  EXPECT_EQ(stack_kernel_words(stage.words, evaluation, Side::convolution).role, "Kernel 3");
  for (const char* view : {"maps", "connections", "stack", "matrix", "crop", "overlap", "lockstep"}) {
    stage.scene.views = {view};
    testing::visit_items(stage.compose({}), [&](const Item& item, const Affine&) {
      const auto* text = std::get_if<Text>(&item.shape);
      if (text == nullptr) return;
      EXPECT_EQ(text->text.find("0, 2"), std::string::npos) << view << ": " << text->text;
      EXPECT_EQ(text->text.find("1×6"), std::string::npos) << view << ": " << text->text;
      EXPECT_EQ(text->text.find("1×3"), std::string::npos) << view << ": " << text->text;
    });
  }
}

/// What stands in a cell of a figure, in the order drawn.
std::vector<std::string> texts_in(const Figure& figure, const Rect& cell) {
  std::vector<std::string> texts;
  testing::visit_items(figure, [&](const Item& item, const Affine& to) {
    if (const auto* text = std::get_if<Text>(&item.shape))
      if (testing::lies_in(testing::placed(testing::bounds_of(*text), to), cell)) texts.push_back(text->text);
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid == nullptr) return;
    for (std::int64_t i = 0; i < grid->rows * grid->columns; ++i) {
      const Rect at = testing::placed(grid->cell_rect(i / grid->columns, i % grid->columns), to);
      const std::string text = grid->text_of(i / grid->columns, i % grid->columns);
      if (!text.empty() && testing::lies_in(at, cell)) texts.push_back(text);
    }
  });
  return texts;
}

// As in conv_arithmetic's figures of numbers: out of the window the value alone, in it the value and the weight that meets it.
TEST(MapsView, WritesTheWeightsIntoTheWindow) {
  for (const char* preset : {"numerical_no_padding_no_strides", "numerical_padding_strides", "article"}) {
    for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
      Stage stage(preset);
      stage.pin = {};
      stage.playhead.granularity = granularity;
      stage.playhead.step = last_step(*stage.evaluation, stage.playhead) / 2;
      const Side side = stage.playhead.side;
      stage.scene.shows_convolution = side == Side::convolution;
      stage.scene.shows_transposed = side == Side::transposed;
      stage.scene.look.cells = CellText::weights;
      const Figure figure = compose_view("maps", stage.inputs());
      EXPECT_THAT(testing::faults_of(figure), ::testing::IsEmpty()) << preset;
      EXPECT_THAT(testing::Struck(figure, stage.metrics).found(), ::testing::IsEmpty()) << preset;
      EXPECT_EQ(testing::faint_texts(figure), "") << preset;
      const Step step = stage.evaluation->trace(side, granularity).at(stage.playhead.step);
      std::map<Cell, const Product*> products;
      for (const Product& product : step.products) products[product.expanded] = &product;
      const Grid* const grid = testing::find_grid(figure, {side, Part::expanded});
      ASSERT_NE(grid, nullptr);
      for (Cell at{0, 0}; at.row < grid->rows; ++at.row) {
        for (at.column = 0; at.column < grid->columns; ++at.column) {
          const std::vector<std::string> texts = texts_in(figure, grid->cell_rect(at.row, at.column));
          const auto product = products.find(at);
          // Under the window's cells the map's own number stands first, covered by them.
          if (product == products.end()) {
            EXPECT_LE(texts.size(), 1U);
          } else {
            ASSERT_GE(texts.size(), 2U) << preset;
            EXPECT_EQ(texts.back(), number_text(product->second->weight_value, 2));
            EXPECT_EQ(texts[texts.size() - 2], number_text(product->second->input_value));
          }
        }
      }
    }
  }
}

TEST(MapsView, PoolingHasNoWeightsToWrite) {
  Stage stage(testing::layer(Operation::max_pooling, {4, 2, 2}, {4, 2, 2}));
  const std::vector<std::string> numbers = testing::texts_of(compose_view("maps", stage.inputs()));
  stage.scene.look.cells = CellText::weights;
  EXPECT_EQ(testing::texts_of(compose_view("maps", stage.inputs())), numbers);
}

// In a window of 800 x 600 with its panel, and in smaller ones: words break or say less.
TEST(MapsView, CutsNoCaptionShortInAWindow) {
  for (const Preset& preset : presets()) {
    for (const char* language : {"en", "zh"}) {
      for (const Size canvas : {Size{576, 480}, {552, 470}, {400, 700}, {800, 300}}) {
        for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
          Stage stage(preset.name);
          stage.words = testing::catalog(language);
          stage.playhead.granularity = granularity;
          stage.scene.views = {"maps", "connections"};
          EXPECT_THAT(testing::cut_words_of(stage.compose(canvas)), ::testing::IsEmpty())
              << preset.name << " in " << language << ", " << canvas.width << "x" << canvas.height;
        }
      }
    }
  }
}

// What a file shows cannot be enlarged: the card is made wider instead.
TEST(MapsView, CutsNoWordsShortInFiles) {
  const auto square = [](Operation operation, AxisSpec axis) { return testing::layer(operation, axis, axis); };
  const std::vector<Scene> scenes{square(Operation::convolution, {1, 1}), square(Operation::convolution, {3, 3}),
                                  square(Operation::max_pooling, {4, 2, 2}),
                                  square(Operation::transposed_convolution, {1, 1}),
                                  testing::layer(Operation::convolution, {16, 2}, {1, 1})};
  for (const Scene& scene : scenes) {
    for (const char* language : {"en", "zh"}) {
      Stage stage(scene);
      stage.words = testing::catalog(language);
      for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
        stage.playhead.granularity = granularity;
        for (const View& view : every_view()) {
          testing::visit_items(compose_view(view, stage.inputs()), [&](const Item& item, const Affine&) {
            const auto* text = std::get_if<Text>(&item.shape);
            if (text == nullptr) return;
            EXPECT_FALSE(text->text.ends_with("…") && !text->text.ends_with(" …")) << view << ": " << text->text;
            if (view != "maps") return;
            EXPECT_GE(text->style.size_pt, 8.99) << text->text;
          });
        }
      }
    }
  }
}

TEST(MapsView, PoolingHasNoKernel) {
  Stage stage("numerical_max_pooling");
  const Figure figure = stage.compose();
  EXPECT_EQ(find_grid(figure, {Side::convolution, Part::kernel}), nullptr);
  const std::vector<std::string> texts = testing::texts_of(figure);
  EXPECT_NE(std::ranges::find(texts, "largest of 3×3"), texts.end());
}

TEST(MapsState, PinnedOutputStandsInTheWindowAndPinnedInputLightsItsCells) {
  Stage stage("article");
  stage.playhead = {Side::transposed, Granularity::cell, 0};
  stage.pin = {Side::none, Part::fine, 0, {1, 1}};
  const MapsState transposed = maps_state(stage.inputs(), Side::transposed);
  EXPECT_TRUE(transposed.is_pinned);
  EXPECT_EQ(transposed.step.focus, (Cell{1, 1}));
  EXPECT_EQ(transposed.done(), 1);
  const MapsState convolution = maps_state(stage.inputs(), Side::convolution);
  EXPECT_FALSE(convolution.shows_window);
  EXPECT_EQ(convolution.pinned.expanded, (std::vector<Cell>{{2, 2}}));
  EXPECT_EQ(convolution.pinned.output.size(), 4u);
  EXPECT_EQ((std::set<Cell>(convolution.pinned.kernel.begin(), convolution.pinned.kernel.end())),
            (std::set<Cell>{{0, 0}, {0, 2}, {2, 0}, {2, 2}}));
}

TEST(MapsState, APinLightsInTheOtherOperationWhatPointingLights) {
  Stage pointed("article");
  pointed.pin = {};
  pointed.hover = {Side::convolution, Part::fine, 0, {1, 1}};
  Stage pinned("article");
  pinned.pin = pointed.hover;
  const MapsState before = maps_state(pointed.inputs(), Side::transposed);
  const MapsState after = maps_state(pinned.inputs(), Side::transposed);
  EXPECT_FALSE(before.hovered.empty());
  EXPECT_EQ(after.pinned.expanded, before.hovered.expanded);
  EXPECT_EQ(after.pinned.kernel, before.hovered.kernel);
  EXPECT_EQ(after.pinned.output, before.hovered.output);
}

TEST(PictureCache, SharesArraysBetweenStepsAndNoticesAnotherLayer) {
  Stage stage("article");
  PictureCache cache;
  const auto expanded = [&cache](const Stage& of, Side side) {
    PictureInputs inputs = of.inputs();
    inputs.cache = &cache;
    return expanded_array(inputs, side, 0);
  };
  const MapArray first = expanded(stage, Side::transposed);
  EXPECT_EQ(expanded(stage, Side::transposed).values, first.values);
  const Stage other("no_padding_strides");
  EXPECT_EQ(expanded(other, Side::convolution).rows, 5);
  EXPECT_NE(expanded(stage, Side::transposed).values, first.values);
}

// What stands in the padding of a maximum is no zero that could be the largest.
TEST(MapsView, NothingComesInFromThePaddingOfAMaximum) {
  AxisSpec axis{.input = 3, .kernel = 2, .pad_begin = 1};
  Stage stage(testing::layer(Operation::max_pooling, axis, axis));
  stage.scene.views = {"maps"};
  stage.playhead = {Side::convolution, Granularity::multiply, 2};
  const std::vector<std::string> texts = testing::texts_of(stage.compose());
  EXPECT_NE(std::ranges::find(texts, "padding: nothing comes in, still \u2212\u221e"), texts.end());
  EXPECT_TRUE(std::ranges::none_of(texts, [](const std::string& text) { return text.starts_with("0 comes in"); }));
}

}  // namespace
}  // namespace convoscope

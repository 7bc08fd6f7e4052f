// The crop picture: inside the frame the layer's output, around it what was cut; edges that can be taken hold of; true words.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>

#include "figure/crop/crop_sheet.h"
#include "figure/crop/crop_words.h"
#include "figure/state/overlap_counts.h"
#include "fits.h"

namespace convoscope {
namespace {

using testing::find_grid;
using testing::layer;
using testing::Stage;

Stage staged(AxisSpec down, AxisSpec across) {
  Stage stage(layer(Operation::transposed_convolution, down, across));
  stage.scene.views = {"crop"};
  return stage;
}

const Grid& sheet_of(const Figure& figure) {
  const Grid* found = nullptr;
  testing::visit_items(figure, [&](const Item& item, const Affine&) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    // The sheet is painted before what the frame leaves of it.
    if (grid != nullptr && found == nullptr) found = grid;
  });
  return *found;
}

/// What the frame leaves of it.
const Grid* inside_of(const Figure& figure) {
  const Grid* found = nullptr;
  testing::visit_items(figure, [&](const Item& item, const Affine&) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid != nullptr && item.tag.part == Part::fine && grid->first == Cell{}) found = grid;
  });
  return found;
}

TEST(CropView, ShowsTheArticlesFullResult) {
  const Figure figure = compose_view("crop", Stage("article").inputs());
  const Grid* inside = inside_of(figure);
  ASSERT_NE(inside, nullptr);
  EXPECT_EQ(*inside->values, (std::vector<float>{5, 14, 10, 14, 36, 24, 15, 34, 20}));
  const Grid& sheet = sheet_of(figure);
  EXPECT_EQ(sheet.rows, 5);
  // Scatter by hand: 1, 2, 3, 4 times 1..9, two apart.
  EXPECT_EQ(*sheet.values, (std::vector<float>{1,  2,  5,  4,  6,  4,  5,  14, 10, 12, 10, 14, 36,
                                               24, 30, 12, 15, 34, 20, 24, 21, 24, 55, 32, 36}));
  EXPECT_EQ(sheet.style_of(0, 0).stroke.dash, Dash::dashed);
  EXPECT_EQ(sheet.style_of(2, 2).fill.color.a, 0);
  EXPECT_NE(testing::joined_texts(figure).find("(2 − 1) · 2 + 3 = 5 stamped; 5 − 1 − 1 + 0 = 3 left"),
            std::string::npos);
}

// The step's cell is one of the other operation: what is ringed is what that cell stamps, and the title says whose the picture is.
TEST(CropView, OfAnOrdinaryConvolutionRingsWhatTheStepsCellStamps) {
  Stage stage(layer(Operation::convolution, {4, 3, 1, 1, 0, 0, 0}, {4, 3, 1, 1, 0, 0, 0}));
  stage.scene.views = {"crop"};
  for (std::int64_t step = 0; step < 4; ++step) {
    stage.playhead = {Side::convolution, Granularity::cell, step};
    const Figure figure = compose_view("crop", stage.inputs());
    EXPECT_NE(testing::joined_texts(figure).find("Crop of the transposed convolution"), std::string::npos);
    const Grid& sheet = sheet_of(figure);
    const Rect first = sheet.cell_rect(step / 2, step % 2), last = sheet.cell_rect(step / 2 + 2, step % 2 + 2);
    int rings = 0;
    testing::visit_items(figure, [&](const Item& item, const Affine&) {
      const auto* box = std::get_if<Box>(&item.shape);
      if (box == nullptr || box->stroke.color != stage.look.focus) return;
      ++rings;
      constexpr double ring_pt = 4;
      EXPECT_NEAR(box->rect.x, first.x, ring_pt) << step;
      EXPECT_NEAR(box->rect.y, first.y, ring_pt) << step;
      EXPECT_NEAR(box->rect.right(), last.right(), ring_pt) << step;
      EXPECT_NEAR(box->rect.bottom(), last.bottom(), ring_pt) << step;
    });
    EXPECT_GE(rings, 1) << step;
  }
}

TEST(CropView, SaysThatOutputPaddingUncovers) {
  const Figure figure = compose_view("crop", Stage("padding_strides_odd_transposed").inputs());
  EXPECT_NE(testing::joined_texts(figure).find("output padding uncovers 1 row"), std::string::npos);
  const Grid* inside = inside_of(figure);
  EXPECT_NE(inside->style_of(5, 0).fill.color, inside->style_of(4, 0).fill.color);
  EXPECT_NE(inside->text_of(5, 0), "0");
}

TEST(CropView, SaysThatCellsBeyondTheStampsStayZero) {
  const AxisSpec axis{.input = 3, .kernel = 3, .stride = 2, .output_padding = 1};
  const Figure figure = compose_view("crop", staged(axis, axis).inputs());
  EXPECT_NE(testing::joined_texts(figure).find("output padding adds 1 row that no stamp reaches"), std::string::npos);
  const Grid* inside = inside_of(figure);
  for (std::int64_t i = 0; i < 8; ++i) {
    EXPECT_EQ(inside->text_of(7, i), "0");
    EXPECT_EQ(inside->style_of(7, i).stroke.dash, Dash::dashed);
  }
}

TEST(CropView, AnOutputBeyondTheStampsIsNotAllThatTheyMake) {
  Scene scene = testing::layer(Operation::transposed_convolution, {3, 3, 2, 1, -1, -2, 0}, {3, 3, 2, 1, -1, -2, 0});
  scene.spec.extends_output = true;
  const Figure figure = compose_view("crop", Stage(scene).inputs());
  EXPECT_NE(testing::joined_texts(figure).find("extended by 2"), std::string::npos);
  EXPECT_NE(testing::joined_texts(figure).find("reaches beyond the stamps"), std::string::npos);
  EXPECT_EQ(testing::joined_texts(figure).find("all that the stamps make"), std::string::npos);
}

TEST(CropView, PaddingThatCopiesFoldsBackAndCutsNothingOff) {
  for (const PaddingMode mode : {PaddingMode::circular, PaddingMode::reflect, PaddingMode::replicate}) {
    Scene scene = testing::layer(Operation::convolution, {5, 3, 1, 1, 1, 1, 0}, {5, 3, 1, 1, 1, 1, 0});
    scene.spec.padding_mode = mode;
    const std::string words = testing::joined_texts(compose_view("crop", Stage(scene).inputs()));
    EXPECT_NE(words.find("1 row is folded back"), std::string::npos) << words;
    EXPECT_NE(words.find("computed, then folded back"), std::string::npos) << words;
    EXPECT_EQ(words.find("cut"), std::string::npos) << words;
  }
}

TEST(CropView, EveryEdgeCanBeTakenHoldOf) {
  Stage stage("padding_strides_odd_transposed");
  stage.scene.views = {"crop"};
  const Figure figure = stage.compose({744, 679});
  std::array<int, edge_count> found{};
  testing::visit_items(figure, [&](const Item& item, const Affine& transform) {
    if (item.tag.part != Part::frame) return;
    EXPECT_EQ(item.tag.side, Side::transposed);
    EXPECT_EQ(item.tag.cell.column, -1);
    ++found.at(static_cast<std::size_t>(item.tag.cell.row));
    const Rect rect = std::get<Box>(item.shape).rect;
    EXPECT_GE(std::min(rect.width, rect.height) * transform.a, 12);
    EXPECT_EQ(hit_test(figure, transform(rect.center())), item.tag);
  });
  for (const int count : found) EXPECT_EQ(count, 1);
}

TEST(CropView, HasHandlesOnlyWhereTheyCanBeDragged) {
  Stage stage("padding_strides_odd_transposed");
  stage.scene.views = {"crop", "maps"};
  const auto handles = [](const Figure& figure) {
    int count = 0;
    testing::visit_items(figure,
                         [&](const Item& item, const Affine&) { count += item.tag.part == Part::frame ? 1 : 0; });
    return count;
  };
  EXPECT_EQ(handles(stage.compose({1100, 800})), edge_count);
  EXPECT_EQ(handles(stage.compose({})), 0);
  EXPECT_EQ(handles(compose_view("crop", stage.inputs())), 0);
}

// A zoom enlarges the frame, not what it is held by.
TEST(CropView, KeepsItsHandlesSize) {
  Stage stage("padding_strides_odd_transposed");
  stage.scene.views = {"crop"};
  PictureInputs inputs = stage.inputs();
  for (const double zoom : {1.0, 4.0, 60.0}) {
    inputs.zoom = zoom;
    testing::visit_items(compose(inputs, {744, 679}), [&](const Item& item, const Affine& to) {
      if (item.tag.part != Part::frame) return;
      const Rect rect = std::get<Box>(item.shape).rect;
      EXPECT_NEAR(std::min(rect.width, rect.height) * to.a * zoom, 14, 0.5) << zoom;
    });
  }
}

TEST(CropView, HasTheBiasWhereNoStampReaches) {
  const AxisSpec axis{.input = 2, .kernel = 1, .stride = 3};
  Scene scene = layer(Operation::transposed_convolution, axis, axis);
  scene.bias = {5};
  Stage stage(scene);
  const Figure figure = compose_view("crop", stage.inputs());
  EXPECT_EQ(find_grid(figure, {Side::transposed, Part::fine})->text_of(1, 1), "5");
  EXPECT_NE(testing::joined_texts(figure).find("no stamp reaches it: the bias"), std::string::npos);
}

AxisSpec any_crop_axis() {
  AxisSpec a;
  a.input = *rc::gen::inRange<std::int64_t>(1, 6);
  a.kernel = *rc::gen::inRange<std::int64_t>(1, 5);
  a.stride = *rc::gen::inRange<std::int64_t>(1, 4);
  a.dilation = *rc::gen::inRange<std::int64_t>(1, 3);
  a.pad_begin = *rc::gen::inRange<std::int64_t>(0, 4);
  a.pad_end = *rc::gen::inRange<std::int64_t>(0, 4);
  a.output_padding = *rc::gen::inRange<std::int64_t>(0, 3);
  return a;
}

RC_GTEST_PROP(CropView, InsideTheFrameIsTheLayersOutput, ()) {
  Scene scene = layer(Operation::transposed_convolution, any_crop_axis(), any_crop_axis());
  const std::int64_t groups = *rc::gen::inRange<std::int64_t>(1, 3);
  scene.spec.groups = groups;
  scene.spec.in_channels = groups * *rc::gen::inRange<std::int64_t>(1, 3);
  scene.spec.out_channels = groups * *rc::gen::inRange<std::int64_t>(1, 3);
  RC_PRE(validate(scene.spec).empty());
  Stage stage(scene);
  const FullResult full = full_result(*stage.evaluation->transposed);
  const Tensor& output = stage.evaluation->output(Side::transposed);
  const Relation& relation = stage.evaluation->relation;
  for (std::int64_t channel = 0; channel < output.channels(); ++channel) {
    stage.pin = {Side::none, Part::fine, channel, {0, 0}};
    const Figure figure = compose_view("crop", stage.inputs());
    const Tag tag{Side::transposed, Part::fine, channel};
    const Grid* inside = find_grid(figure, tag);
    RC_ASSERT(inside != nullptr);
    const Grid& sheet = sheet_of(figure);
    for (std::int64_t row = 0; row < output.rows(); ++row) {
      for (std::int64_t column = 0; column < output.columns(); ++column) {
        const auto at = static_cast<std::size_t>(row * output.columns() + column);
        RC_ASSERT(inside->values->at(at) == output(0, channel, row, column));
        // It lies where the sheet has it, and looks reached if and only if a connection ends there.
        const auto place = sheet.cell_at(inside->cell_rect(row, column).center());
        RC_ASSERT(place == (Cell{full.axes[height].begin + row, full.axes[width].begin + column}));
        const bool unreached = inside->classes->at(at) == static_cast<std::uint8_t>(FramedClass::unreached);
        RC_ASSERT(unreached == taps_of_fine(relation, {row, column}).empty());
      }
    }
  }
}

TEST(CropView, PoolingIsToldWhyThereIsNone) {
  const Figure figure = compose_view("crop", Stage("numerical_average_pooling").inputs());
  EXPECT_NE(testing::joined_texts(figure).find("Pooling has no kernel"), std::string::npos);
}

TEST(CropView, FitsWithoutWordsOnWords) {
  for (const char* language : {"en", "zh"}) {
    for (const Scene& scene : testing::hard_layers()) {
      SCOPED_TRACE(std::string(language) + " " + std::to_string(scene.spec.axes[height].input) + "x" +
                   std::to_string(scene.spec.axes[width].input));
      Stage stage(scene);
      stage.words = testing::catalog(language);
      testing::expect_fits_everywhere(stage, "crop");
    }
  }
}

}  // namespace
}  // namespace convoscope

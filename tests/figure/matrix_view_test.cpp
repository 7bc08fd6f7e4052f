// The matrix view: the article's C as reference, tags of entries and vectors, large matrices, nothing cut off.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "document/symbols.h"
#include "figure/draw/contrast.h"
#include "figure/state/matrix_entries.h"
#include "fits.h"
#include "stack_support.h"
#include "struck.h"

namespace convoscope {
namespace {

using namespace testing;

std::vector<std::string> rows_of(const Grid& grid) {
  std::vector<std::string> rows;
  for (std::int64_t row = 0; row < grid.rows; ++row) {
    std::string text;
    for (std::int64_t column = 0; column < grid.columns; ++column) {
      text += (column > 0 ? " " : "") + grid.text_of(row, column);
    }
    rows.push_back(text);
  }
  return rows;
}

TEST(MatrixView, NamesAreReadOnTheirColours) {
  for (const char* name : {"light", "dark", "classic", "color-blind-safe", "high-contrast", "print"}) {
    Stage stage("article");
    stage.look = theme(name);
    const Figure figure = matrix_alone(stage.inputs());
    const Grid* c = find_grid(figure, {Side::convolution, Part::matrix});
    ASSERT_NE(c, nullptr);
    for (std::size_t i = 1; i < c->styles.size(); ++i) {
      EXPECT_GE(contrast(c->styles[i].text.color, c->styles[i].fill.color), 3) << name << " " << i;
    }
  }
}

TEST(MatrixView, ShowsTheArticlesMatrix) {
  const Stage stage("article");
  const Figure figure = matrix_alone(stage.inputs());
  const Grid* c = find_grid(figure, {Side::convolution, Part::matrix});
  const Grid* turned = find_grid(figure, {Side::transposed, Part::matrix});
  ASSERT_TRUE(c != nullptr && turned != nullptr);
  EXPECT_EQ(rows_of(*c), (std::vector<std::string>{"w11 w12 0 w21 w22 0 0 0 0", "0 w10 w11 0 w20 w21 0 0 0",
                                                   "0 0 0 w01 w02 0 w11 w12 0", "0 0 0 0 w00 w01 0 w10 w11"}));
  for (std::int64_t row = 0; row < 4; ++row) {
    for (std::int64_t column = 0; column < 9; ++column) {
      EXPECT_EQ(c->text_of(row, column), turned->text_of(column, row));
      EXPECT_EQ(c->style_of(row, column), turned->style_of(column, row));
    }
  }
}

TEST(MatrixView, SaysHowManyAreConnections) {
  const Stage stage("article");
  const std::vector<std::string> texts = texts_of(matrix_alone(stage.inputs()));
  const char* caption = "4 × 9: 16 of 36 entries are connections; the same numbers stand in both, transposed";
  EXPECT_NE(std::ranges::find(texts, caption), texts.end());
  const Stage turned("padding_strides_odd_transposed");  // its transpose stands alone
  const std::vector<std::string> words = texts_of(matrix_alone(turned.inputs()));
  EXPECT_NE(std::ranges::find(words, "36 × 9: 64 of 324 entries are connections"), words.end());
}

TEST(MatrixView, PointerFindsEntriesAndVectorCells) {
  const Stage stage("article");
  const Figure figure = matrix_alone(stage.inputs());
  int entries = 0;
  int cells = 0;
  visit_items(figure, [&](const Item& item, const Affine& transform) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid == nullptr) return;
    for (std::int64_t row = 0; row < grid->rows; ++row) {
      for (std::int64_t column = 0; column < grid->columns; ++column) {
        const Tag found = hit_test(figure, transform(grid->cell_rect(row, column).center()));
        Tag expected{item.tag.side, item.tag.part};
        if (item.tag.part == Part::matrix) {
          expected.cell = item.tag.side == Side::transposed ? Cell{column, row} : Cell{row, column};
          ++entries;
        } else {
          const std::int64_t wide = item.tag.part == Part::fine ? 3 : 2;
          expected.cell = {row / wide, row % wide};
          ++cells;
        }
        EXPECT_EQ(to_string(found), to_string(expected));
      }
    }
  });
  EXPECT_EQ(entries, 72);
  EXPECT_EQ(cells, 26);
}

TEST(MatrixView, LightsTheFocusedRow) {
  const Stage stage("article");  // the playhead at the centre, e
  const Figure figure = matrix_alone(stage.inputs());
  const Grid* c = find_grid(figure, {Side::convolution, Part::matrix});
  ASSERT_NE(c, nullptr);
  const auto is_lit = [&](std::int64_t row, std::int64_t column) {
    const Color fill = c->style_of(row, column).fill.color;
    return std::ranges::find(stage.look.edges, fill) != stage.look.edges.end();
  };
  for (std::int64_t row = 0; row < 4; ++row) {
    for (std::int64_t column = 0; column < 9; ++column) EXPECT_EQ(is_lit(row, column), column == 4);
  }
}

TEST(MatrixView, ResultFillsAsTheStepsGo) {
  Stage stage("article");
  stage.playhead.step = 4;
  const Figure figure = matrix_alone(stage.inputs());
  const Grid* result = find_grid(figure, {Side::transposed, Part::fine});
  ASSERT_NE(result, nullptr);
  EXPECT_EQ(result->text_of(4, 0), "36");
  EXPECT_EQ(result->text_of(5, 0), "");
}

TEST(MatrixView, LargeMatrixIsOneGridWithAnEnlargedPart) {
  Stage stage(layer(Operation::convolution, {64, 3, 2, 1, 1, 1}, {64, 3, 2, 1, 1, 1}));
  stage.playhead = {Side::convolution, Granularity::cell, 499};
  stage.scene.shows_transposed = false;
  const Figure figure = matrix_alone(stage.inputs());
  std::vector<const Grid*> grids;
  visit_items(figure, [&](const Item& item, const Affine&) {
    if (const auto* grid = std::get_if<Grid>(&item.shape)) grids.push_back(grid);
  });
  ASSERT_EQ(grids.size(), 2u);
  EXPECT_EQ(grids[0]->rows, 512);
  EXPECT_EQ(grids[0]->columns, 512);
  // The focus, row 500, is among the rows enlarged, and its entries bear their names.
  const Tag named = grids[1]->tag_of({Side::convolution, Part::matrix}, 4, 4);
  EXPECT_EQ(named.cell.row, 499);
  EXPECT_EQ(grids[1]->text_of(4, 4), "w11");
  EXPECT_LT(figure.items.size(), 120u);
}

TEST(MatrixView, HugeMatrixStaysSmallInMemory) {
  Stage stage(layer(Operation::convolution, {512, 3, 1, 1, 1, 1}, {512, 3, 1, 1, 1, 1}));
  stage.playhead = {Side::convolution, Granularity::cell, 131000};
  expect_inside(matrix_alone(stage.inputs()));
}

TEST(MatrixView, StaysInsideItsSize) {
  for (const Preset& preset : presets()) {
    SCOPED_TRACE(preset.name);
    Stage stage(preset.name);
    for (const bool both : {false, true}) {
      stage.scene.shows_convolution = stage.scene.shows_convolution || both;
      stage.scene.shows_transposed = stage.scene.shows_transposed || both;
      expect_inside(matrix_alone(stage.inputs()));
      expect_inside(matrix_alone(stage.inputs(), {900, 500}));
      expect_inside(matrix_alone(stage.inputs(), {420, 900}));
    }
  }
}

TEST(MatrixView, MaxPoolingHasNoNumbers) {
  Stage stage("numerical_max_pooling");
  const Figure figure = matrix_alone(stage.inputs());
  const Grid* c = find_grid(figure, {Side::convolution, Part::matrix});
  ASSERT_NE(c, nullptr);
  EXPECT_EQ(c->text_of(0, 0), "");
  EXPECT_EQ(find_grid(figure, {Side::convolution, Part::fine}), nullptr);
}

TEST(MatrixView, GroupsByMultiplication) {
  Scene scene = layer(Operation::convolution, {3, 2, 1, 1, 0, 0}, {3, 2, 1, 1, 0, 0});
  scene.spec.in_channels = scene.spec.out_channels = scene.spec.groups = 2;
  scene.shows_transposed = false;
  Stage stage(scene);
  stage.playhead = {Side::convolution, Granularity::multiply, 4 * 5 + 2};
  stage.hover = {Side::convolution, Part::matrix, 0, {2, 4}};
  expect_golden("matrix_groups", dump(matrix_alone(stage.inputs())));
}

Scene square(AxisSpec axis, std::int64_t in, std::int64_t out, std::int64_t groups = 1) {
  Scene scene = layer(Operation::convolution, axis, axis);
  scene.spec.in_channels = in;
  scene.spec.out_channels = out;
  scene.spec.groups = groups;
  return scene;
}

// 4x4 with a 3x3 kernel and padding 1: where the padding repeats the corner, the first output reads it by four elements.
TEST(MatrixView, SaysWhatFoldedEntriesAddUp) {
  Scene scene = square({.input = 4, .kernel = 3, .pad_begin = 1, .pad_end = 1}, 1, 1);
  scene.spec.padding_mode = PaddingMode::replicate;
  scene.shows_transposed = false;
  Stage stage(scene);
  const Figure figure = matrix_alone(stage.inputs());
  const Grid* c = find_grid(figure, {Side::convolution, Part::matrix});
  ASSERT_NE(c, nullptr);
  EXPECT_EQ(c->text_of(0, 0), "Σ4");
  EXPECT_EQ(c->text_of(0, 1), "Σ2");
  EXPECT_EQ(c->text_of(0, 5), "w22");
  const auto classes = *c->classes;
  EXPECT_EQ(std::ranges::count_if(classes, [](std::uint8_t at) { return at != 0; }), 100);
  EXPECT_THAT(
      texts_of(figure),
      ::testing::IsSupersetOf({"16 × 16: 100 of 256 entries are not zero; they hold 144 connections",
                               "Σn: padding folds n kernel elements onto the same cell, and the entry is their sum"}));
  for (Tag* at : {&stage.hover, &stage.pin}) {
    *at = {Side::convolution, Part::matrix, 0, {0, 0}};
    EXPECT_THAT(texts_of(matrix_alone(stage.inputs())),
                ::testing::Contains("Row 1, column a is the sum of w00, w01, w10 and w11: 12"));
    *at = {};
  }
}

TEST(MatrixView, FoldedEntriesLookUnlikeAnyElements) {
  Scene scene = square({.input = 4, .kernel = 3, .pad_begin = 1, .pad_end = 1}, 1, 1);
  scene.spec.padding_mode = PaddingMode::reflect;
  const Stage stage(scene);
  const Figure figure = matrix_alone(stage.inputs());
  const Grid* c = find_grid(figure, {Side::convolution, Part::matrix});
  ASSERT_NE(c, nullptr);
  std::map<std::string, std::vector<Color>> fills;
  for (std::int64_t row = 0; row < 16; ++row) {
    for (std::int64_t column = 0; column < 16; ++column) {
      const std::string text = c->text_of(row, column);
      if (text != "0") fills[text.starts_with("Σ") ? "Σ" : "w"].push_back(c->style_of(row, column).fill.color);
    }
  }
  EXPECT_FALSE(fills["Σ"].empty());
  for (const Color fill : fills["Σ"]) EXPECT_EQ(std::ranges::count(fills["w"], fill), 0);
}

// Each entry of a layer with channels bears its own weight's name, and its neighbours in other blocks another colour.
TEST(MatrixView, NamesEachPairOfChannelsWeights) {
  for (const std::int64_t groups : {1, 2}) {
    Scene scene = square({.input = 3, .kernel = 2}, 2, 2, groups);
    scene.shows_transposed = false;
    const Stage stage(scene);
    const Figure figure = matrix_alone(stage.inputs());
    const Grid* c = find_grid(figure, {Side::convolution, Part::matrix});
    ASSERT_NE(c, nullptr);
    ASSERT_EQ(c->rows, 8);
    ASSERT_EQ(c->columns, 18);
    const SparseMatrix matrix = convolution_matrix(stage.evaluation->relation, *stage.evaluation->weight);
    std::map<std::string, float> values;
    for (const MatrixEntry& entry : matrix.entries) {
      const std::string name = c->text_of(entry.row, entry.column);
      const auto [known, is_new] = values.emplace(name, entry.value);
      EXPECT_EQ(known->second, entry.value) << name;  // weights are 1, 2, 3, ...: equal names, equal weights
    }
    EXPECT_EQ(values.size(), stage.evaluation->weight->size());
    if (groups == 1) {
      EXPECT_EQ(c->text_of(0, 0), "w0000");
      EXPECT_EQ(c->text_of(4, 9), "w1100");
      EXPECT_NE(c->style_of(0, 0), c->style_of(0, 9));
      EXPECT_NE(c->style_of(0, 0), c->style_of(4, 0));
    }
    EXPECT_THAT(texts_of(figure), ::testing::IsSupersetOf({"channel 1", "channel 2"}));
    EXPECT_THAT(texts_of(figure), ::testing::Contains(::testing::StartsWith("Each pair of channels has a kernel")));
  }
}

// What the words call rows and columns are the names that stand beside them.
TEST(MatrixView, EnlargesRowsAndColumnsByTheirNames) {
  for (const auto& [in, out, groups] : {std::tuple{3, 2, 1}, {3, 3, 3}, {1, 3, 1}, {1, 1, 1}}) {
    Scene scene = square({.input = 8, .kernel = 3, .pad_begin = 1, .pad_end = 1}, in, out, groups);
    scene.shows_transposed = false;
    Stage stage(scene);
    for (std::int64_t channel = 0; channel < out; ++channel) {
      stage.pin = {Side::convolution, Part::coarse, channel, {4, 4}};
      const Figure figure = matrix_alone(stage.inputs());
      std::vector<Tag> rows, columns;
      visit_items(figure, [&](const Item& item, const Affine&) {
        if (!std::holds_alternative<Text>(item.shape)) return;
        if (item.tag.part == Part::coarse) rows.push_back(item.tag);
        if (item.tag.part == Part::fine) columns.push_back(item.tag);
      });
      ASSERT_EQ(rows.size(), 9u);
      ASSERT_EQ(columns.size(), 9u);
      const Relation& relation = stage.evaluation->relation;
      const auto range = [&](const std::vector<Tag>& tags, std::int64_t channels, const auto& name) {
        EXPECT_EQ(tags.front().channel, tags.back().channel);
        const std::string words = name(relation, tags.front().cell) + "–" + name(relation, tags.back().cell);
        return channels == 1 ? words : words + fmt::format(" of channel {}", tags.front().channel + 1);
      };
      EXPECT_THAT(texts_of(figure), ::testing::Contains("rows " + range(rows, out, coarse_name) + ", columns " +
                                                        range(columns, in, fine_name)));
      EXPECT_EQ(rows.front().channel, channel);
    }
  }
}

TEST(MatrixView, NoLineCrossesWords) {
  std::vector<Scene> scenes = hard_layers();
  for (const auto& [side, in, out, groups] : {std::tuple{8, 3, 2, 1}, {8, 3, 3, 3}, {30, 1, 1, 1}, {3, 2, 2, 1}})
    scenes.push_back(square({.input = side, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1}, in, out, groups));
  for (const Scene& scene : scenes) {
    Stage stage(scene);
    stage.scene.views = {"matrix"};
    for (const bool both : {true, false}) {
      stage.scene.shows_transposed = both;
      for (const Cell cell : {Cell{0, 0}, Cell{1, 1}}) {
        stage.pin = {Side::convolution, Part::coarse, 0, cell};
        for (const Size size : {Size{}, Size{800, 600}, Size{560, 470}}) {
          const Figure figure = size.width > 0 ? stage.compose(size) : compose_view("matrix", stage.inputs());
          EXPECT_THAT(testing::Struck(figure, stage.metrics).found(), ::testing::IsEmpty());
          EXPECT_THAT(faults_of(figure), ::testing::IsEmpty());
        }
      }
    }
  }
}

}  // namespace
}  // namespace convoscope

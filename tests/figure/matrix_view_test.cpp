// The matrix view: the article's C as reference, tags of entries and vectors, large matrices, nothing cut off.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "figure/draw/contrast.h"
#include "figure/state/matrix_entries.h"
#include "stack_support.h"

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

}  // namespace
}  // namespace convoscope

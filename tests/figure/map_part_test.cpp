// Thin maps are shown in part, in cells that can be read, around what the step is about; what is left out is said.
#include "figure/draw/map_part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/number_text.h"
#include "fits.h"

namespace convoscope {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Stage;

TEST(MapPart, PagesHoldWhatTheyAreTurnedTo) {
  for (std::int64_t total = 1; total <= 20; ++total) {
    for (std::int64_t count = 1; count <= total; ++count) {
      for (std::int64_t low = 0; low < total; ++low) {
        for (std::int64_t high = low; high < total; ++high) {
          const AxisPart page = page_of(total, count, low, high);
          ASSERT_GE(page.first, 0);
          ASSERT_LE(page.first + page.count, total);
          ASSERT_EQ(page.count, count);
          ASSERT_TRUE(page.contains(low)) << total << " " << count << " " << low << " " << high;
          ASSERT_TRUE(high - low >= count || page.contains(high)) << total << " " << count << " " << low << " " << high;
        }
      }
    }
  }
}

TEST(MapPart, CutsArraysAsTheyAre) {
  const MapArray whole = array_of(3, 4, std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  const MapArray part = part_of(whole, {{1, 2, 3}, {2, 2, 4}});
  EXPECT_EQ(*part.values, (std::vector<float>{6, 7, 10, 11}));
  EXPECT_EQ(part.rows, 2);
  EXPECT_EQ(part.columns, 2);
}

TEST(MapPart, ExcerptsShowTheCellAsked) {
  for (const std::int64_t index : {0, 7, 150, 299}) {
    const Excerpt excerpt = excerpt_of({1, 300}, 20, 2, {400, 100}, {{0, index}, {0, index}});
    const double left = 20 * static_cast<double>(index) - excerpt.moved.x;
    EXPECT_GE(left, -0.01) << index;
    EXPECT_LE(left + 18, 400.01) << index;
    EXPECT_TRUE(excerpt.part.rows.is_whole());
    EXPECT_TRUE(excerpt.part.columns.contains(index));
  }
}

// The last stamp of 300 cells began in sight and ended out of it.
TEST(MapPart, ExcerptsShowAllThatIsLit) {
  for (std::int64_t first = 0; first + 3 <= 300; ++first) {
    const Excerpt excerpt = excerpt_of({1, 300}, 20, 2, {400, 100}, {{0, first}, {0, first + 2}});
    EXPECT_TRUE(excerpt.part.columns.contains(first));
    EXPECT_TRUE(excerpt.part.columns.contains(first + 2));
  }
  EXPECT_TRUE(excerpt_of({1, 300}, 20, 2, {400, 100}, {{0, 0}, {0, 299}}).part.columns.contains(0)) << "what has room";
}

// "columns 63–63 of 63".
TEST(MapPart, OneColumnIsToldAsOne) {
  const Catalog catalog = testing::catalog();
  const MapPart part{{0, 1, 1}, {62, 1, 63}};
  EXPECT_EQ(part_words(catalog, "figure.input", part, {0, 62}, {0, 62}, {1, 63}),
            std::vector<std::string>{"input column 63 of 63"});
  EXPECT_EQ(part_words(catalog, "figure.input", {{0, 1, 1}, {60, 3, 63}}, {0, 60}, {0, 62}, {1, 63}),
            std::vector<std::string>{"input columns 61–63 of 63"});
}

std::vector<Scene> thin_layers() {
  const auto line = [](Operation operation, std::int64_t input, AxisSpec across) {
    across.input = input;
    return testing::layer(operation, {}, across);
  };
  const AxisSpec three{.kernel = 3, .pad_begin = 1, .pad_end = 1};
  Scene tall = line(Operation::convolution, 300, three);
  std::swap(tall.spec.axes[height], tall.spec.axes[width]);
  Scene flat = testing::layer(Operation::convolution, {.input = 3, .kernel = 3, .pad_begin = 1, .pad_end = 1},
                              {.input = 1000, .kernel = 3, .pad_begin = 1, .pad_end = 1});
  return {line(Operation::convolution, 300, three),
          line(Operation::transposed_convolution, 60, {.kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1}),
          line(Operation::max_pooling, 300, {.kernel = 2, .stride = 2}),
          line(Operation::convolution, 300, {.kernel = 40}),
          tall,
          flat};
}

// The smallest cell of the maps that lie on the figure, and whether the cell of the tag is drawn there.
void expect_readable(const Figure& figure, const Tag& wanted, const std::string& what) {
  bool is_drawn = false;
  testing::visit_items(figure, [&](const Item& item, const Affine& to) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid == nullptr || !item.tag) return;
    const Rect cell = testing::placed(grid->cell_rect(0, 0), to);
    EXPECT_GE(std::max(cell.width, cell.height), 10) << what << " " << to_string(item.tag);
    for (std::int64_t i = 0; i < grid->rows * grid->columns; ++i) {
      if (grid->tag_of(item.tag, i / grid->columns, i % grid->columns) != wanted) continue;
      const Rect at = testing::placed(grid->cell_rect(i / grid->columns, i % grid->columns), to);
      is_drawn = is_drawn || testing::lies_in(at, {0, 0, figure.size.width, figure.size.height});
    }
  });
  EXPECT_TRUE(is_drawn) << what << " " << to_string(wanted);
}

// 4x300 was laid out for one number of columns and drawn with another, over a hole as high as the maps.
TEST(MapPart, ThinMapsLeaveNoHoleInTheirPicture) {
  std::vector<Scene> scenes = thin_layers();
  for (const std::int64_t rows : {2, 4, 6, 8})
    scenes.push_back(testing::layer(Operation::convolution, {.input = rows, .kernel = 3, .pad_begin = 1, .pad_end = 1},
                                    {.input = 300, .kernel = 3, .pad_begin = 1, .pad_end = 1}));
  int number = 0;
  for (Scene& scene : scenes) {
    scene.views = {"maps"};
    std::vector<std::pair<double, double>> heights;
    const Figure figure = testing::Stage(scene).compose(Size{0, 0});
    testing::visit_items(figure, [&](const Item& item, const Affine& to) {
      if (const auto* grid = std::get_if<Grid>(&item.shape)) {
        const Rect at = testing::placed(grid->rect, to);
        heights.emplace_back(at.y, at.bottom());
      } else if (const auto* text = std::get_if<Text>(&item.shape)) {
        const Point at = to(text->position);
        heights.emplace_back(at.y - text->style.size_pt, at.y);
      }
    });
    std::ranges::sort(heights);
    double bottom = 0;
    for (const auto& [top, end] : heights) {
      EXPECT_LT(top - bottom, 50) << number;
      bottom = std::max(bottom, end);
    }
    EXPECT_LT(figure.size.height - bottom, 50) << number;
    ++number;
  }
}

TEST(MapPart, ThinMapsCanBeReadAtEveryStep) {
  int number = 0;
  for (const Scene& scene : thin_layers()) {
    Stage stage(scene);
    const Side side = stage.evaluation->asked;
    stage.playhead.side = side;
    const std::int64_t last = last_step(*stage.evaluation, stage.playhead);
    for (const char* view : {"maps", "stack", "crop", "overlap"}) {
      const bool is_per_side = view == std::string("maps") || view == std::string("stack");
      if (!is_per_side && !stage.evaluation->transposed) continue;
      for (const std::int64_t step : {std::int64_t{0}, last / 2, last}) {
        stage.playhead.step = step;
        const Figure figure = compose_view(view, stage.inputs());
        const Tag focused = focus(*stage.evaluation, stage.playhead, {});
        const bool is_own = is_per_side || side == Side::transposed;
        const std::string what = std::string(view) + " of layer " + std::to_string(number);
        if (is_own) expect_readable(figure, focused, what);
        EXPECT_THAT(testing::texts_of(figure),
                    ::testing::Contains(HasSubstr(view == std::string("stack") ? "Output" : "output")))
            << what;
        EXPECT_THAT(testing::texts_of(figure), ::testing::Contains(HasSubstr("shown: "))) << what;
        if (is_per_side) {
          EXPECT_THAT(testing::faults_of(figure), IsEmpty()) << what;
        }
      }
    }
    ++number;
  }
}

// Nodes with their names, and every connection between those that are shown: counted by trying all pairs.
TEST(MapPart, LongLinesCanBeReadAsAGraph) {
  const AxisSpec three{.input = 300, .kernel = 3, .pad_begin = 1, .pad_end = 1};
  for (const Scene& scene :
       {testing::layer(Operation::convolution, {}, three), testing::layer(Operation::convolution, three, {}),
        testing::layer(Operation::transposed_convolution, {}, {.input = 60, .kernel = 3, .stride = 2})}) {
    Stage stage(scene);
    const Side side = stage.evaluation->asked;
    stage.playhead.side = side;
    stage.scene.shows_convolution = side == Side::convolution;
    stage.scene.shows_transposed = side == Side::transposed;
    const Relation& relation = stage.evaluation->relation;
    const std::int64_t last = last_step(*stage.evaluation, stage.playhead);
    for (const std::int64_t step : {std::int64_t{0}, last / 2, last}) {
      stage.playhead.step = step;
      const Figure figure = compose_view("connections", stage.inputs());
      EXPECT_THAT(testing::texts_of(figure), ::testing::Contains(HasSubstr("shown: input ")));
      std::map<Part, std::set<Cell>> nodes;
      std::set<std::pair<Cell, Cell>> edges;
      testing::visit_items(figure, [&](const Item& item, const Affine&) {
        if (item.tag.part == Part::connection) edges.emplace(item.tag.cell, item.tag.coarse);
        const auto* box = std::get_if<Box>(&item.shape);
        if (box == nullptr || (item.tag.part != Part::fine && item.tag.part != Part::coarse)) return;
        EXPECT_GE(box->rect.width, 16) << to_string(item.tag);
        nodes[item.tag.part].insert(item.tag.cell);
      });
      const Tag lit = focus(*stage.evaluation, stage.playhead, {});
      EXPECT_TRUE(nodes[lit.part].contains(lit.cell));
      std::set<std::pair<Cell, Cell>> expected;
      for (const Tap& tap : all_taps(relation))
        if (nodes[Part::fine].contains(tap.fine) && nodes[Part::coarse].contains(tap.coarse))
          expected.emplace(tap.fine, tap.coarse);
      EXPECT_EQ(edges, expected);
      // Of what is lit nothing is left out.
      for (const Tap& tap : all_taps(relation)) {
        const Cell own = lit.part == Part::fine ? tap.fine : tap.coarse;
        EXPECT_TRUE(own != lit.cell || edges.contains({tap.fine, tap.coarse}));
      }
    }
  }
}

// Cells of a part are called as in the whole, and hold its numbers.
TEST(MapPart, PlanesShowTheLayersNumbers) {
  for (const Scene& scene : thin_layers()) {
    Stage stage(scene);
    const Side side = stage.evaluation->asked;
    stage.playhead.side = side;
    const Tensor& output = stage.evaluation->output(side);
    stage.playhead.step = last_step(*stage.evaluation, stage.playhead) * 2 / 3;
    const Tag at = focus(*stage.evaluation, stage.playhead, {});
    std::size_t seen = 0;
    testing::visit_items(compose_view("stack", stage.inputs()), [&](const Item& item, const Affine&) {
      const auto* grid = std::get_if<Grid>(&item.shape);
      if (grid == nullptr || item.tag.part != at.part) return;
      for (std::int64_t i = 0; i < grid->rows * grid->columns; ++i) {
        const Cell cell = grid->tag_of(item.tag, i / grid->columns, i % grid->columns).cell;
        const bool is_done =
            cell.row * output.columns() + cell.column <= at.cell.row * output.columns() + at.cell.column;
        EXPECT_EQ(grid->text_of(i / grid->columns, i % grid->columns),
                  is_done ? number_text(output(0, 0, cell.row, cell.column)) : "");
        ++seen;
      }
    });
    EXPECT_GE(seen, 2U);
  }
}

TEST(MapPart, OneThatFitsIsWhole) {
  Stage stage(testing::layer(Operation::convolution, {}, {.input = 16, .kernel = 3, .pad_begin = 1, .pad_end = 1}));
  const Figure figure = compose_view("maps", stage.inputs());
  for (const std::string& text : testing::texts_of(figure)) EXPECT_THAT(text, ::testing::Not(HasSubstr("shown: ")));
  EXPECT_EQ(testing::find_grid(figure, {Side::convolution, Part::expanded})->columns, 18);
}

// By brute force over all connections.
TEST(UnreadInput, IsWhatNoConnectionReads) {
  for (const std::int64_t input : {1, 4, 5, 7}) {
    for (const std::int64_t kernel : {1, 2, 3}) {
      for (const std::int64_t stride : {1, 2, 3}) {
        for (const std::int64_t padding : {0, 1}) {
          const AxisSpec axis{
              .input = input, .kernel = kernel, .stride = stride, .pad_begin = padding, .pad_end = padding};
          const Scene scene = testing::layer(Operation::convolution, axis, axis);
          if (!validate(scene.spec).empty()) continue;
          const Stage stage(scene);
          const PictureInputs inputs = stage.inputs();
          const MapArray array = expanded_array(inputs, Side::convolution, 0);
          std::set<Cell> read;
          for (const Tap& tap : all_taps(stage.evaluation->relation)) read.insert(tap.fine);
          bool any = false;
          for (Cell at{0, 0}; at.row < input; ++at.row) {
            for (at.column = 0; at.column < input; ++at.column) {
              const auto index = static_cast<std::size_t>((at.row + padding) * array.columns + at.column + padding);
              const auto found = static_cast<ExpandedClass>(array.classes->at(index));
              EXPECT_EQ(found, read.contains(at) ? ExpandedClass::input : ExpandedClass::unread);
              any = any || !read.contains(at);
            }
          }
          EXPECT_EQ(has_unread_input(*stage.evaluation, Side::convolution), any);
        }
      }
    }
  }
}

TEST(UnreadInput, IsMarkedAndExplained) {
  const AxisSpec axis{.input = 6, .kernel = 3, .stride = 2};
  for (const char* language : {"en", "zh"}) {
    Stage stage(testing::layer(Operation::convolution, axis, axis));
    stage.scene.shows_transposed = false;
    stage.words = testing::catalog(language);
    const std::string words = stage.words.text("figure.unread");
    EXPECT_THAT(testing::texts_of(compose_view("maps", stage.inputs())), ::testing::Contains(words));
    stage.scene.look.has_words = false;
    const Figure plain = compose_view("maps", stage.inputs());
    const Grid* grid = testing::find_grid(plain, {Side::convolution, Part::expanded});
    ASSERT_NE(grid, nullptr);
    EXPECT_EQ(grid->style_of(5, 5).fill.color, stage.look.fine_pale);
    EXPECT_EQ(grid->style_of(4, 4).fill.color, stage.look.fine);
  }
}

}  // namespace
}  // namespace convoscope

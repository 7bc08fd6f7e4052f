// The cells that one cell of a model sees, against walking forwards from every cell of the input.
#include "document/model/model_cells.h"

#include <gtest/gtest.h>

#include <set>

#include "document/model/mending.h"
#include "printed_models.h"

namespace convoscope {
namespace {

using Cells = std::set<std::pair<std::int64_t, std::int64_t>>;

/// What a layer makes of these cells, by all its connections one at a time.
Cells reached(const ModelLayer& layer, const ModelStep& step, const Cells& from) {
  if (layer.effect != Effect::layer) return from;
  Cells cells;
  visit_taps(relation(*step.spec), [&](const Tap& tap) {
    const Cell& read = is_transposed(*step.spec) ? tap.coarse : tap.fine;
    const Cell& made = is_transposed(*step.spec) ? tap.fine : tap.coarse;
    if (from.contains({read.row, read.column})) cells.insert({made.row, made.column});
  });
  return cells;
}

Cells cropped(const Cells& cells, const MapSize& whole, const MapSize& rest) {
  Cells kept;
  for (const auto& [row, column] : cells) {
    const std::int64_t down = row - (whole.rows - rest.rows) / 2;
    const std::int64_t right = column - (whole.columns - rest.columns) / 2;
    if (down >= 0 && down < rest.rows && right >= 0 && right < rest.columns) kept.insert({down, right});
  }
  return kept;
}

/// Of each map what a cell of the map of `layer` (-1: the input) reaches.
std::vector<Cells> walked(const Model& model, const std::vector<ModelStep>& steps, int layer, Cell cell) {
  std::vector<Cells> maps(static_cast<std::size_t>(layer + 1));
  maps.push_back({{cell.row, cell.column}});
  for (auto i = static_cast<std::size_t>(layer + 1); i < steps.size(); ++i) {
    const ModelStep& step = steps[i];
    const MapSize line = step.joints.empty() ? *step.input : step.joints[0].line;
    Cells read = cropped(maps[static_cast<std::size_t>(step.reads + 1)], line, *step.input);
    for (const Joint& joint : step.joints)
      read.merge(cropped(maps[static_cast<std::size_t>(joint.from + 1)], joint.size, *step.input));
    maps.push_back(reached(model.layers[i], step, read));
  }
  return maps;
}

/// The input's cells that reach `cell` of the last map.
Cells seen_by_walking(const Model& model, const std::vector<ModelStep>& steps,
                      std::pair<std::int64_t, std::int64_t> cell) {
  Cells seen;
  for (Cell from{0, 0}; from.row < model.input.rows; ++from.row)
    for (from.column = 0; from.column < model.input.columns; ++from.column)
      if (walked(model, steps, -1, from).back().contains(cell)) seen.insert({from.row, from.column});
  return seen;
}

Cells cells_of(const std::vector<CellProduct>& products) {
  Cells cells;
  for (const CellProduct& product : products)
    for (const std::int64_t row : product.rows)
      for (const std::int64_t column : product.columns) cells.insert({row, column});
  return cells;
}

/// Dilated, up and down with a skip that fits, and with one that is cropped.
std::vector<Model> small_models() {
  const std::string down = "(p): MaxPool2d(kernel_size=2, stride=2)\n";
  const std::string up = "(u): ConvTranspose2d(8, 4, kernel_size=(2, 2), stride=(2, 2))\n";
  const std::string dilated =
      "(d): Conv2d(4, 4, kernel_size=(3, 3), stride=(1, 1), padding=(2, 2), dilation=(2, 2), bias=False)\n";
  std::vector<Model> models;
  for (const std::string& text :
       {"Net(\n" + conv("a", 1, 4, 3, 1, 1) + dilated + dilated + ")",
        "Net(\n" + conv("a", 1, 4, 3, 1, 1) + down + conv("b", 4, 8, 3, 1, 1) + up + conv("c", 8, 4, 3, 1, 1) + ")",
        "Net(\n" + conv("a", 1, 4, 3, 1, 0) + conv("s", 4, 8, 3, 2, 0) + up + conv("c", 8, 4, 3, 1, 0) + ")"}) {
    Model model = printed(text);
    model.input = {1, 9, 11};
    for (const Mend& mend : mends(model))
      if (mend.kind == MendKind::crop) model = mend.mended;
    models.push_back(std::move(model));
  }
  return models;
}

TEST(ModelCells, AgreeWithWalkingForwards) {
  for (const Model& model : small_models()) {
    const std::vector<ModelStep> steps = follow(model, model.input);
    ASSERT_TRUE(steps.back().output);
    const int last = static_cast<int>(steps.size()) - 1;
    for (std::int64_t row = 0; row < steps.back().output->rows; row += 2)
      for (std::int64_t column = 0; column < steps.back().output->columns; column += 3) {
        const std::vector<CellProduct> seen = cells_seen(model, steps, last, {row, column}).front();
        const Cells wanted = seen_by_walking(model, steps, {row, column});
        EXPECT_EQ(cells_of(seen), wanted) << row << ", " << column;
        EXPECT_EQ(count_cells(seen), static_cast<std::int64_t>(wanted.size()));
      }
  }
}

TEST(ModelCells, ReachWhatWalkingForwardsReaches) {
  for (const Model& model : small_models()) {
    const std::vector<ModelStep> steps = follow(model, model.input);
    for (int layer = -1; layer < static_cast<int>(steps.size()); ++layer) {
      const MapSize size = layer < 0 ? model.input : *steps[static_cast<std::size_t>(layer)].output;
      for (Cell cell{0, 0}; cell.row < size.rows; cell.row += 2)
        for (cell.column = 0; cell.column < size.columns; cell.column += 3) {
          const std::vector<Cells> wanted = walked(model, steps, layer, cell);
          const auto reached_cells = cells_reached(model, steps, layer, cell);
          ASSERT_EQ(reached_cells.size(), wanted.size());
          for (std::size_t i = 0; i < wanted.size(); ++i) {
            EXPECT_EQ(cells_of(reached_cells[i]), wanted[i])
                << layer << " " << cell.row << ", " << cell.column << " " << i;
            EXPECT_EQ(count_cells(reached_cells[i]), static_cast<std::int64_t>(wanted[i].size()));
          }
        }
    }
  }
}

// Up, across and back by what holds no weight: seen and reached are one relation, walked in opposite directions.
TEST(ModelCells, AreSeenByWhatTheyReach) {
  Model model = printed("Net(\n" + conv("a", 1, 4, 3, 1, 1) +
                        "(up): Upsample(scale_factor=2.0, mode='bilinear')\n(shuffle): PixelShuffle(upscale_factor=2)\n"
                        "(pad): ZeroPad2d((1, 2, 0, 1))\n(pool): AdaptiveAvgPool2d(output_size=(5, 3))\n)");
  model.input = {1, 6, 5};
  const std::vector<ModelStep> steps = follow(model, model.input);
  const int last = static_cast<int>(steps.size()) - 1;
  ASSERT_TRUE(steps.back().output);
  int seen_pairs = 0;
  int reached_pairs = 0;
  for (Cell from{0, 0}; from.row < model.input.rows; ++from.row)
    for (from.column = 0; from.column < model.input.columns; ++from.column)
      for (const auto& [row, column] : cells_of(cells_reached(model, steps, -1, from).back())) {
        ++reached_pairs;
        EXPECT_TRUE(cells_of(cells_seen(model, steps, last, {row, column}).front()).contains({from.row, from.column}));
      }
  const MapSize& size = *steps.back().output;
  for (Cell cell{0, 0}; cell.row < size.rows; ++cell.row)
    for (cell.column = 0; cell.column < size.columns; ++cell.column)
      seen_pairs += static_cast<int>(cells_of(cells_seen(model, steps, last, cell).front()).size());
  EXPECT_EQ(seen_pairs, reached_pairs);
  EXPECT_GT(seen_pairs, 0);
}

TEST(ModelCells, AreNamedByTheirLayer) {
  const Model model = small_models()[1];
  const std::vector<ModelStep> steps = follow(model, model.input);
  EXPECT_EQ(model_cell_named(model, steps, "u[3,4]"), (Tag{Side::none, Part::map, 4, {3, 4}}));
  EXPECT_EQ(model_cell_named(model, steps, "map[4:3,4]"), (Tag{Side::none, Part::map, 4, {3, 4}}));
  EXPECT_EQ(model_cell_named(model, steps, "input[8,10]"), (Tag{Side::none, Part::map, 0, {8, 10}}));
  for (const char* const wrong :
       {"", "u", "u[]", "u[9,99]", "input[9,0]", "x[0,0]", "map[99:0,0]", "map[-1:0,0]", "u[3,4", "fine[0,0]"})
    EXPECT_FALSE(model_cell_named(model, steps, wrong)) << wrong;
}

TEST(ModelCells, SpanTheReceptiveFieldAwayFromTheBorder) {
  Model model = printed(resnet18());
  model.input = {3, 224, 224};
  const std::vector<ModelStep> steps = follow(model, model.input);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (model.layers[i].name != "layer1.1.conv2") continue;
    const auto seen = cells_seen(model, steps, static_cast<int>(i), {28, 28}).front();
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].rows.back() - seen[0].rows.front() + 1, 43);
    EXPECT_EQ(count_cells(seen), 43 * 43);
  }
}

TEST(ModelCells, AreNoneWhereNothingIsKnown) {
  Model model = printed("Net(\n" + conv("a", 3, 8, 3, 1, 1) + "(odd): MySampler(4)\n" + conv("b", 8, 8, 3, 1, 1) + ")");
  model.input = {3, 9, 9};
  const std::vector<ModelStep> steps = follow(model, model.input);
  EXPECT_TRUE(cells_seen(model, steps, 2, {0, 0}).front().empty());
  EXPECT_TRUE(cells_seen(model, steps, 0, {9, 0}).front().empty());
  EXPECT_EQ(count_cells(cells_seen(model, steps, 0, {0, 0}).front()), 4);
}

}  // namespace
}  // namespace convoscope

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

/// The input's cells that reach `cell` of the last map.
Cells seen_by_walking(const Model& model, const std::vector<ModelStep>& steps,
                      std::pair<std::int64_t, std::int64_t> cell) {
  Cells seen;
  for (std::int64_t row = 0; row < model.input.rows; ++row)
    for (std::int64_t column = 0; column < model.input.columns; ++column) {
      std::vector<Cells> maps{{{row, column}}};
      for (std::size_t i = 0; i < steps.size(); ++i) {
        const ModelStep& step = steps[i];
        const MapSize line = step.joints.empty() ? *step.input : step.joints[0].line;
        Cells read = cropped(maps[static_cast<std::size_t>(step.reads + 1)], line, *step.input);
        for (const Joint& joint : step.joints)
          read.merge(cropped(maps[static_cast<std::size_t>(joint.from + 1)], joint.size, *step.input));
        maps.push_back(reached(model.layers[i], step, read));
      }
      if (maps.back().contains(cell)) seen.insert({row, column});
    }
  return seen;
}

Cells cells_of(const std::vector<CellProduct>& products) {
  Cells cells;
  for (const CellProduct& product : products)
    for (const std::int64_t row : product.rows)
      for (const std::int64_t column : product.columns) cells.insert({row, column});
  return cells;
}

TEST(ModelCells, AgreeWithWalkingForwards) {
  const std::string down = "(p): MaxPool2d(kernel_size=2, stride=2)\n";
  const std::string up = "(u): ConvTranspose2d(8, 4, kernel_size=(2, 2), stride=(2, 2))\n";
  const std::string dilated =
      "(d): Conv2d(4, 4, kernel_size=(3, 3), stride=(1, 1), padding=(2, 2), dilation=(2, 2), bias=False)\n";
  for (const std::string& text :
       {"Net(\n" + conv("a", 1, 4, 3, 1, 1) + dilated + dilated + ")",
        "Net(\n" + conv("a", 1, 4, 3, 1, 1) + down + conv("b", 4, 8, 3, 1, 1) + up + conv("c", 8, 4, 3, 1, 1) + ")",
        "Net(\n" + conv("a", 1, 4, 3, 1, 0) + conv("s", 4, 8, 3, 2, 0) + up + conv("c", 8, 4, 3, 1, 0) + ")"}) {
    Model model = printed(text);
    model.input = {1, 9, 11};
    for (const Mend& mend : mends(model))
      if (mend.kind == MendKind::crop) model = mend.mended;
    const std::vector<ModelStep> steps = follow(model, model.input);
    ASSERT_TRUE(steps.back().output) << text;
    const int last = static_cast<int>(steps.size()) - 1;
    for (std::int64_t row = 0; row < steps.back().output->rows; row += 2)
      for (std::int64_t column = 0; column < steps.back().output->columns; column += 3) {
        const std::vector<CellProduct> seen = cells_seen(model, steps, last, {row, column}).front();
        const Cells wanted = seen_by_walking(model, steps, {row, column});
        EXPECT_EQ(cells_of(seen), wanted) << text << row << ", " << column;
        EXPECT_EQ(count_cells(seen), static_cast<std::int64_t>(wanted.size()));
      }
  }
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

#include "publish/quiz_cells.h"

#include <algorithm>

namespace convoscope {
namespace {

constexpr std::int64_t most_cells = 40;
constexpr std::size_t most_right = 10;

struct Extent {
  std::int64_t rows;
  std::int64_t columns;
};
Extent extent_of(const Relation& relation, bool is_fine) {
  const AxisRelation& vertical = relation.axes[height];
  const AxisRelation& horizontal = relation.axes[width];
  return is_fine ? Extent{vertical.fine, horizontal.fine} : Extent{vertical.coarse, horizontal.coarse};
}

}  // namespace

bool has_cell_choices(const AskedQuestion& question) {
  const Extent extent = extent_of(relation(question.saved->scene.spec), question.cells.front().part == Part::fine);
  return extent.rows * extent.columns <= most_cells && question.cells.size() <= most_right;
}

std::vector<CellChoice> cell_choices(const AskedQuestion& question) {
  const Relation between = relation(question.saved->scene.spec);
  const bool is_fine = question.cells.front().part == Part::fine;
  const Extent extent = extent_of(between, is_fine);
  std::vector<CellChoice> choices;
  for (Cell cell{0, 0}; cell.row < extent.rows; ++cell.row)
    for (cell.column = 0; cell.column < extent.columns; ++cell.column)
      choices.push_back({is_fine ? fine_name(between, cell) : coarse_name(between, cell),
                         std::ranges::find(question.cells, cell, &Tag::cell) != question.cells.end()});
  return choices;
}

std::string category_name(std::string_view title) {
  std::string name;
  for (const char c : title) name += c == '/' ? "//" : std::string(1, c);
  return name;
}

}  // namespace convoscope

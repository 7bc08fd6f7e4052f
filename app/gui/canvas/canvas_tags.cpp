// Looking tags up in evaluations and figures.
#include "gui/canvas/canvas_tags.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "document/explain.h"
#include "document/number_text.h"
#include "figure/state/highlight.h"

namespace convoscope {
namespace {

/// A weight's channel counts its (coarse, fine) pairs, row by row.
bool lies_on_kernel(const Tag& tag, const Tensor& weight) {
  return weight.size() > 0 && tag.channel >= 0 && tag.channel < weight.batch() * weight.channels() &&
         lies_on(tag.cell, weight.rows(), weight.columns());
}

std::optional<Rect> cell_bounds(const Item& item, const Tag& wanted) {
  if (const auto* grid = std::get_if<Grid>(&item.shape)) {
    // Its own cells, such as zeros, and those that it names.
    std::vector<Cell> places{{wanted.cell.row - grid->first.row, wanted.cell.column - grid->first.column}};
    if (grid->names) places.push_back(grid->names->place_of(wanted.cell));
    for (const Cell at : places) {
      if (at.row < 0 || at.row >= grid->rows || at.column < 0 || at.column >= grid->columns) continue;
      if (grid->tag_of(item.tag, at.row, at.column) == wanted) return grid->cell_rect(at.row, at.column);
    }
    return std::nullopt;
  }
  if (const auto* image = std::get_if<Image>(&item.shape))
    return item.tag == wanted ? std::optional(image->rect) : std::nullopt;
  const auto* box = std::get_if<Box>(&item.shape);
  return box && item.tag == wanted ? std::optional(box->rect) : std::nullopt;
}

void collect_bounds(const std::vector<Item>& items, const Tag& wanted, const Affine& outer, std::vector<Rect>& found) {
  for (const Item& item : items) {
    if (const auto* group = std::get_if<Group>(&item.shape)) {
      collect_bounds(group->items, wanted, outer * group->transform, found);
    } else if (const std::optional<Rect> inner = cell_bounds(item, wanted)) {
      const Point a = outer({inner->x, inner->y});
      const Point b = outer({inner->right(), inner->bottom()});
      found.push_back({std::min(a.x, b.x), std::min(a.y, b.y), std::abs(b.x - a.x), std::abs(b.y - a.y)});
    }
  }
}

}  // namespace

bool is_editable(const Tag& tag, const Evaluation& evaluation) {
  if (tag.part == Part::kernel) return lies_on_kernel(tag, *evaluation.weight);
  if (evaluation.photograph) return false;
  if (tag.part == Part::fine && tag.side == Side::convolution) return lies_on(tag, *evaluation.fine);
  if (tag.part == Part::coarse && tag.side == Side::transposed) return lies_on(tag, *evaluation.coarse);
  return false;
}

double value_of(const Tag& tag, const Evaluation& evaluation) {
  if (tag.part == Part::kernel) {
    const Tensor& weight = *evaluation.weight;
    return weight(tag.channel / weight.channels(), tag.channel % weight.channels(), tag.cell.row, tag.cell.column);
  }
  const Tensor& map = tag.part == Part::fine ? *evaluation.fine : *evaluation.coarse;
  return map(0, tag.channel, tag.cell.row, tag.cell.column);
}

float painted_value(const UiState& ui, const Evaluation& evaluation, const Tag& cell) {
  return value_of(cell, evaluation) == static_cast<double>(ui.brush) ? 0 : ui.brush;
}

void begin_cell_edit(UiState& ui, const Evaluation& evaluation, const Tag& cell, std::optional<Point> near) {
  ui.cell_edit = CellEdit{cell, near, {}, cell.cell.column, {}};
  std::string text = number_text(value_of(cell, evaluation), 6);
  // The field takes a plain minus, which is what keyboards type.
  if (const std::size_t minus = text.find("−"); minus != std::string::npos) text.replace(minus, 3, "-");
  ui.cell_edit->draft.set(text);
}

std::optional<Tag> cell_beside(const Tag& cell, const Evaluation& evaluation, int down, int right, bool wraps) {
  const Tensor& map = cell.part == Part::kernel ? *evaluation.weight
                      : cell.part == Part::fine ? *evaluation.fine
                                                : *evaluation.coarse;
  Tag next = cell;
  next.cell.row += down;
  next.cell.column += right;
  if (wraps && next.cell.column >= map.columns()) next.cell = {next.cell.row + 1, 0};
  if (wraps && next.cell.column < 0) next.cell = {next.cell.row - 1, map.columns() - 1};
  if (!lies_on(next.cell, map.rows(), map.columns())) return std::nullopt;
  return next;
}

bool take_cell_key(UiState& ui, NamedKey key) {
  const bool moves = key == NamedKey::left || key == NamedKey::right;
  if (!moves || !ui.cell_edit || ui.cell_edit->draft.is_changed) return false;
  ui.cell_edit->leaves = key;
  return true;
}

bool is_selectable(const Tag& tag) { return tag.part == Part::fine || tag.part == Part::coarse; }

bool can_pin(const Tag& tag, const Evaluation& evaluation) {
  if (is_selectable(tag)) return true;
  if (tag.part == Part::kernel) return lies_on_kernel(tag, *evaluation.weight);
  if (tag.part == Part::connection) return !lit_taps(evaluation, tag).empty();
  return (tag.part == Part::matrix || tag.part == Part::expanded) && is_explained(evaluation, tag);
}

std::optional<Rect> bounds_of(const Figure& figure, const Tag& tag, std::optional<Point> near) {
  std::vector<Rect> found;
  collect_bounds(figure.items, tag, {}, found);
  if (found.empty()) return std::nullopt;
  if (!near) return found.front();
  return *std::ranges::min_element(found, {}, [&](const Rect& rect) {
    const double x = std::max({rect.x - near->x, 0.0, near->x - rect.right()});
    const double y = std::max({rect.y - near->y, 0.0, near->y - rect.bottom()});
    return std::hypot(x, y);
  });
}

const CardPlace* card_at(const Figure& figure, Point point) {
  for (const CardPlace& card : figure.cards) {
    if (card.rect.contains(point)) return &card;
  }
  return nullptr;
}

}  // namespace convoscope

// It feels its way as the mouse does, by asking what lies where: so it goes through every view alike.
#include "gui/canvas/canvas_cursor.h"

#include <algorithm>
#include <cmath>

#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_view.h"

namespace convoscope {
namespace {

constexpr double least_step_pt = 3;
constexpr double side_costs = 2;  // a cell aside counts as if it were as much further away

bool is_cell(const Tag& tag, const Evaluation& evaluation) {
  return tag && tag.part != Part::connection && can_pin(tag, evaluation);
}

/// The cursor on what lies at a point, in its middle.
std::optional<CellCursor> cell_at(const Figure& picture, const Evaluation& evaluation, Point point) {
  const Tag tag = hit_test(picture, point);
  if (!is_cell(tag, evaluation)) return std::nullopt;
  const std::optional<Rect> bounds = bounds_of(picture, tag, point);
  return CellCursor{tag, bounds ? bounds->center() : point};
}

/// Where it begins: on the cell of the step or the pin, as it is drawn first.
std::optional<CellCursor> first_cell(const PanelInputs& in, const Figure& picture) {
  const Evaluation& evaluation = *in.session().evaluation();
  const Tag cell = focus(evaluation, in.session().playhead, in.session().pin);
  if (const std::optional<Rect> bounds = bounds_of(picture, cell)) return CellCursor{cell, bounds->center()};
  for (const CardPlace& card : picture.cards) {
    const CellCursor corner{{}, {card.rect.x, card.rect.y + card.rect.height / 2}};
    if (const auto found = next_cell(picture, evaluation, corner, 1, 0)) return found;
  }
  return std::nullopt;
}

/// Brings a place of the picture into sight.
void show(UiState& ui, const Rect& canvas, const Rect& place) {
  const Rect shown = to_screen(ui, canvas, place);
  const auto by = [](double least, double most, double begin, double end) {
    return begin < least ? least - begin : end > most ? most - end : 0.0;
  };
  ui.pan.x += by(canvas.x, canvas.right(), shown.x, shown.right());
  ui.pan.y += by(canvas.y, canvas.bottom(), shown.y, shown.bottom());
}

void draw_ring(const PanelInputs& in, const Rect& cell) {
  outline_box(in.context, {cell.x - 3, cell.y - 3, cell.width + 6, cell.height + 6}, in.context.theme.accent, 4, 2);
}

}  // namespace

std::optional<CellCursor> next_cell(const Figure& picture, const Evaluation& evaluation, const CellCursor& from,
                                    int right, int down) {
  const std::optional<Rect> bounds = bounds_of(picture, from.cell, from.at);
  const Size size = bounds ? Size{bounds->width, bounds->height} : Size{};
  const double ahead = right != 0 ? size.width : size.height;
  const double aside = right != 0 ? size.height : size.width;
  const double step = std::max(least_step_pt, ahead / 2);
  const double side_step = std::max(least_step_pt, aside / 2);
  const double reach = std::max(picture.size.width, picture.size.height);
  std::optional<CellCursor> best;
  double best_cost = 1e9;
  for (int i = 0; i * side_step < reach; ++i) {
    // To either side, nearer ones first.
    const double offset = (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2) * side_step;
    if (side_costs * std::abs(offset) >= best_cost) break;
    for (double r = ahead / 2 + 1; r < reach; r += step) {
      const double cost = r + side_costs * std::abs(offset);
      if (cost >= best_cost) break;
      const Point point{from.at.x + right * r + (down != 0 ? offset : 0),
                        from.at.y + down * r + (right != 0 ? offset : 0)};
      const std::optional<CellCursor> found = cell_at(picture, evaluation, point);
      const bool is_further =
          found && (right * (found->at.x - from.at.x) > 1e-6 || down * (found->at.y - from.at.y) > 1e-6);
      if (!is_further) continue;
      best = found;
      best_cost = cost;
      break;
    }
  }
  return best;
}

void use_cursor(const PanelInputs& in, const Rect& canvas, const Figure& picture) {
  UiState& ui = in.ui;
  const Stop* const stop = ui.focus.is_shown ? ui.focus.find() : nullptr;
  if (!stop || stop->kind != StopKind::canvas || !in.session().problems().empty()) return ui.cell_cursor.reset();
  const Evaluation& evaluation = *in.session().evaluation();
  if (!ui.cell_cursor) ui.cell_cursor = first_cell(in, picture);
  if (!ui.cell_cursor) return;
  const auto go = [&](NamedKey key, int right, int down) {
    if (!ui.focus.takes(stop->id, key)) return;
    if (const auto next = next_cell(picture, evaluation, *ui.cell_cursor, right, down)) ui.cell_cursor = next;
    if (const auto place = bounds_of(picture, ui.cell_cursor->cell, ui.cell_cursor->at)) show(ui, canvas, *place);
  };
  go(NamedKey::left, -1, 0);
  go(NamedKey::right, 1, 0);
  go(NamedKey::up, 0, -1);
  go(NamedKey::down, 0, 1);
  CellCursor& cursor = *ui.cell_cursor;
  // The picture may have moved its cell, or have none such any more.
  const std::optional<Rect> bounds = bounds_of(picture, cursor.cell, cursor.at);
  if (!bounds || !is_cell(cursor.cell, evaluation)) return ui.cell_cursor.reset();
  cursor.at = bounds->center();
  draw_ring(in, to_screen(ui, canvas, *bounds));
  if (!ui.focus.is_pointing) ui.hovered = cursor.cell;
  if (!ui.focus.takes(stop->id, NamedKey::enter)) return;
  if (in.session().pin != cursor.cell) return in.act(SetPin{cursor.cell});
  if (is_editable(cursor.cell, evaluation) && !in.session().wanted())
    begin_cell_edit(ui, evaluation, cursor.cell, cursor.at);
}

}  // namespace convoscope

// Bars end where the core places their taps; what sticks out of the map ends in a dashed stub.
#include "figure/overlap/overlap_painter.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "figure/draw/numbers_within.h"
#include "figure/state/overlap_counts.h"

namespace convoscope {
namespace {

// More rings than this are a fog: a stamp this large is shown by its outline alone.
constexpr std::size_t most_rings = 64;
constexpr double smallest_cell_with_sign_pt = 14;

}  // namespace

Grid overlap_grid(const PictureInputs& inputs, const Rect& rect, const MapArray& array, double gap_pt) {
  Grid g = grid_of(array, rect, gap_pt);
  const double cell = g.cell_rect(0, 0).width;
  g.styles =
      overlap_styles(inputs.theme, grid_number_size(inputs.fonts, array.longest, cell, inputs.theme.measures.number_pt),
                     std::min(inputs.theme.measures.cell_radius_pt, cell * 0.12));
  return g;
}

OverlapPainter::OverlapPainter(Pen& pen, const PictureInputs& inputs, const OverlapLayout& layout, std::int64_t most)
    : pen_(pen), in_(inputs), relation_(inputs.evaluation.relation), layout_(layout), most_(most) {
  const MapArray map =
      inputs.kept({"overlap", Side::transposed, most, 0}, [&] { return overlap_map(relation_, most); });
  map_ = overlap_grid(inputs, layout.map, map, layout.gap_pt);
}

void OverlapPainter::draw() {
  for (int axis = 0; axis < axis_count; ++axis) {
    if (layout_.bars[axis].shown) draw_bars(axis);
  }
  if (layout_.columns.width > 0) {
    const auto counts = [&](int axis) { return overlap(relation_.axes[axis], relation_.padding_mode); };
    add(overlap_grid(in_, layout_.columns, overlap_row(counts(width), most_), layout_.gap_pt), {});
    add(overlap_grid(in_, layout_.rows, overlap_row(counts(height), most_, true), layout_.gap_pt), {});
    if (layout_.cell_pt >= smallest_cell_with_sign_pt) {
      const Point corner{layout_.rows.x + layout_.rows.width / 2, layout_.columns.y + layout_.columns.height / 2};
      pen_.centred_text(corner, "×", {std::min(layout_.cell_pt * 0.6, 18.0), in_.theme.text_muted});
    }
  }
  add(map_, Tag{Side::transposed, Part::fine});
}

void OverlapPainter::add(Grid grid, const Tag& tag) {
  if (layout_.numbered.width <= 0) return pen_.add(std::move(grid), tag);
  add_with_numbers_within(pen_, std::move(grid), tag, layout_.numbered);
}

// A bar's piece from place `from` to place `to` of the axis (cells, fractions allowed).
Rect OverlapPainter::on_axis(int axis, double from, double to, std::int64_t index) const {
  const StampBars& bars = layout_.bars[axis];
  const double level = bars.first_pt + static_cast<double>(index % bars.levels) * bars.pitch_pt;
  const double length = (to - from) * layout_.cell_pt;
  if (axis == width) return {layout_.map.x + from * layout_.cell_pt, level, length - layout_.gap_pt, bars.bar_pt};
  return {level, layout_.map.y + from * layout_.cell_pt, bars.bar_pt, length - layout_.gap_pt};
}

// Whether any of a bar is on the map or sticks out of it by no more than a stub.
bool OverlapPainter::is_in_sight(int axis, std::int64_t index) const {
  const AxisRelation& along = relation_.axes[axis];
  const double stub = layout_.bars[axis].stub_pt / layout_.cell_pt;
  return static_cast<double>(along.place(index, along.kernel - 1) + 1) > -stub &&
         static_cast<double>(along.place(index, 0)) < static_cast<double>(along.fine) + stub;
}

Rect OverlapPainter::bar_rect(int axis, std::int64_t index) const {
  const AxisRelation& along = relation_.axes[axis];
  const double stub = layout_.bars[axis].stub_pt / layout_.cell_pt;
  const double from = std::max(static_cast<double>(along.place(index, 0)), -stub);
  const double to =
      std::min(static_cast<double>(along.place(index, along.kernel - 1) + 1), static_cast<double>(along.fine) + stub);
  return on_axis(axis, from, to, index);
}

void OverlapPainter::draw_bars(int axis) {
  const Theme& theme = in_.theme;
  const AxisRelation& along = relation_.axes[axis];
  const StampBars& bars = layout_.bars[axis];
  const double stub = bars.stub_pt / layout_.cell_pt;
  const double radius = std::min(4.0, bars.bar_pt * 0.3);
  const double size = std::min(bars.bar_pt * 0.72, layout_.cell_pt * 0.6);
  const Tag input{Side::transposed, Part::coarse};
  for (std::int64_t index = 0; index < along.coarse; ++index) {
    Tag tag;
    // In one dimension a bar stands for one cell; in two for a whole column or row of them.
    if (is_flat(relation_.axes[1 - axis])) {
      tag = input;
      tag.cell = axis == width ? Cell{0, index} : Cell{index, 0};
    }
    const auto first = static_cast<double>(along.place(index, 0));
    const auto end = static_cast<double>(along.place(index, along.kernel - 1) + 1);
    const auto fine = static_cast<double>(along.fine);
    const Stroke dashes{theme.coarse, 1, Dash::dashed};
    const auto stick_out = [&](double from, double to) {
      if (to > from) pen_.add(Box{on_axis(axis, from, to, index), radius, {theme.coarse_pale, {}}, dashes}, tag);
    };
    stick_out(std::max(first, -stub), std::min(end, 0.0));
    stick_out(std::max(first, fine), std::min(end, fine + stub));
    if (along.dilation > 1 && is_in_sight(axis, index)) {
      const Rect all = bar_rect(axis, index);
      const Point c = all.center();
      const Point from = axis == width ? Point{all.x, c.y} : Point{c.x, all.y};
      const Point to = axis == width ? Point{all.right(), c.y} : Point{c.x, all.bottom()};
      pen_.line(from, to, {theme.coarse, 1.5});
    }
    // One piece, or one for each tap where these are apart.
    const std::int64_t pieces = along.dilation > 1 ? along.kernel : 1;
    bool is_named = size < smallest_legible_pt;
    for (std::int64_t piece = 0; piece < pieces; ++piece) {
      const double from = pieces == 1 ? std::max(first, 0.0) : static_cast<double>(along.place(index, piece));
      const double to = pieces == 1 ? std::min(end, fine) : from + 1;
      if (to <= from || from < 0 || to > fine) continue;
      const Rect rect = on_axis(axis, from, to, index);
      pen_.add(Box{rect, radius, {theme.coarse, {}}, {}}, tag);
      const Rect& numbered = layout_.numbered;
      const bool is_cut = numbered.width > 0 && (rect.x < numbered.x || rect.right() > numbered.right() ||
                                                 rect.y < numbered.y || rect.bottom() > numbered.bottom());
      if (is_named || is_cut) continue;
      pen_.centred_text(rect.center(), fmt::format("{}", index + 1), {size, theme.on_coarse, FontWeight::semibold},
                        tag);
      is_named = true;
    }
  }
}

void OverlapPainter::light(const Highlight& lit, double width_pt, double alpha) {
  if (lit.apart) {
    const Tag& fine = lit.apart->fine;
    return light({lit.role, fine, lit_taps(in_.evaluation, fine)}, width_pt, alpha);
  }
  const Tag& tag = lit.tag;
  const std::vector<Tap>& taps = lit.taps;
  const bool is_fine = tag.part == Part::fine;
  const bool is_coarse = tag.part == Part::coarse;
  if (!is_fine && !is_coarse && taps.size() > most_rings) return;
  std::array<std::set<std::int64_t>, axis_count> inputs;
  for (const Tap& tap : taps) {
    inputs[height].insert(tap.coarse.row);
    inputs[width].insert(tap.coarse.column);
  }
  if (is_coarse) inputs = {std::set{tag.cell.row}, std::set{tag.cell.column}};
  for (int axis = 0; axis < axis_count; ++axis) {
    if (!layout_.bars[axis].shown) continue;
    for (const std::int64_t index : inputs[axis]) {
      if (is_in_sight(axis, index)) pen_.ring(bar_rect(axis, index), width_pt, alpha);
    }
  }
  if (is_fine) {
    if (!lies_on(tag.cell, map_.rows, map_.columns)) return;
    const Rect cell = map_.cell_rect(tag.cell.row, tag.cell.column);
    pen_.ring(cell, width_pt, alpha);
    if (layout_.columns.width <= 0) return;
    pen_.ring({cell.x, layout_.columns.y, cell.width, layout_.columns.height}, width_pt, alpha);
    pen_.ring({layout_.rows.x, cell.y, layout_.rows.width, cell.height}, width_pt, alpha);
    return;
  }
  if (taps.empty()) return;
  const bool is_apart = relation_.axes[height].dilation > 1 || relation_.axes[width].dilation > 1;
  const bool is_folded = relation_.padding_mode != PaddingMode::zeros;
  if ((is_apart || is_folded || !is_coarse) && taps.size() <= most_rings) {
    for (const Tap& tap : taps) pen_.ring(map_.cell_rect(tap.fine.row, tap.fine.column), width_pt, alpha);
    return;
  }
  Cell first = taps.front().fine;
  Cell last = first;
  for (const Tap& tap : taps) {
    first = {std::min(first.row, tap.fine.row), std::min(first.column, tap.fine.column)};
    last = {std::max(last.row, tap.fine.row), std::max(last.column, tap.fine.column)};
  }
  const Rect from = map_.cell_rect(first.row, first.column);
  const Rect to = map_.cell_rect(last.row, last.column);
  pen_.ring({from.x, from.y, to.right() - from.x, to.bottom() - from.y}, width_pt, alpha);
}

}  // namespace convoscope

// Where the cursor stands in each panel's maps, and which parts of them it brings along.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "figure/draw/map_arrays.h"
#include "figure/lockstep/lockstep_maps.h"

namespace convoscope {
namespace {

// More lines than this are a tangle.
constexpr std::size_t most_lines = 16;
constexpr double line_width_pt = 1.3;
constexpr double arrow_pt = 6;
constexpr double frame_width_pt = 1.6;
constexpr double line_distance_pt = 1.5;  // from a ringed cell
constexpr double frame_distance_pt = 2.5;
constexpr std::int64_t most_matrix_rows = 12;
constexpr std::int64_t most_matrix_columns = 10;
constexpr std::int64_t matrix_part_rows = 9;

std::int64_t middle_of(const std::vector<std::int64_t>& indices, std::int64_t otherwise) {
  if (indices.empty()) return otherwise;
  const auto [least, most] = std::ranges::minmax(indices);
  return (least + most) / 2;
}

// The inputs nearest to an output cell that no connection reaches.
std::int64_t nearest_coarse(const AxisRelation& axis, std::int64_t fine) {
  std::int64_t first = 0;
  std::int64_t end = axis.coarse;
  while (end - first > 1) {
    const std::int64_t middle = first + (end - first) / 2;
    (axis.place(middle, 0) <= fine ? first : end) = middle;
  }
  return first;
}

}  // namespace

LockstepParts lockstep_parts(const PictureInputs& inputs, const LockstepState& state) {
  const Evaluation& evaluation = inputs.evaluation;
  const Relation& relation = evaluation.relation;
  LockstepParts parts;
  parts.full = full_result(evaluation.spec(Side::transposed));
  const Geometry sizes = geometry(evaluation.spec(Side::transposed));
  Cell fine_middle;
  Cell coarse_middle;
  for (int axis = 0; axis < axis_count; ++axis) {
    const AxisRelation& along = relation.axes[axis];
    const auto of = [axis](Cell cell) { return axis == height ? cell.row : cell.column; };
    std::vector<std::int64_t> fine;
    std::vector<std::int64_t> coarse;
    std::vector<std::int64_t> kernel;
    for (const Tap& tap : state.lit) {
      fine.push_back(of(tap.fine));
      coarse.push_back(of(tap.coarse));
      kernel.push_back(of(tap.kernel));
    }
    const std::int64_t focus = state.maps.shows_window ? of(state.maps.step.focus) : middle_of(fine, 0);
    const std::int64_t input = middle_of(coarse, nearest_coarse(along, focus));
    (axis == height ? fine_middle.row : fine_middle.column) = focus;
    (axis == height ? coarse_middle.row : coarse_middle.column) = input;
    const bool is_flat = relation.axes[1 - axis].fine <= flat_rows;
    const PartLimit large = is_flat ? flat_map : large_map;
    const PartLimit small = is_flat ? flat_map : small_map;
    const auto part = [axis](MapPart& map) -> AxisPart& { return axis == height ? map.rows : map.columns; };
    const InputPlace place = input_place(evaluation, Side::transposed);
    const std::int64_t expanded =
        state.maps.shows_window ? focus + sizes.axes[axis].fold_begin + (sizes.axes[axis].effective_kernel - 1) / 2
                                : of(place.first) + input * of(place.step);
    part(parts.fine) = part_around(along.fine, focus, small);
    part(parts.coarse) = part_around(along.coarse, input, small);
    part(parts.kernel) = part_around(along.kernel, middle_of(kernel, along.kernel / 2), small);
    part(parts.expanded) = part_around(sizes.axes[axis].padded, expanded, large);
    part(parts.sheet) = part_around(parts.full.axes[axis].sheet, parts.full.axes[axis].begin + focus, large);
    if (!evaluation.convolution) continue;
    const AxisGeometry padded = axis_geometry(*evaluation.convolution, axis);
    part(parts.padded) = part_around(padded.padded, padded.border_begin + focus, large);
  }

  const AxisRelation& down = relation.axes[height];
  const AxisRelation& across = relation.axes[width];
  const std::int64_t fine_cells = down.fine * across.fine;
  const std::int64_t focus_row = fine_middle.row * across.fine + fine_middle.column;
  parts.rows = fine_cells <= most_matrix_rows ? fine_cells : matrix_part_rows;
  parts.first_row = std::clamp<std::int64_t>(focus_row - parts.rows / 2, 0, fine_cells - parts.rows);
  const std::int64_t coarse_cells = down.coarse * across.coarse;
  if (coarse_cells <= most_matrix_columns) {
    parts.columns.resize(static_cast<std::size_t>(coarse_cells));
    std::iota(parts.columns.begin(), parts.columns.end(), 0);
    return parts;
  }
  // Those that the shown rows meet; if these are too many, the ones nearest to the cursor's.
  std::set<std::int64_t> met;
  for (std::int64_t row = parts.first_row; row < parts.first_row + parts.rows; ++row) {
    visit_taps_of_fine(relation, {row / across.fine, row % across.fine},
                       [&](const Tap& tap) { met.insert(tap.coarse.row * across.coarse + tap.coarse.column); });
  }
  const std::int64_t centre = coarse_middle.row * across.coarse + coarse_middle.column;
  met.insert(centre);
  parts.columns.assign(met.begin(), met.end());
  std::set<std::int64_t> lit;
  for (const Tap& tap : state.lit) lit.insert(tap.coarse.row * across.coarse + tap.coarse.column);
  if (parts.columns.size() > static_cast<std::size_t>(most_matrix_columns)) {
    std::ranges::stable_sort(parts.columns, {}, [&](std::int64_t column) {
      return lit.contains(column) ? std::int64_t{-1} : std::abs(column - centre);
    });
    parts.columns.resize(static_cast<std::size_t>(most_matrix_columns));
    std::ranges::sort(parts.columns);
  }
  return parts;
}

Rect LockstepMaps::cell_of(const PlacedMap& place, const MapPart& part, Cell cell) const {
  const double side = place.pitch_pt - place.gap_pt;
  return {place.rect.x + static_cast<double>(cell.column - part.columns.first) * place.pitch_pt,
          place.rect.y + static_cast<double>(cell.row - part.rows.first) * place.pitch_pt, side, side};
}

std::optional<Rect> LockstepMaps::span_of(const PlacedMap& place, const MapPart& part, Cell first, Cell last) const {
  first = {std::max(first.row, part.rows.first), std::max(first.column, part.columns.first)};
  last = {std::min(last.row, part.rows.first + part.rows.count - 1),
          std::min(last.column, part.columns.first + part.columns.count - 1)};
  if (first.row > last.row || first.column > last.column) return std::nullopt;
  const Rect from = cell_of(place, part, first);
  const Rect to = cell_of(place, part, last);
  return Rect{from.x, from.y, to.right() - from.x, to.bottom() - from.y};
}

void LockstepMaps::ring(const PlacedMap& place, const MapPart& part, Cell cell, double width_pt, double alpha) {
  if (part.contains(cell)) ring(cell_of(place, part, cell), width_pt, alpha);
}

// Pen's rings are for larger cells: here neighbours are to stay visible.
void LockstepMaps::ring(const Rect& cell, double width_pt, double alpha) {
  const double side = std::min(cell.width, cell.height);
  const double thin = std::min(width_pt, std::max(side * 0.14, 1.0));
  const double radius = std::min(theme_.measures.cell_radius_pt + 1, side * 0.2);
  pen_.frame(grown(cell, 0.5), radius, {with_alpha(theme_.focus, alpha), thin});
}

Grid LockstepMaps::grid_at(const PlacedMap& place, const MapPart& part) const {
  Grid g;
  g.rect = place.rect;
  g.rows = part.rows.count;
  g.columns = part.columns.count;
  g.gap_pt = place.gap_pt;
  g.first = part.first();
  return g;
}

void LockstepMaps::draw_line(const LineEnd& from, const LineEnd& to, Color color) {
  const Rect& a = from.grid.rect;
  const Rect& b = to.grid.rect;
  const Way way = a.right() < b.x ? Way::right : b.right() < a.x ? Way::left : a.bottom() < b.y ? Way::down : Way::up;
  std::vector<Segment> line = gap_line(from, to, way);
  const Point tip = line.back().p;
  const bool is_down = way == Way::down || way == Way::up;
  const double onwards = way == Way::right || way == Way::down ? 1 : -1;
  pen_.add(Path{std::move(line), {}, {color, line_width_pt}});
  pen_.arrow_head(tip, is_down ? Point{0, onwards} : Point{onwards, 0}, arrow_pt, color);
}

void LockstepMaps::light(const std::vector<Tap>& taps, double width_pt, double alpha) {
  if (method_ == Method::matrix) {
    light_matrix(taps, width_pt, alpha);
    return;
  }
  std::set<Cell> inputs;
  std::set<Cell> kernels;
  std::set<Cell> outputs;
  const CropFrame& down = parts_.full.axes[height];
  const CropFrame& across = parts_.full.axes[width];
  for (const Tap& tap : taps) {
    inputs.insert(method_ == Method::zero_insertion ? expanded_of(tap.coarse) : tap.coarse);
    kernels.insert(method_ == Method::zero_insertion ? Cell{relation_.axes[height].kernel - 1 - tap.kernel.row,
                                                            relation_.axes[width].kernel - 1 - tap.kernel.column}
                                                     : tap.kernel);
    outputs.insert(method_ == Method::zero_insertion ? tap.fine
                   : method_ == Method::scatter ? Cell{down.begin + tap.placed.row, across.begin + tap.placed.column}
                                                : padded_of(tap.placed));
  }
  const bool zeros = method_ == Method::zero_insertion;
  const PlacedMap& input_place = zeros ? trio_.large : trio_.first;
  const MapPart& input_part = zeros ? parts_.expanded : parts_.coarse;
  const PlacedMap& output_place = zeros ? trio_.first : trio_.large;
  const MapPart& output_part = zeros ? parts_.fine : method_ == Method::scatter ? parts_.sheet : parts_.padded;
  // From the inputs to where they are added, from one to its whole stamp; the window stands for its inputs.
  if (!zeros && !taps.empty() && (inputs.size() == 1 || outputs.size() == 1) && inputs.size() <= most_lines) {
    CellRange target{*outputs.begin(), *outputs.begin()};
    for (const Cell output : outputs) target = joined(target, output);
    const std::optional<CellRange> shown = shown_range(target, output_part);
    for (const Cell input : inputs) {
      if (!shown || !input_part.contains(input)) continue;
      draw_line({grid_at(input_place, input_part), {input, input}, line_distance_pt},
                {grid_at(output_place, output_part), *shown, outputs.size() > 1 ? frame_distance_pt : line_distance_pt},
                with_alpha(theme_.focus, alpha));
    }
  }
  for (const Cell cell : inputs) ring(input_place, input_part, cell, width_pt, alpha);
  for (const Cell cell : kernels) ring(trio_.second, parts_.kernel, cell, width_pt, alpha);
  for (const Cell cell : outputs) ring(output_place, output_part, cell, width_pt, alpha);
}

void LockstepMaps::frame_cursor() {
  const Color frame_color = with_alpha(theme_.focus, hover_alpha);
  const auto outline = [&](const std::optional<Rect>& rect) {
    if (!rect) return;
    pen_.frame(grown(*rect, 2), theme_.measures.cell_radius_pt + 2, {frame_color, frame_width_pt});
  };
  if (method_ == Method::zero_insertion) {
    std::optional<CellRange> window;
    for (const CellRange& range : state_.maps.windows) {
      const std::optional<CellRange> shown = shown_range(range, parts_.expanded);
      if (shown) outline(span_of(trio_.large, parts_.expanded, shown->first, shown->last));
      if (!window) window = shown;
    }
    const Cell focus = state_.maps.step.focus;
    if (window && parts_.fine.contains(focus)) {
      draw_line({grid_at(trio_.large, parts_.expanded), *window, frame_distance_pt},
                {grid_at(trio_.first, parts_.fine), {focus, focus}, line_distance_pt}, frame_color);
    }
    if (!state_.is_on_zero) return;
    const Product& zero = state_.maps.window[static_cast<std::size_t>(state_.maps.current_in_window)];
    const Cell flipped{relation_.axes[height].kernel - 1 - zero.kernel.row,
                       relation_.axes[width].kernel - 1 - zero.kernel.column};
    ring(trio_.large, parts_.expanded, zero.expanded, theme_.measures.focus_width_pt, 1);
    ring(trio_.second, parts_.kernel, flipped, theme_.measures.focus_width_pt, 1);
    return;
  }
  std::set<Cell> inputs;
  for (const Tap& tap : state_.lit) inputs.insert(tap.coarse);
  if (inputs.size() != 1 || method_ == Method::matrix) return;
  // The whole stamp of the input at hand, or the whole window that its gradient came from.
  const Cell input = *inputs.begin();
  const auto ends = [&](int axis) {
    const AxisRelation& along = relation_.axes[axis];
    const std::int64_t at = axis == height ? input.row : input.column;
    return std::pair{along.place(at, 0), along.place(at, along.kernel - 1)};
  };
  const auto [top, bottom] = ends(height);
  const auto [left, right] = ends(width);
  if (method_ == Method::scatter) {
    const std::int64_t row = parts_.full.axes[height].begin;
    const std::int64_t column = parts_.full.axes[width].begin;
    outline(span_of(trio_.large, parts_.sheet, {row + top, column + left}, {row + bottom, column + right}));
  } else {
    outline(span_of(trio_.large, parts_.padded, padded_of({top, left}), padded_of({bottom, right})));
  }
}

}  // namespace convoscope

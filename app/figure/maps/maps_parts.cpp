#include "figure/maps/maps_parts.h"

#include <algorithm>
#include <limits>

namespace convoscope {
namespace {

MapPart part_of_map(const Cell& all, const GridExtents& shown, const CellRange& wanted) {
  return {page_of(all.row, shown.rows, wanted.first.row, wanted.last.row),
          page_of(all.column, shown.columns, wanted.first.column, wanted.last.column)};
}

// What a window larger than its part has to show of itself: where it multiplies.
CellRange narrowed(const CellRange& range, const GridExtents& shown, Cell to) {
  CellRange result = range;
  if (range.last.row - range.first.row >= shown.rows) result.first.row = result.last.row = to.row;
  if (range.last.column - range.first.column >= shown.columns) result.first.column = result.last.column = to.column;
  return result;
}

// The cells that the picture is about: of the window, else of what is pinned.
CellRange expanded_range(const MapsState& state) {
  if (!state.shows_window && !state.pinned.expanded.empty())
    return {state.pinned.expanded.front(), state.pinned.expanded.front()};
  if (state.window.empty()) return {};
  CellRange range{state.window.front().expanded, state.window.front().expanded};
  for (const Product& product : state.window) range = joined(range, product.expanded);
  return state.windows.empty() ? range : state.windows.front();
}

// Those outputs whose windows are among the shown cells of the input, as far as there is room; `output` is one of them.
AxisPart part_of_output(std::int64_t total, std::int64_t shown, std::int64_t output, const AxisPart& input,
                        std::int64_t apart) {
  if (shown >= total || input.is_whole()) return page_of(total, shown, output, output);
  const std::int64_t first = (input.first + apart - 1) / apart;
  const std::int64_t turned = output < first ? output : first + (output - first) / shown * shown;
  return {std::clamp<std::int64_t>(turned, 0, total - shown), shown, total};
}

MapsParts parts_with(const PictureInputs& inputs, const MapsExtents& extents, Side side, const CellRange& read,
                     Cell output, Cell element) {
  const Evaluation& evaluation = inputs.evaluation;
  const Geometry sizes = geometry(evaluation.spec(side));
  const Tensor& result = evaluation.output(side);
  const Tensor& weight = *evaluation.weight;
  MapsParts parts;
  parts.expanded = part_of_map({sizes.axes[height].padded, sizes.axes[width].padded}, extents.expanded, read);
  // From window to window.
  const auto apart = [&](int axis) {
    const AxisRelation& along = evaluation.relation.axes[axis];
    return side == Side::transposed ? 1 : along.place(1, 0) - along.place(0, 0);
  };
  parts.output = {
      part_of_output(result.rows(), extents.output.rows, output.row, parts.expanded.rows, apart(height)),
      part_of_output(result.columns(), extents.output.columns, output.column, parts.expanded.columns, apart(width))};
  if (weight.size() > 0)
    parts.kernel = part_of_map({weight.rows(), weight.columns()}, extents.kernel, {element, element});
  return parts;
}

}  // namespace

MapsParts maps_parts(const PictureInputs& inputs, const MapsExtents& extents, const MapsState& state) {
  const bool has_current = state.current_in_window >= 0;
  const Product* const current =
      has_current ? &state.window[static_cast<std::size_t>(state.current_in_window)] : nullptr;
  const CellRange window = expanded_range(state);
  const CellRange read = narrowed(window, extents.expanded, current != nullptr ? current->expanded : window.first);
  const bool is_pinned = !state.shows_window && !state.pinned.output.empty();
  const Cell focus = is_pinned ? state.pinned.output.front() : state.step.focus;
  const Tensor& weight = *inputs.evaluation.weight;
  Cell element = current != nullptr ? current->kernel : Cell{0, 0};
  if (current != nullptr && state.side == Side::transposed)
    element = {weight.rows() - 1 - element.row, weight.columns() - 1 - element.column};
  return parts_with(inputs, extents, state.side, read, focus, element);
}

MapsParts last_parts(const PictureInputs& inputs, const MapsExtents& extents, Side side) {
  constexpr std::int64_t end = std::numeric_limits<std::int64_t>::max() / 2;
  constexpr Cell last{end, end};
  return parts_with(inputs, extents, side, {last, last}, last, last);
}

}  // namespace convoscope

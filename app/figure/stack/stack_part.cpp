#include "figure/stack/stack_part.h"

#include <algorithm>
#include <limits>

namespace convoscope {
namespace {

StackParts parts_around(const PictureInputs& inputs, Side side, std::int64_t count, const CellRange& wanted) {
  const Geometry sizes = geometry(inputs.evaluation.spec(side));
  StackParts parts = whole_stack(inputs, side);
  const bool is_wide = parts.input.columns.total >= parts.input.rows.total;
  AxisPart& input = is_wide ? parts.input.columns : parts.input.rows;
  AxisPart& output = is_wide ? parts.output.columns : parts.output.rows;
  const int axis = is_wide ? width : height;
  const std::int64_t reach = sizes.axes[axis].effective_kernel;
  const std::int64_t apart = side == Side::transposed ? 1 : inputs.evaluation.relation.axes[axis].stride;
  input = page_of(input.total, std::clamp(count, std::min(reach + 3 * apart, input.total), input.total),
                  is_wide ? wanted.first.column : wanted.first.row, is_wide ? wanted.last.column : wanted.last.row);
  if (input.is_whole()) return parts;
  output.count = std::clamp<std::int64_t>((input.count - reach) / apart + 1, 1, output.total);
  output.first = std::clamp<std::int64_t>((input.first + apart - 1) / apart, 0, output.total - output.count);
  return parts;
}

Cell from(Cell cell, const MapPart& part) { return {cell.row - part.rows.first, cell.column - part.columns.first}; }

void take_part(std::vector<Cell>& cells, const MapPart& part) {
  std::erase_if(cells, [&](Cell cell) { return !part.contains(cell); });
  for (Cell& cell : cells) cell = from(cell, part);
}

void take_part(std::vector<CellRange>& ranges, const MapPart& part) {
  for (CellRange& range : ranges) range = {from(range.first, part), from(range.last, part)};
}

}  // namespace

StackParts whole_stack(const PictureInputs& inputs, Side side) {
  const Geometry sizes = geometry(inputs.evaluation.spec(side));
  const auto whole = [](std::int64_t total) { return AxisPart{0, total, total}; };
  return {{whole(sizes.axes[height].padded), whole(sizes.axes[width].padded)},
          {whole(sizes.output_height()), whole(sizes.output_width())}};
}

StackParts stack_parts(const PictureInputs& inputs, const StackScene& scene, Side side, std::int64_t count) {
  const MapsState& state = scene.state;
  CellRange wanted{};
  if (!state.windows.empty()) {
    wanted = state.windows.front();
  } else if (!state.pinned.expanded.empty()) {
    wanted = {state.pinned.expanded.front(), state.pinned.expanded.front()};
  } else if (!state.window.empty()) {
    wanted = {state.window.front().expanded, state.window.back().expanded};
  }
  return parts_around(inputs, side, count, wanted);
}

StackParts last_stack_parts(const PictureInputs& inputs, Side side, std::int64_t count) {
  constexpr std::int64_t end = std::numeric_limits<std::int64_t>::max() / 2;
  return parts_around(inputs, side, count, {{end, end}, {end, end}});
}

void take_parts(StackScene& scene, const StackParts& parts) {
  if (parts.is_whole()) return;
  MapsState& state = scene.state;
  scene.parts = parts;
  for (LitCells* lit : {&state.pinned, &state.hovered}) {
    take_part(lit->expanded, parts.input);
    take_part(lit->output, parts.output);
  }
  if (state.next) {
    const auto is_shown = [&](const CellRange& window) {
      return parts.input.contains(window.first) && parts.input.contains(window.last);
    };
    if (std::ranges::all_of(state.next->windows, is_shown) && parts.output.contains(state.next->focus)) {
      take_part(state.next->windows, parts.input);
      state.next->focus = from(state.next->focus, parts.output);
      if (state.next->current) state.next->current->expanded = from(state.next->current->expanded, parts.input);
    } else {
      state.next.reset();  // to another page the window does not slide
    }
  }
  take_part(state.windows, parts.input);
  for (Product& product : state.window) product.expanded = from(product.expanded, parts.input);
  if (state.largest) state.largest->expanded = from(state.largest->expanded, parts.input);
  // Cells that are done, row by row, of those that are shown.
  const AxisPart& rows = parts.output.rows;
  const AxisPart& columns = parts.output.columns;
  const std::int64_t row = state.done_there / columns.total;
  const std::int64_t column = state.done_there % columns.total;
  const auto local = [](const AxisPart& along, std::int64_t at) {
    return std::clamp<std::int64_t>(at - along.first, 0, along.count);
  };
  const bool is_among = rows.contains(row);
  state.done_there = local(rows, row) * columns.count + (is_among ? local(columns, column) : 0);
  state.channel_cells = rows.count * columns.count;
  state.step.focus = from(state.step.focus, parts.output);
}

}  // namespace convoscope

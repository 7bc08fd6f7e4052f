// Reads the state of the maps; O(kernel * channels), whatever the maps' size.
#include "figure/stack_scene.h"

#include <algorithm>

namespace convoscope {
namespace {

// More planes than this hide each other.
constexpr std::int64_t most_planes = 3;

Channels channels_around(std::int64_t current, std::int64_t total) {
  Channels c{0, std::min(total, most_planes), total};
  c.first = std::clamp(current / most_planes * most_planes, std::int64_t{0}, total - c.shown);
  return c;
}

CellRange joined(CellRange range, Cell cell) {
  return {{std::min(range.first.row, cell.row), std::min(range.first.column, cell.column)},
          {std::max(range.last.row, cell.row), std::max(range.last.column, cell.column)}};
}

void find_window(StackScene& scene) {
  const MapsState& state = scene.state;
  if (!state.shows_window || state.window.empty()) return;
  CellRange window = one_cell(state.window.front().expanded);
  for (const Product& product : state.window) window = joined(window, product.expanded);
  scene.window = window;
  const auto [least, most] = std::ranges::minmax_element(state.step.products, {}, &Product::input_channel);
  scene.first_connected = least->input_channel;
  scene.last_connected = most->input_channel;
}

}  // namespace

std::optional<std::size_t> Channels::plane_of(std::int64_t channel) const {
  if (channel < first || channel >= first + shown) return std::nullopt;
  return static_cast<std::size_t>(channel - first);
}

StackScene stack_scene(const PictureInputs& inputs, Side side) {
  const Evaluation& evaluation = inputs.evaluation;
  StackScene scene;
  scene.state = maps_state(inputs, side);
  scene.inputs = channels_around(scene.state.input_channel, evaluation.input(side).channels());
  scene.outputs = channels_around(scene.state.output_channel, evaluation.output(side).channels());
  find_window(scene);
  scene.current_channel = scene.state.output_channel;
  scene.done_in_current = scene.state.done;
  if (!scene.state.is_pinned) return scene;
  // The state speaks of the pinned cell's channel; the playhead may be in another. A trace costs O(rows + columns): only here.
  const Trace trace = evaluation.trace(side, inputs.playhead.granularity);
  const std::int64_t index = step_of_side(evaluation, inputs.playhead, side);
  const Step step = trace.at(index);
  scene.current_channel = step.focus_channel;
  scene.done_in_current = step.focus.row * evaluation.output(side).columns() + step.focus.column +
                          (trace.is_done_after(index, step.focus_channel, step.focus) ? 1 : 0);
  return scene;
}

Rect rect_of(const CellRange& range, double cell_pt) {
  const auto points = [&](std::int64_t cells) { return static_cast<double>(cells) * cell_pt; };
  return {points(range.first.column), points(range.first.row), points(range.last.column - range.first.column + 1),
          points(range.last.row - range.first.row + 1)};
}

Quad quad_of(const StackPlane& plane, const CellRange& range, double cell_pt) {
  const Rect r = rect_of(range, cell_pt);
  const Affine& m = plane.to_picture;
  return {m({r.x, r.y}), m({r.right(), r.y}), m({r.right(), r.bottom()}), m({r.x, r.bottom()})};
}

CellRange all_cells(const StackPlane& plane) { return {{0, 0}, {plane.rows - 1, plane.columns - 1}}; }

CellRange one_cell(Cell cell) { return {cell, cell}; }

Beam beam_of(const StackScene& scene, const StackLayout& layout) {
  Beam beam;
  const MapsState& state = scene.state;
  const auto to = scene.outputs.plane_of(state.output_channel);
  if (!to) return beam;
  const StackPlane& output = layout.outputs[*to];
  const auto add = [&](const StackPlane& plane, const CellRange& range) {
    beam.add(plane.rise_pt, quad_of(plane, range, layout.cell_pt));
  };
  if (!state.shows_window) {
    const auto from = scene.inputs.plane_of(state.input_channel);
    const LitCells& lit = state.pinned;
    // A cell that the padding repeats stands in several places: no one beam.
    if (!from || lit.output.empty() || lit.expanded.size() != 1) return beam;
    CellRange reached = one_cell(lit.output.front());
    for (const Cell cell : lit.output) reached = joined(reached, cell);
    add(layout.inputs[*from], one_cell(lit.expanded.front()));
    add(output, reached);
    return beam;
  }
  if (!scene.window) return beam;
  for (std::size_t i = 0; i < layout.inputs.size(); ++i) {
    if (scene.is_connected(scene.inputs.first + static_cast<std::int64_t>(i))) add(layout.inputs[i], *scene.window);
  }
  if (!beam.has_section()) return beam;
  add(output, one_cell(state.step.focus));
  return beam;
}

}  // namespace convoscope

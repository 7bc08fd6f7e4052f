// Reads the state of the maps; O(kernel * channels), whatever the maps' size.
#include "figure/stack/stack_scene.h"

#include <algorithm>

#include "figure/draw/pen.h"

namespace convoscope {
namespace {

Channels channels_around(std::int64_t current, std::int64_t total, std::int64_t most) {
  Channels c{0, std::min(total, most), total};
  c.first = std::clamp(current / most * most, std::int64_t{0}, total - c.shown);
  return c;
}

void find_window(StackScene& scene) {
  const MapsState& state = scene.state;
  if (state.windows.empty()) return;
  const auto [least, most] = std::ranges::minmax_element(state.step.products, {}, &Product::input_channel);
  scene.first_connected = least->input_channel;
  scene.last_connected = most->input_channel;
}

}  // namespace

std::optional<std::size_t> Channels::plane_of(std::int64_t channel) const {
  if (channel < first || channel >= first + shown) return std::nullopt;
  return static_cast<std::size_t>(channel - first);
}

StackScene stack_scene(const PictureInputs& inputs, Side side, std::int64_t most) {
  const Evaluation& evaluation = inputs.evaluation;
  StackScene scene;
  scene.state = maps_state(inputs, side);
  scene.inputs = channels_around(scene.state.input_channel, evaluation.input(side).channels(), most);
  scene.outputs = channels_around(scene.state.output_channel, evaluation.output(side).channels(), most);
  find_window(scene);
  // To another channel's plane the beam would not move but be torn off: there it waits.
  if (scene.state.next && scene.state.next->output_channel != scene.state.output_channel) scene.state.next.reset();
  return scene;
}

Rect rect_of(const CellRange& range, double cell_pt) {
  const auto points = [&](std::int64_t cells) { return static_cast<double>(cells) * cell_pt; };
  return {points(range.first.column), points(range.first.row), points(range.last.column - range.first.column + 1),
          points(range.last.row - range.first.row + 1)};
}

Quad quad_of(const StackPlane& plane, const Rect& in_plane) {
  const Rect& r = in_plane;
  const Affine& m = plane.to_picture;
  return {m({r.x, r.y}), m({r.right(), r.y}), m({r.right(), r.bottom()}), m({r.x, r.bottom()})};
}

Quad quad_of(const StackPlane& plane, const CellRange& range, double cell_pt) {
  return quad_of(plane, rect_of(range, cell_pt));
}

CellRange all_cells(const StackPlane& plane) { return {{0, 0}, {plane.rows - 1, plane.columns - 1}}; }

CellRange one_cell(Cell cell) { return {cell, cell}; }

std::vector<Rect> window_rects(const StackScene& scene, double cell_pt) {
  const std::optional<NextStep>& next = scene.state.next;
  std::vector<Rect> rects;
  for (std::size_t i = 0; i < scene.state.windows.size(); ++i) {
    const Rect rect = rect_of(scene.state.windows[i], cell_pt);
    rects.push_back(next ? between(rect, rect_of(next->windows[i], cell_pt), next->gone) : rect);
  }
  return rects;
}

Rect focus_rect(const StackScene& scene, double cell_pt) {
  const Rect rect = rect_of(one_cell(scene.state.step.focus), cell_pt);
  const std::optional<NextStep>& next = scene.state.next;
  return next ? between(rect, rect_of(one_cell(next->focus), cell_pt), next->gone) : rect;
}

std::vector<Beam> beams_of(const StackScene& scene, const StackLayout& layout) {
  const MapsState& state = scene.state;
  const auto to = scene.outputs.plane_of(state.output_channel);
  if (!to) return {};
  const StackPlane& output = layout.outputs[*to];
  const auto add = [](Beam& beam, const StackPlane& plane, const Rect& rect) {
    beam.add(plane.rise_pt, quad_of(plane, rect));
  };
  if (!state.shows_window) {
    const auto from = scene.inputs.plane_of(state.input_channel);
    const LitCells& lit = state.pinned;
    // A cell that the padding repeats stands in several places: no one beam.
    if (!from || lit.output.empty() || lit.expanded.size() != 1) return {};
    CellRange reached = one_cell(lit.output.front());
    for (const Cell cell : lit.output) reached = joined(reached, cell);
    Beam beam;
    add(beam, layout.inputs[*from], rect_of(one_cell(lit.expanded.front()), layout.cell_pt));
    add(beam, output, rect_of(reached, layout.cell_pt));
    return {beam};
  }
  std::vector<Beam> beams;
  for (const Rect& window : window_rects(scene, layout.cell_pt)) {
    Beam beam;
    for (std::size_t i = 0; i < layout.inputs.size(); ++i) {
      if (scene.is_connected(scene.inputs.first + static_cast<std::int64_t>(i))) add(beam, layout.inputs[i], window);
    }
    if (!beam.has_section()) continue;
    add(beam, output, focus_rect(scene, layout.cell_pt));
    beams.push_back(std::move(beam));
  }
  return beams;
}

}  // namespace convoscope

// The frame is the transposed convolution's output: padding cuts it, output padding extends its end.
#include "gui/canvas/canvas_drag.h"

#include <algorithm>
#include <cmath>

#include "document/parameters.h"

namespace convoscope {

FrameGrip grip_of(const Scene& scene, Edge edge) {
  return {edge, scene.spec, parameter_row(Parameter::output_padding).get(scene, axis_of(edge))};
}

std::vector<Edit> frame_edits(const FrameGrip& grip, std::int64_t outward_cells) {
  const int axis = axis_of(grip.edge);
  const bool is_transposed = grip.spec.operation == Operation::transposed_convolution;
  std::array<AxisSpec, axis_count> axes = grip.spec.axes;
  AxisSpec& changed = axes[static_cast<std::size_t>(axis)];
  std::int64_t output_padding = grip.output_padding;
  if (!is_end(grip.edge)) {
    changed.pad_begin -= outward_cells;
  } else if (outward_cells < 0) {
    const std::int64_t covered = std::min(-outward_cells, output_padding);
    output_padding -= covered;
    changed.pad_end += -outward_cells - covered;
  } else {
    const std::int64_t most = (is_transposed ? std::max(changed.stride, changed.dilation) : changed.stride) - 1;
    const std::int64_t uncovered = std::clamp<std::int64_t>(most - output_padding, 0, outward_cells);
    const std::int64_t given_way = std::clamp<std::int64_t>(changed.pad_end, 0, outward_cells - uncovered);
    const std::int64_t rest = outward_cells - uncovered - given_way;
    output_padding += uncovered + (is_transposed ? rest : 0);
    changed.pad_end -= given_way + (is_transposed ? 0 : rest);
  }
  const AxisSpec& down = axes[height];
  const AxisSpec& across = axes[width];
  std::vector<Edit> edits{SetPadding{{down.pad_begin, across.pad_begin, down.pad_end, across.pad_end}}};
  if (is_transposed) {
    edits.push_back(SetParameter{Parameter::output_padding, axis, output_padding});
  } else {
    edits.push_back(SetParameter{Parameter::input, axis, changed.input + outward_cells});
  }
  return edits;
}

std::int64_t cells_outward(const CanvasDrag& drag, Point mouse) {
  const bool is_level = axis_of(drag.grip.edge) == height;
  const double moved = is_level ? mouse.y - drag.press.y : mouse.x - drag.press.x;
  const double cells = std::clamp(moved / std::max(drag.cell_pt, 1.0), -1e6, 1e6);
  return std::llround(is_end(drag.grip.edge) ? cells : -cells);
}

}  // namespace convoscope

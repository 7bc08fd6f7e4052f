// The smallest input is looked for from below each limit that a formula gives; few steps lead from there.
#include "document/model/layer_code.h"

#include <algorithm>

#include "core/geometry.h"
#include "core/integer.h"

namespace convoscope {
namespace {

/// No input below is legal on this axis: the kernel has to fit, an output cell has to be left, folded padding has to find cells.
std::int64_t lower_limit(const Spec& spec, const AxisSpec& axis) {
  if (std::max({axis.kernel, axis.dilation, axis.stride, axis.pad_begin, axis.pad_end}) > max_cells) return 1;
  const std::int64_t reach = axis.dilation * (axis.kernel - 1) + 1;
  const std::int64_t padding = axis.pad_begin + axis.pad_end;
  if (is_transposed(spec)) {
    if (axis.stride < 1) return 1;
    const std::int64_t missing = 1 + padding - reach - axis.output_padding;
    return std::max<std::int64_t>(1, 1 - floor_divide(-missing, axis.stride));
  }
  const std::int64_t folded =
      std::max(axis.pad_begin, axis.pad_end) + (spec.padding_mode == PaddingMode::reflect ? 1 : 0);
  return std::max<std::int64_t>(
      {1, spec.ceil_mode ? 1 : reach - padding, spec.padding_mode == PaddingMode::zeros ? 1 : folded});
}

}  // namespace

Spec LayerCode::on(AxisPair input) const {
  Spec placed = spec;
  for (int axis = 0; axis < axis_count; ++axis) placed.axes[axis].input = input[axis];
  if (output) return resolve_output_size(placed, *output, false, auto_pad);
  return resolve_padding(placed, auto_pad);
}

PlacedSpec spec_of(const LayerCode& layer) {
  constexpr std::int64_t most_steps = 256;
  AxisPair input{layer.spec.axes[height].input, layer.spec.axes[width].input};
  Spec placed = layer.on(input);
  if (!layer.has_input) {
    // One axis at a time: the other keeps one cell with nothing to object to.
    for (int axis = 0; axis < axis_count; ++axis) {
      if (layer.is_line && axis == height) continue;
      const Spec unplaced = layer.auto_pad == AutoPad::explicit_ ? layer.spec : layer.on({1, 1});
      input[axis] = lower_limit(unplaced, unplaced.axes[axis]);
      for (std::int64_t step = 0; step < most_steps; ++step, ++input[axis]) {
        const std::vector<Problem> problems = validate(layer.on(input));
        if (std::ranges::none_of(problems, [&](const Problem& problem) { return problem.axis == axis; })) break;
      }
    }
    placed = layer.on(input);
  }
  const std::vector<Problem> problems = validate(placed);
  if (problems.empty()) return {placed, std::nullopt};
  const auto place = layer.places.find(problems.front().parameter);
  return {placed, CodeError{place == layer.places.end() ? layer.begin : place->second, message_of(problems.front())}};
}

}  // namespace convoscope

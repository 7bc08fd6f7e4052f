// Tries all kernels, strides, paddings and dilations; the size that they make says the output padding.
#include "core/solve.h"

#include <algorithm>
#include <tuple>

#include "core/geometry.h"

namespace convoscope {
namespace {

/// Smaller is plainer.
auto strangeness(const SolvedLayer& layer) {
  const AxisSpec& h = layer[height];
  const AxisSpec& w = layer[width];
  const auto has_gaps = [](const AxisSpec& axis) { return axis.kernel < axis.stride ? 1 : 0; };
  const auto sum = [](const AxisSpec& axis) { return axis.kernel + axis.stride + axis.pad_begin; };
  const auto numbers = [](const AxisSpec& axis) {
    return std::tuple(axis.kernel, axis.stride, axis.pad_begin, axis.dilation, axis.output_padding);
  };
  return std::tuple(has_gaps(h) + has_gaps(w), h.dilation + w.dilation, h.output_padding + w.output_padding,
                    sum(h) + sum(w), numbers(h) != numbers(w), numbers(h), numbers(w));
}

/// Parameters that make `output` cells of `input` along one axis, legal or not.
std::vector<AxisSpec> candidates(Operation operation, std::int64_t input, std::int64_t output,
                                 const SolveBounds& bounds) {
  std::vector<AxisSpec> found;
  Spec spec;
  spec.operation = operation;
  AxisSpec& axis = spec.axes[width];
  axis.input = input;
  const std::int64_t most_extra = is_transposed(spec) ? bounds.output_padding : 0;
  for (axis.dilation = 1; axis.dilation <= bounds.dilation; ++axis.dilation) {
    for (axis.kernel = 1; axis.kernel <= bounds.kernel; ++axis.kernel) {
      for (axis.stride = 1; axis.stride <= bounds.stride; ++axis.stride) {
        for (std::int64_t padding = 0; padding <= bounds.padding; ++padding) {
          axis.pad_begin = axis.pad_end = padding;
          axis.output_padding = 0;
          const std::int64_t missing = output - axis_geometry(spec, width).output;
          if (missing < 0 || missing > most_extra) continue;
          axis.output_padding = missing;
          found.push_back(axis);
        }
      }
    }
  }
  return found;
}

bool is_legal(Operation operation, const SolvedLayer& axes) {
  Spec spec;
  spec.operation = operation;
  spec.axes = axes;
  return validate(spec).empty();
}

}  // namespace

std::optional<std::vector<SolvedLayer>> solve(Operation operation, std::array<std::int64_t, axis_count> input,
                                              std::array<std::int64_t, axis_count> output, const SolveBounds& bounds,
                                              SolvedAxes axes, std::size_t most) {
  const auto of_axis = [&](int axis) {
    std::vector<AxisSpec> found = candidates(operation, input[axis], output[axis], bounds);
    std::erase_if(found, [&](const AxisSpec& each) { return !is_legal(operation, {AxisSpec{}, each}); });
    return found;
  };
  const std::vector<AxisSpec> columns = of_axis(width);
  std::vector<AxisSpec> rows{AxisSpec{}};
  if (axes == SolvedAxes::apart) rows = of_axis(height);
  if (!columns.empty() && rows.size() > most / columns.size()) return std::nullopt;
  std::vector<SolvedLayer> layers;
  for (const AxisSpec& column : columns) {
    if (axes == SolvedAxes::alike) {
      rows = {column};
      rows[0].input = input[height];
      Spec spec;
      spec.operation = operation;
      spec.axes[height] = rows[0];
      if (axis_geometry(spec, height).output != output[height]) continue;
    }
    for (const AxisSpec& row : rows)
      if (is_legal(operation, {row, column})) layers.push_back({row, column});
  }
  std::ranges::sort(layers, {}, strangeness);
  return layers;
}

}  // namespace convoscope

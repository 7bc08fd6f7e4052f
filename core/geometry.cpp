// The size formulas. The only strides here are those of sizes; where a tap lands is taps.h's business.
#include "core/geometry.h"

#include <algorithm>
#include <utility>

#include "core/integer.h"
#include "core/problem_keys.h"

namespace convoscope {
namespace {

std::int64_t effective_kernel(const AxisSpec& axis) { return axis.dilation * (axis.kernel - 1) + 1; }

/// Transposed: all that the input reaches, output padding included, before anything is cropped.
std::int64_t uncropped(const AxisSpec& axis) {
  return (axis.input - 1) * axis.stride + effective_kernel(axis) + axis.output_padding;
}

AxisGeometry transposed_geometry(const AxisSpec& axis, PaddingMode mode) {
  AxisGeometry g;
  g.effective_kernel = effective_kernel(axis);
  g.output = uncropped(axis) - axis.pad_begin - axis.pad_end;
  g.zeros_between = axis.stride - 1;
  if (mode != PaddingMode::zeros) {
    g.fold_begin = std::max<std::int64_t>(axis.pad_begin, 0);
    g.fold_end = std::max<std::int64_t>(axis.pad_end - axis.output_padding, 0);
  }
  g.border_begin = g.effective_kernel - 1 - axis.pad_begin + g.fold_begin;
  g.border_end = g.effective_kernel - 1 - axis.pad_end + axis.output_padding + g.fold_end;
  g.padded = g.output + g.effective_kernel - 1 + g.fold_begin + g.fold_end;
  return g;
}

AxisGeometry convolution_geometry(const AxisSpec& axis) {
  AxisGeometry g;
  g.effective_kernel = effective_kernel(axis);
  g.padded = axis.input + axis.pad_begin + axis.pad_end;
  g.border_begin = axis.pad_begin;
  g.border_end = axis.pad_end;
  const std::int64_t room = g.padded - g.effective_kernel;
  g.output = floor_divide(room, axis.stride) + 1;
  g.unused_end = room < 0 ? 0 : room % axis.stride;
  return g;
}

bool is_count(std::int64_t value) { return value >= 1 && value <= max_cells; }
bool is_extra(std::int64_t value) { return value >= 0 && value <= max_cells; }
bool is_pad(std::int64_t value) { return value >= -max_cells && value <= max_cells; }

/// The numbers that sizes are computed from lie where the formulas cannot overflow.
bool can_compute(const AxisSpec& axis) {
  return is_count(axis.input) && is_count(axis.kernel) && is_count(axis.stride) && is_count(axis.dilation) &&
         is_extra(axis.output_padding);
}

bool can_compute(const Spec& spec) {
  return std::ranges::all_of(spec.axes, [](auto& a) { return can_compute(a); });
}

void split_padding(AxisSpec& axis, std::int64_t total, bool odd_at_end) {
  const std::int64_t half = floor_divide(total, 2);
  axis.pad_begin = odd_at_end ? half : total - half;
  axis.pad_end = total - axis.pad_begin;
}

std::int64_t same_total(AxisSpec& axis, bool transposed) {
  const std::int64_t k = effective_kernel(axis);
  if (!transposed) {
    const std::int64_t windows = (axis.input + axis.stride - 1) / axis.stride;
    return std::max<std::int64_t>((windows - 1) * axis.stride + k - axis.input, 0);
  }
  axis.output_padding = std::max(axis.output_padding, axis.stride - k);
  return k + axis.output_padding - axis.stride;
}

}  // namespace

AxisGeometry axis_geometry(const Spec& spec, int axis) {
  const AxisSpec& a = spec.axes[axis];
  return spec.operation == Operation::transposed_convolution ? transposed_geometry(a, spec.padding_mode)
                                                             : convolution_geometry(a);
}

Geometry geometry(const Spec& spec) {
  Geometry g;
  for (int axis = 0; axis < axis_count; ++axis) g.axes[axis] = axis_geometry(spec, axis);
  return g;
}

ArticleRule article_rule(const AxisSpec& axis) {
  const std::int64_t crop = axis.kernel - axis.stride;
  return {axis.stride * axis.input - crop,
          axis.pad_begin == crop && axis.pad_end == crop && axis.output_padding == 0 && axis.dilation == 1};
}

Range inputs_with_output(const AxisSpec& axis, std::int64_t output) {
  const std::int64_t shift = effective_kernel(axis) - axis.pad_begin - axis.pad_end;
  return {std::max<std::int64_t>((output - 1) * axis.stride + shift, 1), output * axis.stride - 1 + shift};
}

Spec resolve_padding(Spec spec, AutoPad auto_pad) {
  if (auto_pad == AutoPad::explicit_ || !can_compute(spec)) return spec;
  const bool transposed = spec.operation == Operation::transposed_convolution;
  for (AxisSpec& axis : spec.axes) {
    const std::int64_t total = auto_pad == AutoPad::valid ? 0 : same_total(axis, transposed);
    split_padding(axis, total, auto_pad == AutoPad::same_upper);
  }
  return spec;
}

Spec resolve_output_size(Spec spec, std::array<std::int64_t, axis_count> output, bool padding_given, AutoPad auto_pad) {
  const bool pads_fit =
      std::ranges::all_of(spec.axes, [](const AxisSpec& a) { return is_pad(a.pad_begin) && is_pad(a.pad_end); });
  if (spec.operation != Operation::transposed_convolution || !can_compute(spec)) return spec;
  if (padding_given && !pads_fit) return spec;
  for (int i = 0; i < axis_count; ++i) {
    AxisSpec& axis = spec.axes[i];
    // Outside of these bounds every size is illegal, and stays so.
    const std::int64_t wanted = std::clamp(output[i], -2 * max_cells, 2 * max_cells);
    if (padding_given) {
      axis.output_padding = 0;
      axis.output_padding = wanted - (uncropped(axis) - axis.pad_begin - axis.pad_end);
    } else {
      split_padding(axis, uncropped(axis) - wanted, auto_pad == AutoPad::same_upper);
      spec.extends_output = spec.extends_output || axis.pad_begin < 0 || axis.pad_end < 0;
    }
  }
  return spec;
}

std::vector<Problem> validate_output_size(const Spec& spec, std::array<std::int64_t, axis_count> output,
                                          bool padding_given) {
  if (spec.operation != Operation::transposed_convolution) {
    return {{Parameter::output_size, -1, keys::output_size_not_transposed, {}}};
  }
  std::vector<Problem> problems;
  for (int i = 0; i < axis_count; ++i) {
    const AxisSpec& axis = spec.axes[i];
    if (output[i] < 1) {
      problems.push_back({Parameter::output_size, i, keys::below_one, {{"value", output[i]}}});
    } else if (output[i] > max_cells) {
      problems.push_back(
          {Parameter::output_size, i, keys::exceeds_limit, {{"value", output[i]}, {"limit", max_cells}}});
    } else if (padding_given && can_compute(axis) && is_pad(axis.pad_begin) && is_pad(axis.pad_end)) {
      const std::int64_t smallest = uncropped(axis) - axis.output_padding - axis.pad_begin - axis.pad_end;
      const std::int64_t largest = smallest + std::max(axis.stride, axis.dilation) - 1;
      if (output[i] >= smallest && output[i] <= largest) continue;
      problems.push_back({Parameter::output_size,
                          i,
                          keys::output_size_unreachable,
                          {{"requested", output[i]}, {"smallest", smallest}, {"largest", largest}}});
    }
  }
  return problems;
}

std::optional<Spec> companion(const Spec& spec) {
  const Geometry g = geometry(spec);
  Spec other = spec;
  std::swap(other.in_channels, other.out_channels);
  for (int i = 0; i < axis_count; ++i) other.axes[i].input = g.axes[i].output;
  if (spec.operation == Operation::convolution) {
    other.operation = Operation::transposed_convolution;
    for (int i = 0; i < axis_count; ++i) other.axes[i].output_padding = g.axes[i].unused_end;
    return other;
  }
  if (spec.operation != Operation::transposed_convolution) return std::nullopt;
  other.operation = Operation::convolution;
  for (AxisSpec& axis : other.axes) {
    if (axis.output_padding >= axis.stride) axis.pad_end -= axis.output_padding;
    axis.output_padding = 0;
  }
  return other;
}

}  // namespace convoscope

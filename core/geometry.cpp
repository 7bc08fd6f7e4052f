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

/// Where ceil mode's windows must have begun: PyTorch drops one that would begin in the end's padding, if zeros stand there.
std::int64_t latest_begin(const AxisSpec& axis, PaddingMode mode) {
  return axis.input + axis.pad_begin + (mode == PaddingMode::zeros ? 0 : axis.pad_end);
}

AxisGeometry convolution_geometry(const AxisSpec& axis, PaddingMode mode, bool ceil_mode) {
  AxisGeometry g;
  g.effective_kernel = effective_kernel(axis);
  g.padded = axis.input + axis.pad_begin + axis.pad_end;
  g.border_begin = axis.pad_begin;
  g.border_end = axis.pad_end;
  const std::int64_t room = g.padded - g.effective_kernel;
  g.output = floor_divide(ceil_mode ? room + axis.stride - 1 : room, axis.stride) + 1;
  if (ceil_mode && (g.output - 1) * axis.stride >= latest_begin(axis, mode)) --g.output;
  if (g.output < 1) return g;
  const std::int64_t left = room - (g.output - 1) * axis.stride;
  g.unused_end = std::max<std::int64_t>(left, 0);
  g.overhang = std::max<std::int64_t>(-left, 0);
  g.padded += g.overhang;
  g.border_end += g.overhang;
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
  return is_transposed(spec) ? transposed_geometry(a, spec.padding_mode)
                             : convolution_geometry(a, spec.padding_mode, is_pooling(spec) && spec.ceil_mode);
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

Range inputs_with_output(const Spec& spec, int index, std::int64_t output) {
  const AxisSpec& axis = spec.axes[index];
  const std::int64_t shift = effective_kernel(axis) - axis.pad_begin - axis.pad_end;
  const std::int64_t before = (output - 1) * axis.stride;
  const std::int64_t after = output * axis.stride;
  if (!is_pooling(spec) || !spec.ceil_mode) return {std::max<std::int64_t>(before + shift, 1), after - 1 + shift};
  // Those whose last window does not begin too late, and those that had one more window, which was dropped.
  const std::int64_t begins = latest_begin(axis, spec.padding_mode) - axis.input;
  const std::int64_t first = std::min(std::max(before - axis.stride + shift, before - begins), before + shift);
  const std::int64_t last = std::max(before + shift, std::min(after + shift, after - begins));
  return {std::max<std::int64_t>(first + 1, 1), last};
}

Spec resolve_padding(Spec spec, AutoPad auto_pad) {
  if (auto_pad == AutoPad::explicit_ || !can_compute(spec)) return spec;
  const bool transposed = is_transposed(spec);
  for (AxisSpec& axis : spec.axes) {
    const std::int64_t total = auto_pad == AutoPad::valid ? 0 : same_total(axis, transposed);
    split_padding(axis, total, auto_pad == AutoPad::same_upper);
  }
  return spec;
}

Spec resolve_output_size(Spec spec, std::array<std::int64_t, axis_count> output, bool padding_given, AutoPad auto_pad) {
  const bool pads_fit =
      std::ranges::all_of(spec.axes, [](const AxisSpec& a) { return is_pad(a.pad_begin) && is_pad(a.pad_end); });
  if (!is_transposed(spec) || !can_compute(spec)) return spec;
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
  if (!is_transposed(spec)) {
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

std::optional<Spec> counterpart(const Spec& spec) {
  const Geometry g = geometry(spec);
  Spec other = spec;
  std::swap(other.in_channels, other.out_channels);
  for (int i = 0; i < axis_count; ++i) other.axes[i].input = g.axes[i].output;
  if (spec.operation == Operation::convolution) {
    other.operation = Operation::transposed_convolution;
    for (int i = 0; i < axis_count; ++i) other.axes[i].output_padding = g.axes[i].unused_end;
    return other;
  }
  if (!is_transposed(spec)) return std::nullopt;
  other.operation = Operation::convolution;
  for (AxisSpec& axis : other.axes) {
    if (axis.output_padding >= axis.stride) axis.pad_end -= axis.output_padding;
    axis.output_padding = 0;
  }
  return other;
}

}  // namespace convoscope

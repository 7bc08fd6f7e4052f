// Writing of PyTorch calls.
#include "interop/snippet.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/geometry.h"
#include "document/line.h"
#include "document/names.h"
#include "interop/call_text.h"

namespace convoscope {

namespace {

/// The layer of a call. Where it is one-dimensional both axes are the same one, so that a call's pairs are one number.
struct Called {
  Spec spec;
  int dimensions = axis_count;

  std::string name(std::string_view stem) const { return fmt::format("nn.{}{}d", stem, dimensions); }
};

bool is_symmetric(const Spec& spec) {
  return std::ranges::all_of(spec.axes, [](const AxisSpec& axis) { return axis.pad_begin == axis.pad_end; });
}

void remove_padding(Spec& spec) {
  for (AxisSpec& axis : spec.axes) axis.pad_begin = axis.pad_end = 0;
}

/// F.pad's order: left, right, top, bottom.
std::string pad_text(const Called& layer, std::string_view map, int sign, std::string_view option = {}) {
  const AxisSpec& columns = layer.spec.axes[width];
  const AxisSpec& rows = layer.spec.axes[height];
  std::string sides = fmt::format("{}, {}", sign * columns.pad_begin, sign * columns.pad_end);
  if (layer.dimensions == axis_count) sides += fmt::format(", {}, {}", sign * rows.pad_begin, sign * rows.pad_end);
  return fmt::format("{0} = F.pad({0}, ({1}){2})", map, sides, option);
}

std::string pad_line(const Called& layer, std::string_view option, std::string_view map = "x") {
  return pad_text(layer, map, 1, option) + "\n";
}

std::string mode_option(PaddingMode mode) {
  return mode == PaddingMode::zeros ? std::string() : fmt::format(", mode='{}'", name_of(mode));
}

std::string convolution_call(Called layer, bool has_bias, std::size_t columns) {
  Spec& spec = layer.spec;
  std::string before;
  if (!is_symmetric(spec)) {
    before = pad_line(layer, mode_option(spec.padding_mode));
    remove_padding(spec);
  }
  CallText call(layer.name("Conv"));
  call.add(fmt::format("{}", spec.in_channels));
  call.add(fmt::format("{}", spec.out_channels));
  call.add(one_or_pair(both<&AxisSpec::kernel>(spec)));
  call.add_unless("stride", both<&AxisSpec::stride>(spec), 1);
  call.add_unless("padding", both<&AxisSpec::pad_begin>(spec), 0);
  call.add_unless("dilation", both<&AxisSpec::dilation>(spec), 1);
  call.add_unless("groups", spec.groups, 1);
  if (!has_bias) call.add("bias=False");
  if (spec.padding_mode != PaddingMode::zeros && has_padding(spec)) {
    call.add(fmt::format("padding_mode='{}'", name_of(spec.padding_mode)));
  }
  return before + call.wrapped(columns);
}

/// A crop that is smaller at the end is output padding, as far as that is legal.
bool takes_as_output_padding(AxisSpec& axis) {
  const std::int64_t output_padding = axis.output_padding + axis.pad_begin - axis.pad_end;
  if (axis.pad_begin < 0 || output_padding < 0) return false;
  if (output_padding >= axis.stride && output_padding >= axis.dilation) return false;
  axis.output_padding = output_padding;
  axis.pad_end = axis.pad_begin;
  return true;
}

/// Brings the result of an unpadded call to its size: a slice, or an extension where the padding is negative.
std::string crop_line(const Called& layer, bool has_bias) {
  const Spec& spec = layer.spec;
  const Geometry sizes = geometry(spec);
  const AxisSpec& rows = spec.axes[height];
  const AxisSpec& columns = spec.axes[width];
  const bool extends = std::min({rows.pad_begin, rows.pad_end, columns.pad_begin, columns.pad_end}) < 0;
  if (!extends) {
    const std::string across = fmt::format("{}:{}", columns.pad_begin, columns.pad_begin + sizes.output_width());
    if (layer.dimensions == 1) return fmt::format("\ny = y[:, :, {}]", across);
    return fmt::format("\ny = y[:, :, {}:{}, {}]", rows.pad_begin, rows.pad_begin + sizes.output_height(), across);
  }
  const std::string text = "\n" + pad_text(layer, "y", -1);
  return has_bias ? text + "\n# The cells added are 0 here; they should hold the bias." : text;
}

std::string transposed_call(Called layer, bool has_bias, std::size_t columns) {
  Spec& spec = layer.spec;
  std::string before;
  if (spec.padding_mode != PaddingMode::zeros && has_padding(spec)) {
    before = fmt::format("# ConvTranspose{}d does not do\n# padding_mode='{}';\n# with zeros it would be:\n",
                         layer.dimensions, name_of(spec.padding_mode));
    spec.padding_mode = PaddingMode::zeros;
  }
  std::string after;
  Spec exact = spec;
  if (takes_as_output_padding(exact.axes[height]) && takes_as_output_padding(exact.axes[width])) {
    spec = exact;
  } else {
    after = crop_line(layer, has_bias);
    remove_padding(spec);
  }
  CallText call(layer.name("ConvTranspose"));
  call.add(fmt::format("{}", spec.in_channels));
  call.add(fmt::format("{}", spec.out_channels));
  call.add(one_or_pair(both<&AxisSpec::kernel>(spec)));
  call.add_unless("stride", both<&AxisSpec::stride>(spec), 1);
  call.add_unless("padding", both<&AxisSpec::pad_begin>(spec), 0);
  call.add_unless("output_padding", both<&AxisSpec::output_padding>(spec), 0);
  call.add_unless("groups", spec.groups, 1);
  if (!has_bias) call.add("bias=False");
  call.add_unless("dilation", both<&AxisSpec::dilation>(spec), 1);
  return before + call.wrapped(columns) + after;
}

/// PyTorch's pooling pads both sides alike, with what never counts or wins, and at most by half of the effective kernel.
bool pads_itself(const Spec& spec) {
  if (!has_padding(spec)) return true;
  const Geometry sizes = geometry(spec);
  const auto is_narrow = [&](int axis) { return spec.axes[axis].pad_begin <= sizes.axes[axis].effective_kernel / 2; };
  return spec.padding_mode == PaddingMode::zeros && is_symmetric(spec) && is_narrow(height) && is_narrow(width);
}

std::string pooling_call(Called layer, std::size_t columns) {
  Spec& spec = layer.spec;
  const bool is_average = spec.operation == Operation::average_pooling;
  if (is_average && both<&AxisSpec::dilation>(spec) != AxisPair{1, 1})
    return fmt::format("# {} knows no dilation.", layer.name("AvgPool"));
  std::string before;
  std::string after;
  const bool pads_with_zeros = spec.padding_mode == PaddingMode::zeros;
  bool counts_padding = spec.count_include_pad || !pads_with_zeros;
  if (!pads_itself(spec)) {
    // A window that ceil mode drops would come back with the padding before it.
    for (int axis = 0; axis < axis_count; ++axis) {
      if (spec.ceil_mode) spec.axes[axis].pad_end -= axis_geometry(spec, axis).unused_end;
    }
    const std::string option =
        !is_average && pads_with_zeros ? ", value=float('-inf')" : mode_option(spec.padding_mode);
    if (has_padding(spec)) before = pad_line(layer, option);
    if (is_average && !counts_padding && has_padding(spec)) {
      before = "ones = torch.ones_like(x)\n" + before + pad_line(layer, "", "ones");
      after = "\ny = pool(x) / pool(ones)";
      counts_padding = true;
    }
    remove_padding(spec);
  }
  CallText call((after.empty() ? "" : "pool = ") + layer.name(is_average ? "AvgPool" : "MaxPool"));
  const AxisPair kernel = both<&AxisSpec::kernel>(spec);
  const AxisPair stride = both<&AxisSpec::stride>(spec);
  call.add(one_or_pair(kernel));
  if (stride != kernel) call.add("stride=" + one_or_pair(stride));  // PyTorch's default is the kernel's size
  call.add_unless("padding", both<&AxisSpec::pad_begin>(spec), 0);
  call.add_unless("dilation", both<&AxisSpec::dilation>(spec), 1);
  if (spec.ceil_mode) call.add("ceil_mode=True");
  if (is_average && !counts_padding) call.add("count_include_pad=False");
  return before + call.wrapped(columns) + after;
}

}  // namespace

std::string pytorch_snippet(const Spec& spec, bool has_bias, std::size_t columns) {
  Called layer{spec};
  if (is_line(spec)) {
    layer.dimensions = 1;
    layer.spec.axes[height] = spec.axes[width];
  }
  if (spec.operation == Operation::convolution) return convolution_call(std::move(layer), has_bias, columns);
  if (is_transposed(spec)) return transposed_call(std::move(layer), has_bias, columns);
  return pooling_call(std::move(layer), columns);
}

}  // namespace convoscope

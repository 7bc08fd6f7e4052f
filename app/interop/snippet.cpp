// Writing of PyTorch calls.
#include "interop/snippet.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/geometry.h"
#include "document/names.h"
#include "interop/call_text.h"

namespace convoscope {

namespace {

bool is_symmetric(const Spec& spec) {
  return std::ranges::all_of(spec.axes, [](const AxisSpec& axis) { return axis.pad_begin == axis.pad_end; });
}

void remove_padding(Spec& spec) {
  for (AxisSpec& axis : spec.axes) axis.pad_begin = axis.pad_end = 0;
}

/// F.pad's order: left, right, top, bottom.
std::string pad_line(const Spec& spec, std::string_view option, std::string_view map = "x") {
  const AxisSpec& rows = spec.axes[height];
  const AxisSpec& columns = spec.axes[width];
  return fmt::format("{0} = F.pad({0}, ({1}, {2}, {3}, {4}){5})\n", map, columns.pad_begin, columns.pad_end,
                     rows.pad_begin, rows.pad_end, option);
}

std::string mode_option(PaddingMode mode) {
  return mode == PaddingMode::zeros ? std::string() : fmt::format(", mode='{}'", name_of(mode));
}

std::string convolution_call(Spec spec, bool has_bias, std::size_t columns) {
  std::string before;
  if (!is_symmetric(spec)) {
    before = pad_line(spec, mode_option(spec.padding_mode));
    remove_padding(spec);
  }
  CallText call("nn.Conv2d");
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
std::string crop_line(const Spec& spec, bool has_bias) {
  const Geometry sizes = geometry(spec);
  const AxisSpec& rows = spec.axes[height];
  const AxisSpec& columns = spec.axes[width];
  const bool extends = std::min({rows.pad_begin, rows.pad_end, columns.pad_begin, columns.pad_end}) < 0;
  if (!extends) {
    return fmt::format("\ny = y[:, :, {}:{}, {}:{}]", rows.pad_begin, rows.pad_begin + sizes.output_height(),
                       columns.pad_begin, columns.pad_begin + sizes.output_width());
  }
  const std::string text = fmt::format("\ny = F.pad(y, ({}, {}, {}, {}))", -columns.pad_begin, -columns.pad_end,
                                       -rows.pad_begin, -rows.pad_end);
  return has_bias ? text + "\n# The cells added are 0 here; they should hold the bias." : text;
}

std::string transposed_call(Spec spec, bool has_bias, std::size_t columns) {
  std::string before;
  if (spec.padding_mode != PaddingMode::zeros && has_padding(spec)) {
    before = fmt::format("# ConvTranspose2d does not do\n# padding_mode='{}';\n# with zeros it would be:\n",
                         name_of(spec.padding_mode));
    spec.padding_mode = PaddingMode::zeros;
  }
  std::string after;
  Spec exact = spec;
  if (takes_as_output_padding(exact.axes[height]) && takes_as_output_padding(exact.axes[width])) {
    spec = exact;
  } else {
    after = crop_line(spec, has_bias);
    remove_padding(spec);
  }
  CallText call("nn.ConvTranspose2d");
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

std::string pooling_call(Spec spec, std::size_t columns) {
  const bool is_average = spec.operation == Operation::average_pooling;
  if (is_average && both<&AxisSpec::dilation>(spec) != AxisPair{1, 1}) return "# nn.AvgPool2d knows no dilation.";
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
    if (has_padding(spec)) before = pad_line(spec, option);
    if (is_average && !counts_padding && has_padding(spec)) {
      before = "ones = torch.ones_like(x)\n" + before + pad_line(spec, "", "ones");
      after = "\ny = pool(x) / pool(ones)";
      counts_padding = true;
    }
    remove_padding(spec);
  }
  CallText call(fmt::format("{}nn.{}", after.empty() ? "" : "pool = ", is_average ? "AvgPool2d" : "MaxPool2d"));
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
  if (spec.operation == Operation::convolution) return convolution_call(spec, has_bias, columns);
  if (spec.operation == Operation::transposed_convolution) return transposed_call(spec, has_bias, columns);
  return pooling_call(spec, columns);
}

}  // namespace convoscope

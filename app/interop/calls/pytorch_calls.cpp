// PyTorch: torch.nn's modules. Where they cannot say a layer: torch.nn.functional.pad, a slice, the gradient of a convolution.
#include <fmt/format.h>

#include <algorithm>

#include "document/names.h"
#include "interop/calls/written_layer.h"

namespace convoscope {
namespace {

std::string module_name(const Spec& spec) {
  return fmt::format("nn.{}{}d", name_for(spec, {"Conv", "ConvTranspose", "AvgPool", "MaxPool"}),
                     AxesText(spec).is_line() ? 1 : 2);
}

/// F.pad's order: the last axis first.
std::string pad_statement(const Spec& spec, const AxisPair& begin, const AxisPair& end, std::string_view option,
                          std::string_view to = "x", std::string_view from = "x") {
  std::string sides = fmt::format("{}, {}", begin[width], end[width]);
  if (!AxesText(spec).is_line()) sides += fmt::format(", {}, {}", begin[height], end[height]);
  return fmt::format("{} = F.pad({}, ({}){})", to, from, sides, option);
}

std::string padded_input(const Spec& spec, std::string_view option) {
  return pad_statement(spec, both(spec, &AxisSpec::pad_begin), both(spec, &AxisSpec::pad_end), option);
}

std::string mode_option(PaddingMode mode) {
  return mode == PaddingMode::zeros ? std::string() : fmt::format(", mode='{}'", name_of(mode));
}

WrittenLayer begun_module(const Spec& spec) {
  WrittenLayer code;
  code.imports = {"import torch", "from torch import nn"};
  code.arrays = {fmt::format("x = torch.randn({})", input_text(spec, false))};
  code.name = "layer = ";
  code.use = "y = layer(x)";
  code.result = fmt::format("({})", output_text(spec, false));
  return code;
}

void import_functional(WrittenLayer& code) {
  if (code.imports.size() < 3) code.imports.emplace_back("from torch.nn import functional as F");
}

std::string weight_comment(const Spec& spec) {
  const bool transposed = is_transposed(spec);
  return fmt::format("weight ({}, {}, {})", transposed ? spec.in_channels : spec.out_channels,
                     (transposed ? spec.out_channels : spec.in_channels) / spec.groups,
                     AxesText(spec).extents(both(spec, &AxisSpec::kernel)));
}

WrittenLayer pytorch_convolution(const FrameworkLayer& layer, const CallStyle& style) {
  Spec spec = layer.spec;
  const AxesText axes(spec);
  WrittenLayer code = begun_module(spec);
  const bool is_same = layer.word == AutoPad::same_upper;
  if (!is_same && !pads_alike(spec)) {
    import_functional(code);
    code.reasons.push_back({"code.why.sides", {{"call", module_name(layer.spec)}}});
    code.before.push_back(padded_input(spec, mode_option(spec.padding_mode)));
    remove_padding(spec);
  }
  CallText call(module_name(layer.spec));
  call.add(std::to_string(spec.in_channels));
  call.add(std::to_string(spec.out_channels));
  call.add(axes.plain(&AxisSpec::kernel));
  call.add_unless("stride", axes, &AxisSpec::stride, 1);
  if (is_same)
    call.add("padding", "'same'");
  else
    call.add_unless("padding", axes, &AxisSpec::pad_begin, 0);
  call.add_unless("dilation", axes, &AxisSpec::dilation, 1);
  call.add_unless("groups", spec.groups, 1);
  if (!style.has_bias) call.add("bias", "False");
  if (folds_padding(spec)) call.add("padding_mode", fmt::format("'{}'", name_of(spec.padding_mode)));
  code.call = call.wrapped(style.columns);
  code.call_comment = weight_comment(layer.spec);
  return code;
}

/// A crop that is smaller at the end is output padding, as far as that is legal.
bool takes_as_output_padding(AxisSpec& axis) {
  const std::int64_t output_padding = axis.output_padding + axis.pad_begin - axis.pad_end;
  if (axis.pad_begin < 0 || output_padding < 0) return false;
  if (output_padding > 0 && output_padding >= axis.stride && output_padding >= axis.dilation) return false;
  axis.output_padding = output_padding;
  axis.pad_end = axis.pad_begin;
  return true;
}

/// The transpose of padding that repeats cells adds them up again: no module does, but the gradient of the convolution.
WrittenLayer folded_transpose(const Spec& spec, const CallStyle& style) {
  WrittenLayer code = begun_module(spec);
  import_functional(code);
  const AxesText axes(spec);
  code.reasons.push_back({"code.why.fold", {{"call", module_name(spec)}}});
  code.arrays.push_back(fmt::format("w = torch.randn({}, {}, {})", spec.in_channels, spec.out_channels / spec.groups,
                                    axes.extents(both(spec, &AxisSpec::kernel))));
  if (style.has_bias)
    code.arrays.push_back(fmt::format("b = torch.zeros({})",
                                      shape_text({.axes = spec.axes, .batch = 1}, spec.out_channels, {1, 1}, false)));
  CallText forward(fmt::format("F.conv{}d", axes.is_line() ? 1 : 2));
  forward.add("padded");
  forward.add("w");
  forward.add_unless("stride", axes, &AxisSpec::stride, 1);
  forward.add_unless("dilation", axes, &AxisSpec::dilation, 1);
  forward.add_unless("groups", spec.groups, 1);
  // The map that the convolution pads is this layer's output, and what it makes this layer's input.
  code.before = {"def convolution(y):", "    " + padded_input(spec, mode_option(spec.padding_mode)),
                 fmt::format("    return {}", forward.wrapped(1000))};
  code.before[1].replace(code.before[1].find("x = F.pad(x"), 11, "padded = F.pad(y");
  code.name = "y = ";
  code.call = fmt::format("torch.autograd.functional.vjp(convolution, torch.zeros({}), x)[1]{}",
                          output_text(spec, false), style.has_bias ? " + b" : "");
  code.use.clear();
  code.is_used_specially = true;
  return code;
}

WrittenLayer pytorch_transpose(const FrameworkLayer& layer, const CallStyle& style) {
  Spec spec = layer.spec;
  const AxesText axes(spec);
  if (folds_padding(spec)) return folded_transpose(spec, style);
  WrittenLayer code = begun_module(spec);
  Spec exact = spec;
  if (takes_as_output_padding(exact.axes[height]) && takes_as_output_padding(exact.axes[width])) {
    spec = exact;
  } else {
    const WholeResult whole = whole_result(spec, both(spec, &AxisSpec::output_padding));
    code.reasons.push_back({"code.why.crop", {{"call", module_name(layer.spec)}}});
    if (whole.needs_zeros()) {
      import_functional(code);
      code.reasons.push_back({"code.why.extend", {}});
      code.before.push_back(pad_statement(spec, whole.zeros_begin, whole.zeros_end, ""));
    }
    code.after.push_back(fmt::format("y = y[:, :, {}]", slices(spec, whole)));
    remove_padding(spec);
  }
  CallText call(module_name(layer.spec));
  call.add(std::to_string(spec.in_channels));
  call.add(std::to_string(spec.out_channels));
  call.add(axes.plain(&AxisSpec::kernel));
  call.add_unless("stride", axes, &AxisSpec::stride, 1);
  call.add_unless("padding", axes, &AxisSpec::pad_begin, 0);
  call.add_unless("output_padding", axes, &AxisSpec::output_padding, 0);
  call.add_unless("groups", spec.groups, 1);
  if (!style.has_bias) call.add("bias", "False");
  call.add_unless("dilation", axes, &AxisSpec::dilation, 1);
  code.call = call.wrapped(style.columns);
  code.call_comment = weight_comment(layer.spec);
  return code;
}

/// PyTorch's pooling pads both sides alike, with what never counts or wins, and at most by half of the effective kernel.
bool pads_itself(const Spec& spec) {
  if (!has_padding(spec)) return true;
  const Geometry sizes = geometry(spec);
  const auto is_narrow = [&](int axis) { return spec.axes[axis].pad_begin <= sizes.axes[axis].effective_kernel / 2; };
  return spec.padding_mode == PaddingMode::zeros && pads_alike(spec) && is_narrow(height) && is_narrow(width);
}

/// No module averages dilated windows, but a convolution of each channel by ones adds them up, and another counts them.
WrittenLayer dilated_average(const Spec& whole, const CallStyle& style) {
  const Spec spec = without_unread_end(whole);
  WrittenLayer code = begun_module(spec);
  import_functional(code);
  const AxesText axes(spec);
  code.reasons.push_back({"code.why.dilated_average", {{"call", module_name(spec)}}});
  const AxisPair begin = both(spec, &AxisSpec::pad_begin);
  const AxisPair end = both(spec, &AxisSpec::pad_end);
  code.before = {
      fmt::format("w = torch.ones({}, 1, {})", spec.in_channels, axes.extents(both(spec, &AxisSpec::kernel)))};
  const std::string mode = mode_option(spec.padding_mode);
  const bool counts_padding = spec.count_include_pad || spec.padding_mode != PaddingMode::zeros;
  code.before.push_back(has_padding(spec) ? pad_statement(spec, begin, end, counts_padding ? ", value=1" : "", "ones",
                                                          "torch.ones_like(x)")
                                          : "ones = torch.ones_like(x)");
  if (has_padding(spec)) code.before.push_back(pad_statement(spec, begin, end, mode));
  for (const char* name : {"ones", "x"})
    if (overhang_of(spec) != AxisPair{})
      code.before.push_back(pad_statement(spec, {0, 0}, overhang_of(spec), "", name, name));
  const auto sum_of = [&](const char* map) {
    CallText call(fmt::format("F.conv{}d", axes.is_line() ? 1 : 2));
    call.add(map);
    call.add("w");
    call.add_unless("stride", axes, &AxisSpec::stride, 1);
    call.add_unless("dilation", axes, &AxisSpec::dilation, 1);
    call.add_unless("groups", spec.in_channels, 1);
    return call.wrapped(style.columns);
  };
  code.name = "y = ";
  code.call = sum_of("x");
  code.use.clear();
  code.is_used_specially = true;
  code.after = {"y = y / " + sum_of("ones")};
  return code;
}

WrittenLayer pytorch_pooling(const FrameworkLayer& layer, const CallStyle& style) {
  Spec spec = layer.spec;
  const bool is_average = spec.operation == Operation::average_pooling;
  WrittenLayer code = begun_module(spec);
  const AxesText axes(spec);
  if (is_average && !axes.are(&AxisSpec::dilation, 1)) return dilated_average(spec, style);
  const bool pads_with_zeros = spec.padding_mode == PaddingMode::zeros;
  bool counts_padding = spec.count_include_pad || !pads_with_zeros;
  if (!pads_itself(spec)) {
    code.reasons.push_back(
        {pads_alike(spec) ? "code.why.half_kernel" : "code.why.sides", {{"call", module_name(layer.spec)}}});
    spec = without_unread_end(spec);
    const std::string option =
        !is_average && pads_with_zeros ? ", value=float('-inf')" : mode_option(spec.padding_mode);
    if (has_padding(spec)) {
      import_functional(code);
      if (is_average && !counts_padding) {
        code.reasons.push_back({"code.why.real_cells", {}});
        code.before.push_back(pad_statement(spec, both(spec, &AxisSpec::pad_begin), both(spec, &AxisSpec::pad_end), "",
                                            "ones", "torch.ones_like(x)"));
        code.use = "y = layer(x) / layer(ones)";
        code.is_used_specially = true;
        counts_padding = true;
      }
      code.before.push_back(padded_input(spec, option));
    }
    remove_padding(spec);
  }
  CallText call(module_name(layer.spec));
  call.add(axes.plain(&AxisSpec::kernel));
  // PyTorch's default is the kernel's size.
  if (both(spec, &AxisSpec::stride) != both(spec, &AxisSpec::kernel)) call.add("stride", axes.plain(&AxisSpec::stride));
  call.add_unless("padding", axes, &AxisSpec::pad_begin, 0);
  call.add_unless("dilation", axes, &AxisSpec::dilation, 1);
  if (spec.ceil_mode) call.add("ceil_mode", "True");
  if (is_average && !counts_padding) call.add("count_include_pad", "False");
  code.call = call.wrapped(style.columns);
  return code;
}

}  // namespace

WrittenLayer write_pytorch(const FrameworkLayer& layer, const CallStyle& style) {
  if (layer.spec.operation == Operation::convolution) return pytorch_convolution(layer, style);
  if (is_transposed(layer.spec)) return pytorch_transpose(layer, style);
  return pytorch_pooling(layer, style);
}

}  // namespace convoscope

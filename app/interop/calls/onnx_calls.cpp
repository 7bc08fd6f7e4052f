// ONNX nodes, as onnx.helper makes them, in a model of their own.
#include <fmt/format.h>

#include <algorithm>

#include "core/integer.h"
#include "interop/calls/written_layer.h"

namespace convoscope {
namespace {

std::string value_info(std::string_view name, std::string_view shape) {
  return fmt::format("{0} = helper.make_tensor_value_info('{0}', TensorProto.FLOAT, [{1}])", name, shape);
}

constexpr std::string_view onnx_mode(PaddingMode mode) {
  if (mode == PaddingMode::reflect) return "reflect";
  return mode == PaddingMode::replicate ? "edge" : "wrap";
}

/// Whether `output_shape` alone settles the padding as it is.
bool is_settled_by_output(const Spec& spec) {
  const Geometry sizes = geometry(spec);
  Spec asked = spec;
  for (AxisSpec& axis : asked.axes) axis.pad_begin = axis.pad_end = 0;
  asked.extends_output = false;
  const Spec settled = resolve_output_size(asked, {sizes.output_height(), sizes.output_width()}, false);
  return settled.axes == spec.axes;
}

/// Pads below zero as output padding, as far as that is legal.
bool extends_by_output_padding(Spec& spec) {
  for (AxisSpec& axis : spec.axes) {
    if (axis.pad_begin < 0) return false;
    if (axis.pad_end >= 0) continue;
    axis.output_padding -= axis.pad_end;
    axis.pad_end = 0;
    if (axis.output_padding >= axis.stride && axis.output_padding >= axis.dilation) return false;
  }
  return true;
}

/// A Pad node in a mode that Conv does not know; the padding is an input of its own.
void pad_by_node(const Spec& spec, std::string_view callee, WrittenLayer& code) {
  const AxesText axes(spec);
  code.reasons.push_back(
      {"code.why.mode", {{"call", std::string(callee)}, {"mode", std::string(onnx_mode(spec.padding_mode))}}});
  const std::string sides = fmt::format("0, 0, {}, 0, 0, {}", axes.extents(both(spec, &AxisSpec::pad_begin)),
                                        axes.extents(both(spec, &AxisSpec::pad_end)));
  code.before = {
      fmt::format("sides = helper.make_tensor('sides', TensorProto.INT64, [{}], [{}])", axes.is_line() ? 6 : 8, sides),
      fmt::format("border = helper.make_node('Pad', ['x', 'sides'], ['padded'], mode='{}')",
                  onnx_mode(spec.padding_mode))};
}

/// Whether ceil mode leaves a last window out since it would begin in the padding: ONNX does so from operator set 22 on.
bool drops_window(const Spec& spec) {
  if (!spec.ceil_mode) return false;
  const Geometry sizes = geometry(spec);
  const auto is_dropped = [&](int i) {
    const AxisSpec& axis = spec.axes[i];
    const std::int64_t room = axis.input + axis.pad_begin + axis.pad_end - sizes.axes[i].effective_kernel;
    return sizes.axes[i].output < floor_divide(room + axis.stride - 1, axis.stride) + 1;
  };
  return is_dropped(height) || is_dropped(width);
}

/// The same windows without ceil mode: what they reach beyond the padding is padded, and never counts.
void pad_in_place_of_ceil(Spec& spec, const AxisPair& overhang) {
  spec = without_unread_end(spec);
  spec.ceil_mode = false;
  spec.count_include_pad = false;
  for (int i = 0; i < axis_count; ++i) spec.axes[i].pad_end += overhang[i];
}

}  // namespace

WrittenLayer write_onnx(const FrameworkLayer& layer, const CallStyle& style) {
  Spec spec = layer.spec;
  if (folds_padding(spec) && is_transposed(spec)) return {.refusal = Message{"compare.zeros_only", {}}};
  const std::string callee = name_for(spec, {"Conv", "ConvTranspose", "AveragePool", "MaxPool"});
  WrittenLayer code;
  const AxesText axes(spec);
  const bool has_weight = !is_pooling(spec);
  const bool has_bias = has_weight && style.has_bias;
  const bool pads_by_node = folds_padding(spec);
  code.imports = {"from onnx import TensorProto, helper"};
  code.arrays = {value_info("x", input_text(spec, false))};
  if (has_weight) {
    const std::int64_t first = is_transposed(spec) ? spec.in_channels : spec.out_channels;
    const std::int64_t second = is_transposed(spec) ? spec.out_channels : spec.in_channels;
    code.arrays.push_back(value_info(
        "w", fmt::format("{}, {}, {}", first, second / spec.groups, axes.extents(both(spec, &AxisSpec::kernel)))));
  }
  if (has_bias) code.arrays.push_back(value_info("b", std::to_string(spec.out_channels)));
  code.arrays.push_back(value_info("y", output_text(spec, false)));
  const AxisPair overhang = overhang_of(spec);
  const bool drops = drops_window(spec);
  if (pads_by_node) {
    pad_by_node(spec, callee, code);
    remove_padding(spec);
  }
  const bool is_average = spec.operation == Operation::average_pooling;
  const bool counts_padding = is_average && spec.count_include_pad && has_padding(spec);
  int operator_set = 0;  // any
  if (drops && counts_padding) {
    operator_set = 22;
    code.reasons.push_back({"code.why.onnx_drops", {}});
  } else if (drops) {
    pad_in_place_of_ceil(spec, overhang);
    code.reasons.push_back({"code.why.onnx_ceil", {}});
  }
  if (is_average && !axes.are(&AxisSpec::dilation, 1)) {
    operator_set = std::max(operator_set, 19);
    code.reasons.push_back({"code.why.onnx_dilations", {}});
  }
  const std::string map = pads_by_node ? "'padded'" : "'x'";
  CallText call("helper.make_node");
  call.add("'" + callee + "'");
  call.add(fmt::format("[{}{}{}]", map, has_weight ? ", 'w'" : "", has_bias ? ", 'b'" : ""));
  call.add("['y']");
  call.add("kernel_shape", axes.list(&AxisSpec::kernel));
  if (!axes.are(&AxisSpec::stride, 1)) call.add("strides", axes.list(&AxisSpec::stride));
  if (!axes.are(&AxisSpec::dilation, 1)) call.add("dilations", axes.list(&AxisSpec::dilation));
  const bool says_output = spec.extends_output && is_settled_by_output(spec);
  if (says_output) {
    const Geometry sizes = geometry(spec);
    call.add("output_shape", axes.list({sizes.output_height(), sizes.output_width()}));
  } else if (layer.word == AutoPad::same_upper || layer.word == AutoPad::same_lower) {
    call.add("auto_pad", layer.word == AutoPad::same_upper ? "'SAME_UPPER'" : "'SAME_LOWER'");
  } else if (has_padding(spec)) {
    if (!extends_by_output_padding(spec)) return {.refusal = Message{"code.why.onnx_pads", {}}};
    if (has_padding(spec)) call.add("pads", "[" + axes.begins_and_ends() + "]");
  }
  if (!axes.are(&AxisSpec::output_padding, 0)) call.add("output_padding", axes.list(&AxisSpec::output_padding));
  call.add_unless("group", spec.groups, 1);
  if (spec.ceil_mode) call.add("ceil_mode", "1");
  if (counts_padding) call.add("count_include_pad", "1");
  code.name = "node = ";
  code.call = call.wrapped(style.columns);
  const std::string inputs = fmt::format("[x{}{}]", has_weight ? ", w" : "", has_bias ? ", b" : "");
  code.closing = {
      pads_by_node ? fmt::format("graph = helper.make_graph([border, node], 'layer', {}, [y], [sides])", inputs)
                   : fmt::format("graph = helper.make_graph([node], 'layer', {}, [y])", inputs),
      operator_set == 0
          ? std::string("model = helper.make_model(graph)")
          : fmt::format("model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', {})])", operator_set)};
  return code;
}

}  // namespace convoscope

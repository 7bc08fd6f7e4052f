// ONNX nodes as text: helper.make_node("Conv", …), and as onnx prints them, Conv<kernel_shape = [3, 3]>(X, W) and
// Conv[kernel_shape = [3, 3]](%X, %W), which the reader of code brings into the form of the first.
#include <algorithm>
#include <array>

#include "interop/code/code_rows.h"

namespace convoscope {
namespace {

void read_onnx_steps(const CallArguments& arguments, LayerCode& layer) {
  Spec& spec = layer.spec;
  if (arguments.find_some("kernel_shape") != nullptr) {
    layer.is_line = arguments.numbers("kernel_shape").size() == 1;
    read_axes(arguments, layer, "kernel_shape", Parameter::kernel, &AxisSpec::kernel, 1);
  }
  read_axes(arguments, layer, "strides", Parameter::stride, &AxisSpec::stride, 1);
  read_axes(arguments, layer, "dilations", Parameter::dilation, &AxisSpec::dilation, 1);
  const std::vector<std::int64_t> pads = arguments.numbers("pads");
  const std::size_t extents = layer.is_line ? 1 : 2;
  arguments.place(layer, Parameter::padding, "pads");
  if (!pads.empty() && pads.size() != 2 * extents) return arguments.fail("pads", {"code.needs_onnx_pads", {}});
  for (std::size_t i = 0; i < extents && !pads.empty(); ++i) {
    AxisSpec& axis = spec.axes[layer.is_line ? width : static_cast<int>(i)];
    axis.pad_begin = pads[i];
    axis.pad_end = pads[i + extents];
  }
  const std::string_view word = arguments.text("auto_pad", "NOTSET");
  if (word == "SAME_UPPER") layer.auto_pad = AutoPad::same_upper;
  if (word == "SAME_LOWER") layer.auto_pad = AutoPad::same_lower;
  if (word == "VALID") layer.auto_pad = AutoPad::valid;
  constexpr std::array<std::string_view, 4> words{"NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"};
  if (std::ranges::find(words, word) == words.end())
    arguments.fail("auto_pad",
                   {"code.choice", {{"name", "auto_pad"}, {"choices", "NOTSET, SAME_UPPER, SAME_LOWER, VALID"}}});
}

void read_conv(const CallArguments& arguments, LayerCode& layer) {
  Spec& spec = layer.spec;
  spec.groups = arguments.number("group", 1);
  arguments.place(layer, Parameter::groups, "group");
  layer.is_line = arguments.shape("weight").size() == 3;
  read_onnx_steps(arguments, layer);
  spec.in_channels = spec.out_channels = spec.groups;
  const CodeValue* inputs = arguments.find_some("inputs");
  layer.has_bias = inputs != nullptr && inputs->items.size() > 2;
  if (!arguments.shape("weight").empty())
    read_weight(arguments, layer, "weight",
                is_transposed(spec) ? WeightOrder{.in = 0, .out = 1, .groups_out = true} : WeightOrder{});
  else if (arguments.find_some("kernel_shape") == nullptr)
    return arguments.fail("op_type", {"code.missing", {{"callee", "Conv"}, {"name", "kernel_shape"}}});
  if (!is_transposed(spec)) return;
  read_axes(arguments, layer, "output_padding", Parameter::output_padding, &AxisSpec::output_padding, 0);
  const std::vector<std::int64_t> output = arguments.numbers("output_shape");
  if (output.empty()) return;
  arguments.place(layer, Parameter::padding, "output_shape");
  if (output.size() != (layer.is_line ? 1u : 2u))
    return arguments.fail("output_shape", {"code.needs_output_shape", {}});
  layer.output = {layer.is_line ? 1 : output[0], output.back()};
}

void read_onnx_pool(const CallArguments& arguments, LayerCode& layer) {
  if (arguments.find_some("kernel_shape") == nullptr)
    return arguments.fail("op_type", {"code.missing", {{"callee", "Pool"}, {"name", "kernel_shape"}}});
  read_onnx_steps(arguments, layer);
  layer.spec.ceil_mode = arguments.number("ceil_mode", 0) != 0;
  layer.spec.count_include_pad = arguments.number("count_include_pad", 0) != 0;
}

// What stands behind "name" is filled in by the reader of code.
constexpr std::string_view onnx_conv =
    "op_type inputs outputs name doc_string domain kernel_shape strides pads dilations group auto_pad weight input "
    "overload";
constexpr std::string_view onnx_transpose =
    "op_type inputs outputs name doc_string domain kernel_shape strides pads dilations group auto_pad output_padding "
    "output_shape weight input overload";
constexpr std::string_view onnx_pool =
    "op_type inputs outputs name doc_string domain kernel_shape strides pads dilations auto_pad ceil_mode "
    "count_include_pad storage_order input overload";

using enum Operation;
constexpr Framework onnx = Framework::onnx;
constexpr std::array onnx_table{
    CodeRow{"Conv", onnx, "", convolution, 2, onnx_conv, read_conv},
    CodeRow{"ConvTranspose", onnx, "", transposed_convolution, 2, onnx_transpose, read_conv},
    CodeRow{"AveragePool", onnx, "", average_pooling, 2, onnx_pool, read_onnx_pool},
    CodeRow{"MaxPool", onnx, "", max_pooling, 2, onnx_pool, read_onnx_pool}};

}  // namespace

std::span<const CodeRow> onnx_rows() { return onnx_table; }

}  // namespace convoscope

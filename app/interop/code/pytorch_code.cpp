// PyTorch: torch.nn's modules, as calls and printed, and torch.nn.functional. Signatures as in its documentation (2.5).
#include <array>

#include "document/names.h"
#include "interop/code/code_rows.h"

namespace convoscope {
namespace {

/// Numbers, 'valid', or 'same', which needs stride 1 and puts the odd cell at the end.
void read_conv_padding(const CallArguments& arguments, LayerCode& layer) {
  const CodeValue* value = arguments.find_some("padding");
  arguments.place(layer, Parameter::padding, "padding");
  if (value == nullptr || (value->sort != ValueSort::text && value->text != "same" && value->text != "valid"))
    return read_padding(arguments, layer, "padding");
  if (value->text == "valid") return;
  if (value->text != "same")
    return arguments.fail("padding", {"code.choice", {{"name", "padding"}, {"choices", "'same', 'valid'"}}});
  for (const AxisSpec& axis : layer.spec.axes)
    if (axis.stride != 1) return arguments.fail("padding", {"code.same_needs_stride_1", {}});
  layer.auto_pad = AutoPad::same_upper;
}

void read_pytorch_steps(const CallArguments& arguments, LayerCode& layer) {
  read_axes(arguments, layer, "stride", Parameter::stride, &AxisSpec::stride, 1);
  read_axes(arguments, layer, "dilation", Parameter::dilation, &AxisSpec::dilation, 1);
  layer.spec.groups = arguments.number("groups", 1);
  arguments.place(layer, Parameter::groups, "groups");
  if (layer.spec.operation == Operation::convolution) return read_conv_padding(arguments, layer);
  read_padding(arguments, layer, "padding");
  read_axes(arguments, layer, "output_padding", Parameter::output_padding, &AxisSpec::output_padding, 0);
}

void read_module(const CallArguments& arguments, LayerCode& layer) {
  Spec& spec = layer.spec;
  spec.out_channels = arguments.number("out_channels", 1);
  spec.in_channels = arguments.number("in_channels", 1);
  layer.has_channels = arguments.find("in_channels") != nullptr;
  read_axes(arguments, layer, "kernel_size", Parameter::kernel, &AxisSpec::kernel, 1);
  read_pytorch_steps(arguments, layer);
  if (!layer.has_channels) spec.in_channels = spec.groups;
  layer.has_bias = arguments.truth("bias", true);
  arguments.place(layer, Parameter::padding_mode, "padding_mode");
  const auto mode = padding_mode_named(arguments.text("padding_mode", "zeros"));
  if (!mode)
    return arguments.fail(
        "padding_mode",
        {"code.choice", {{"name", "padding_mode"}, {"choices", "'zeros', 'reflect', 'replicate', 'circular'"}}});
  if (is_transposed(spec) && *mode != PaddingMode::zeros) arguments.fail("padding_mode", {"code.zeros_only", {}});
  spec.padding_mode = *mode;
}

void read_functional(const CallArguments& arguments, LayerCode& layer) {
  read_pytorch_steps(arguments, layer);
  const bool transposed = is_transposed(layer.spec);
  read_weight(arguments, layer, "weight",
              transposed ? WeightOrder{.in = 0, .out = 1, .groups_out = true} : WeightOrder{});
  layer.has_bias = arguments.find_some("bias") != nullptr;
  read_input(arguments.shape("input"), false, layer);
}

void read_pytorch_pool(const CallArguments& arguments, LayerCode& layer) {
  read_axes(arguments, layer, "kernel_size", Parameter::kernel, &AxisSpec::kernel, 1);
  read_pooling_stride(arguments, layer, "stride");
  read_padding(arguments, layer, "padding");
  read_axes(arguments, layer, "dilation", Parameter::dilation, &AxisSpec::dilation, 1);
  layer.spec.ceil_mode = arguments.truth("ceil_mode", false);
  layer.spec.count_include_pad = arguments.truth("count_include_pad", true);
  read_input(arguments.shape("input"), false, layer);
}

constexpr std::string_view pytorch_conv =
    "in_channels! out_channels! kernel_size! stride padding dilation groups bias padding_mode device dtype";
constexpr std::string_view lazy_conv =
    "out_channels! kernel_size! stride padding dilation groups bias padding_mode device dtype";
constexpr std::string_view pytorch_transpose =
    "in_channels! out_channels! kernel_size! stride padding output_padding groups bias dilation padding_mode device "
    "dtype";
constexpr std::string_view max_pool = "kernel_size! stride padding dilation return_indices ceil_mode";
constexpr std::string_view average_pool = "kernel_size! stride padding ceil_mode count_include_pad divisor_override";
constexpr std::string_view pytorch_conv_call = "input! weight! bias stride padding dilation groups";
constexpr std::string_view pytorch_transpose_call = "input! weight! bias stride padding output_padding groups dilation";
constexpr std::string_view max_pool_call = "input! kernel_size! stride padding dilation ceil_mode return_indices";
constexpr std::string_view average_pool_call =
    "input! kernel_size! stride padding ceil_mode count_include_pad divisor_override";
constexpr std::string_view functional = "F functional torch";

constexpr std::array pytorch_table{
    CodeRow{"Conv2d", Framework::pytorch, "", Operation::convolution, 2, pytorch_conv, read_module},
    CodeRow{"Conv1d", Framework::pytorch, "", Operation::convolution, 1, pytorch_conv, read_module},
    CodeRow{"LazyConv2d", Framework::pytorch, "", Operation::convolution, 2, lazy_conv, read_module},
    CodeRow{"ConvTranspose2d", Framework::pytorch, "", Operation::transposed_convolution, 2, pytorch_transpose,
            read_module},
    CodeRow{"ConvTranspose1d", Framework::pytorch, "", Operation::transposed_convolution, 1, pytorch_transpose,
            read_module},
    CodeRow{"MaxPool2d", Framework::pytorch, "", Operation::max_pooling, 2, max_pool, read_pytorch_pool},
    CodeRow{"MaxPool1d", Framework::pytorch, "", Operation::max_pooling, 1, max_pool, read_pytorch_pool},
    CodeRow{"AvgPool2d", Framework::pytorch, "", Operation::average_pooling, 2, average_pool, read_pytorch_pool},
    CodeRow{"AvgPool1d", Framework::pytorch, "", Operation::average_pooling, 1, average_pool, read_pytorch_pool},
    CodeRow{"conv2d", Framework::pytorch, functional, Operation::convolution, 2, pytorch_conv_call, read_functional},
    CodeRow{"conv1d", Framework::pytorch, functional, Operation::convolution, 1, pytorch_conv_call, read_functional},
    CodeRow{"conv_transpose2d", Framework::pytorch, "", Operation::transposed_convolution, 2, pytorch_transpose_call,
            read_functional},
    CodeRow{"conv_transpose1d", Framework::pytorch, "", Operation::transposed_convolution, 1, pytorch_transpose_call,
            read_functional},
    CodeRow{"max_pool2d", Framework::pytorch, functional, Operation::max_pooling, 2, max_pool_call, read_pytorch_pool},
    CodeRow{"max_pool1d", Framework::pytorch, functional, Operation::max_pooling, 1, max_pool_call, read_pytorch_pool},
    CodeRow{"avg_pool2d", Framework::pytorch, functional, Operation::average_pooling, 2, average_pool_call,
            read_pytorch_pool},
    CodeRow{"avg_pool1d", Framework::pytorch, functional, Operation::average_pooling, 1, average_pool_call,
            read_pytorch_pool}};

}  // namespace

std::span<const CodeRow> pytorch_rows() { return pytorch_table; }

}  // namespace convoscope

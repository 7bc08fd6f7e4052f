// Keras's layers and tf.nn's calls. Sizes of transposed layers are those of keras's deconv_output_length; what is cropped are the
// pads of the forward convolution on that output, as tf.nn.conv2d_transpose has them.
#include <algorithm>
#include <array>

#include "core/geometry.h"
#include "interop/code/code_rows.h"

namespace convoscope {
namespace {

bool is_word(std::string_view text, std::string_view word) {
  return std::ranges::equal(text, word, {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}

/// 'same' or 'valid', in capitals too; `causal` where Keras has it, of a layer along a line.
void read_word(const CallArguments& arguments, LayerCode& layer, std::string_view usual) {
  const std::string_view word = arguments.text("padding", usual);
  arguments.place(layer, Parameter::padding, "padding");
  if (is_word(word, "same")) {
    layer.auto_pad = AutoPad::same_upper;
  } else if (is_word(word, "causal") && layer.is_line && layer.spec.operation == Operation::convolution) {
    AxisSpec& axis = layer.spec.axes[width];
    if (axis.kernel >= 1 && axis.kernel <= max_cells && axis.dilation >= 1 && axis.dilation <= max_cells)
      axis.pad_begin = axis.dilation * (axis.kernel - 1);
  } else if (!is_word(word, "valid")) {
    arguments.fail("padding", {"code.choice", {{"name", "padding"}, {"choices", "'valid', 'same'"}}});
  }
}

bool is_channels_last(const CallArguments& arguments) {
  const std::string_view format = arguments.text("data_format", "channels_last");
  return !is_word(format, "channels_first") && !format.starts_with("NC");
}

/// Keras keeps the size that its formula gives; where a kernel is smaller than the stride the output goes on to the stride's end.
void extend_to_stride(Spec& spec) {
  for (AxisSpec& axis : spec.axes) {
    const bool fits = std::max({axis.kernel, axis.dilation, axis.stride}) <= max_cells;
    if (fits) axis.output_padding = std::max<std::int64_t>(axis.stride - (axis.dilation * (axis.kernel - 1) + 1), 0);
  }
}

void read_keras_transposed(const CallArguments& arguments, LayerCode& layer) {
  const CodeValue* extra = arguments.find_some("output_padding");
  if (extra == nullptr) {
    if (layer.auto_pad == AutoPad::explicit_) extend_to_stride(layer.spec);
    return;
  }
  read_axes(arguments, layer, "output_padding", Parameter::output_padding, &AxisSpec::output_padding, 0);
  for (AxisSpec& axis : layer.spec.axes) {
    if (axis.output_padding >= axis.stride && axis.output_padding > 0)
      return arguments.fail("output_padding", {"compare.output_padding_below_stride", {}});
    if (layer.auto_pad == AutoPad::explicit_ || std::max(axis.kernel, axis.dilation) > max_cells) continue;
    // 'same' leaves (n-1)s + K % 2 + a cells, and crops the odd one at the end.
    const std::int64_t reach = axis.dilation * (axis.kernel - 1) + 1;
    const std::int64_t total = reach / 2 * 2 - axis.output_padding;
    axis.pad_begin = std::max<std::int64_t>(total, 0) / 2;
    axis.pad_end = std::max<std::int64_t>(total, 0) - axis.pad_begin;
    axis.output_padding = std::max<std::int64_t>(-total, 0);
  }
  layer.auto_pad = AutoPad::explicit_;
}

void read_layer(const CallArguments& arguments, LayerCode& layer) {
  Spec& spec = layer.spec;
  read_axes(arguments, layer, "kernel_size", Parameter::kernel, &AxisSpec::kernel, 1);
  read_axes(arguments, layer, "strides", Parameter::stride, &AxisSpec::stride, 1);
  read_axes(arguments, layer, "dilation_rate", Parameter::dilation, &AxisSpec::dilation, 1);
  spec.groups = arguments.number("groups", 1);
  arguments.place(layer, Parameter::groups, "groups");
  read_word(arguments, layer, "valid");
  if (is_transposed(spec)) read_keras_transposed(arguments, layer);
  layer.has_bias = arguments.truth("use_bias", true);
  const CodeValue* shape = arguments.find_some("input_shape");
  if (shape == nullptr) shape = arguments.find_some("batch_input_shape");
  if (shape != nullptr) {
    std::vector<std::int64_t> extents;
    for (const CodeValue& item : shape->items)
      extents.push_back(item.sort == ValueSort::number ? static_cast<std::int64_t>(item.number) : 0);
    read_input(extents, is_channels_last(arguments), layer);
  }
  spec.out_channels = arguments.number("filters", 1);
  if (!layer.has_channels) spec.in_channels = spec.groups;
}

/// Each channel by itself, `depth_multiplier` times.
void read_depthwise(const CallArguments& arguments, LayerCode& layer) {
  read_layer(arguments, layer);
  layer.spec.groups = layer.spec.in_channels;
  const std::int64_t times = arguments.number("depth_multiplier", 1);
  layer.spec.out_channels = times > 0 && times <= max_cells ? layer.spec.in_channels * times : 0;
  if (layer.spec.in_channels > max_cells) layer.spec.out_channels = layer.spec.in_channels;
}

void read_keras_pool(const CallArguments& arguments, LayerCode& layer) {
  read_axes(arguments, layer, "pool_size", Parameter::kernel, &AxisSpec::kernel, 2);
  read_pooling_stride(arguments, layer, "strides");
  read_word(arguments, layer, "valid");
  layer.spec.count_include_pad = false;
  if (const CodeValue* shape = arguments.find_some("input_shape")) {
    std::vector<std::int64_t> extents;
    for (const CodeValue& item : shape->items)
      extents.push_back(item.sort == ValueSort::number ? static_cast<std::int64_t>(item.number) : 0);
    read_input(extents, is_channels_last(arguments), layer);
  }
}

/// One number, one for each axis, or four of which those of batch and channels are 1.
void read_nn_axes(const CallArguments& arguments, LayerCode& layer, std::string_view name, Parameter parameter,
                  std::int64_t AxisSpec::*member) {
  const std::vector<std::int64_t> numbers = arguments.numbers(name);
  const std::size_t extents = layer.is_line ? 1 : 2;
  arguments.place(layer, parameter, name);
  if (numbers.empty()) return;
  std::size_t first = 0;
  if (numbers.size() == extents + 2)
    first = is_channels_last(arguments) ? 1 : 2;
  else if (numbers.size() != 1 && numbers.size() != extents)
    return arguments.fail(name, {layer.is_line ? "code.needs_one" : "code.needs_pair", {{"name", std::string(name)}}});
  const std::size_t last = numbers.size() == 1 ? 0 : first + extents - 1;
  if (!layer.is_line) layer.spec.axes[height].*member = numbers[first];
  layer.spec.axes[width].*member = numbers[last];
}

/// A word, or explicit pads: ((0, 0), (top, bottom), (left, right), (0, 0)).
void read_nn_padding(const CallArguments& arguments, LayerCode& layer) {
  const CodeValue* value = arguments.find_some("padding");
  if (value == nullptr || value->sort != ValueSort::sequence) return read_word(arguments, layer, "SAME");
  arguments.place(layer, Parameter::padding, "padding");
  const std::size_t first = is_channels_last(arguments) ? 1 : 2;
  const std::size_t extents = layer.is_line ? 1 : 2;
  for (std::size_t i = 0; i < extents; ++i) {
    const bool has_pair = value->items.size() == extents + 2 && value->items[first + i].items.size() == 2;
    if (!has_pair) return arguments.fail("padding", {"code.needs_pads", {}});
    AxisSpec& axis = layer.spec.axes[layer.is_line ? width : static_cast<int>(i)];
    axis.pad_begin = static_cast<std::int64_t>(value->items[first + i].items[0].number);
    axis.pad_end = static_cast<std::int64_t>(value->items[first + i].items[1].number);
  }
}

void read_nn_conv(const CallArguments& arguments, LayerCode& layer) {
  const std::string_view strides = arguments.find("stride") != nullptr ? "stride" : "strides";
  const std::string_view filters = arguments.find("filter") != nullptr ? "filter" : "filters";
  read_nn_axes(arguments, layer, strides, Parameter::stride, &AxisSpec::stride);
  read_nn_axes(arguments, layer, "dilations", Parameter::dilation, &AxisSpec::dilation);
  const std::size_t extents = layer.is_line ? 1 : 2;
  read_weight(arguments, layer, filters, {.in = extents, .out = extents + 1, .kernel = 0});
  read_nn_padding(arguments, layer);
  const std::vector<std::int64_t> input = arguments.shape("input");
  read_input(input, is_channels_last(arguments), layer);
  // Fewer channels in a filter than come in: groups.
  if (input.size() == extents + 2) {
    const std::int64_t channels = input[is_channels_last(arguments) ? extents + 1 : 1];
    if (channels > layer.spec.in_channels && channels % std::max<std::int64_t>(layer.spec.in_channels, 1) == 0) {
      layer.spec.groups = channels / layer.spec.in_channels;
      layer.spec.in_channels = channels;
    }
  }
}

void read_nn_transposed(const CallArguments& arguments, LayerCode& layer) {
  Spec& spec = layer.spec;
  const std::size_t extents = layer.is_line ? 1 : 2;
  read_nn_axes(arguments, layer, "strides", Parameter::stride, &AxisSpec::stride);
  read_nn_axes(arguments, layer, "dilations", Parameter::dilation, &AxisSpec::dilation);
  read_weight(arguments, layer, arguments.find("filter") != nullptr ? "filter" : "filters",
              {.in = extents + 1, .out = extents, .kernel = 0});
  read_word(arguments, layer, "SAME");
  read_input(arguments.shape("input"), is_channels_last(arguments), layer);
  const std::vector<std::int64_t> shape = arguments.numbers("output_shape");
  if (arguments.has_failed()) return;
  if (shape.size() != extents + 2 && shape.size() != extents)
    return arguments.fail("output_shape", {"code.needs_output_shape", {}});
  const std::size_t first = shape.size() == extents ? 0 : is_channels_last(arguments) ? 1 : 2;
  const bool is_same = layer.auto_pad == AutoPad::same_upper;
  const CodeValue* map = arguments.find("input");
  const std::size_t channel_first = is_channels_last(arguments) ? 1 : 2;
  layer.auto_pad = AutoPad::explicit_;
  layer.places[Parameter::padding] = arguments.find("output_shape")->begin;
  for (std::size_t i = 0; i < extents; ++i) {
    AxisSpec& axis = spec.axes[layer.is_line ? width : static_cast<int>(i)];
    const std::int64_t output = shape[first + i];
    const bool fits = std::max({axis.kernel, axis.dilation, axis.stride, output}) <= max_cells &&
                      std::min({axis.kernel, axis.dilation, axis.stride, output}) >= 1;
    if (!fits) return arguments.fail("output_shape", {"code.needs_output_shape", {}});
    const std::int64_t reach = axis.dilation * (axis.kernel - 1) + 1;
    // The forward convolution of the output has to give the input back.
    const std::int64_t input =
        (std::max<std::int64_t>(is_same ? output : output - reach + 1, 0) + axis.stride - 1) / axis.stride;
    // What pads the input is told apart from it (code_padding.h).
    const std::int64_t padded = map != nullptr && map->padding.size() == extents + 2
                                    ? map->padding[channel_first + i][0] + map->padding[channel_first + i][1]
                                    : 0;
    if (input <= padded || (layer.has_input && axis.input + padded != input))
      return arguments.fail("output_shape", {"code.output_shape_misfit",
                                             {{"output", std::to_string(output)}, {"input", std::to_string(input)}}});
    axis.input = input - padded;
    const std::int64_t total = (input - 1) * axis.stride + reach - output;
    axis.pad_begin = is_same ? std::max<std::int64_t>(total, 0) / 2 : 0;
    axis.pad_end = is_same ? std::max<std::int64_t>(total, 0) - axis.pad_begin : 0;
    axis.output_padding = std::max<std::int64_t>(-total, 0);
  }
  layer.has_input = true;
}

void read_nn_pool(const CallArguments& arguments, LayerCode& layer) {
  read_nn_axes(arguments, layer, "ksize", Parameter::kernel, &AxisSpec::kernel);
  read_nn_axes(arguments, layer, "strides", Parameter::stride, &AxisSpec::stride);
  read_nn_padding(arguments, layer);
  layer.spec.count_include_pad = false;
  read_input(arguments.shape("input"), is_channels_last(arguments), layer);
}

constexpr std::string_view keras_conv =
    "filters! kernel_size! strides padding data_format dilation_rate groups activation use_bias kernel_initializer "
    "bias_initializer kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint name "
    "input_shape batch_input_shape dtype trainable input_dim";
constexpr std::string_view keras_transpose =
    "filters! kernel_size! strides padding output_padding data_format dilation_rate activation use_bias "
    "kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer kernel_constraint "
    "bias_constraint name groups input_shape batch_input_shape dtype trainable input_dim";
constexpr std::string_view depthwise =
    "kernel_size! strides padding depth_multiplier data_format dilation_rate activation use_bias depthwise_initializer "
    "bias_initializer depthwise_regularizer bias_regularizer activity_regularizer depthwise_constraint bias_constraint "
    "name input_shape batch_input_shape dtype trainable";
constexpr std::string_view keras_pool =
    "pool_size strides padding data_format name input_shape batch_input_shape dtype trainable";
constexpr std::string_view keras_conv_call = "input! filters strides! padding! data_format dilations name filter";
constexpr std::string_view conv1d_call = "input! filters stride! padding! data_format dilations name";
constexpr std::string_view keras_transpose_call =
    "input! filters output_shape! strides! padding data_format dilations name filter";
constexpr std::string_view pool_call = "input! ksize! strides! padding! data_format name";

using enum Operation;
constexpr Framework keras = Framework::keras;
constexpr Framework tensorflow = Framework::tensorflow;
constexpr std::array keras_table{
    CodeRow{"Conv2D", keras, "", convolution, 2, keras_conv, read_layer},
    CodeRow{"Convolution2D", keras, "", convolution, 2, keras_conv, read_layer},
    CodeRow{"Conv1D", keras, "", convolution, 1, keras_conv, read_layer},
    CodeRow{"DepthwiseConv2D", keras, "", convolution, 2, depthwise, read_depthwise},
    CodeRow{"DepthwiseConv1D", keras, "", convolution, 1, depthwise, read_depthwise},
    CodeRow{"Conv2DTranspose", keras, "", transposed_convolution, 2, keras_transpose, read_layer},
    CodeRow{"Conv1DTranspose", keras, "", transposed_convolution, 1, keras_transpose, read_layer},
    CodeRow{"MaxPooling2D", keras, "", max_pooling, 2, keras_pool, read_keras_pool},
    CodeRow{"MaxPool2D", keras, "", max_pooling, 2, keras_pool, read_keras_pool},
    CodeRow{"MaxPooling1D", keras, "", max_pooling, 1, keras_pool, read_keras_pool},
    CodeRow{"MaxPool1D", keras, "", max_pooling, 1, keras_pool, read_keras_pool},
    CodeRow{"AveragePooling2D", keras, "", average_pooling, 2, keras_pool, read_keras_pool},
    CodeRow{"AvgPool2D", keras, "", average_pooling, 2, keras_pool, read_keras_pool},
    CodeRow{"AveragePooling1D", keras, "", average_pooling, 1, keras_pool, read_keras_pool},
    CodeRow{"conv2d", tensorflow, "tf tensorflow", convolution, 2, keras_conv_call, read_nn_conv},
    CodeRow{"conv1d", tensorflow, "tf tensorflow", convolution, 1, conv1d_call, read_nn_conv},
    CodeRow{"conv2d_transpose", tensorflow, "", transposed_convolution, 2, keras_transpose_call, read_nn_transposed},
    CodeRow{"conv1d_transpose", tensorflow, "", transposed_convolution, 1, keras_transpose_call, read_nn_transposed},
    CodeRow{"max_pool2d", tensorflow, "tf tensorflow", max_pooling, 2, pool_call, read_nn_pool},
    CodeRow{"max_pool1d", tensorflow, "tf tensorflow", max_pooling, 1, pool_call, read_nn_pool},
    CodeRow{"avg_pool1d", tensorflow, "tf tensorflow", average_pooling, 1, pool_call, read_nn_pool},
    CodeRow{"max_pool", tensorflow, "tf tensorflow", max_pooling, 2, pool_call, read_nn_pool},
    CodeRow{"avg_pool2d", tensorflow, "tf tensorflow", average_pooling, 2, pool_call, read_nn_pool},
    CodeRow{"avg_pool", tensorflow, "tf tensorflow", average_pooling, 2, pool_call, read_nn_pool}};

}  // namespace

std::span<const CodeRow> keras_rows() { return keras_table; }

}  // namespace convoscope

// Arguments that each framework needs anyway always stand; the others only where they are not the defaults.
#include "interop/framework_calls.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/geometry.h"
#include "document/names.h"
#include "interop/call_text.h"
#include "interop/snippet.h"

namespace convoscope {
namespace {

/// "((1, 2), (1, 2))": before and after, of height and width.
std::string side_pairs(const Spec& spec) {
  const AxisSpec& h = spec.axes[height];
  const AxisSpec& w = spec.axes[width];
  return fmt::format("(({}, {}), ({}, {}))", h.pad_begin, h.pad_end, w.pad_begin, w.pad_end);
}

constexpr std::array keras_names{"Conv2D", "Conv2DTranspose", "AveragePooling2D", "MaxPooling2D"};
constexpr std::array tensorflow_names{"conv2d", "conv2d_transpose", "avg_pool2d", "max_pool2d"};
constexpr std::array onnx_names{"Conv", "ConvTranspose", "AveragePool", "MaxPool"};

template <class Names>
std::string named(const Names& names, const Spec& spec) {
  return names[static_cast<std::size_t>(spec.operation)];
}

std::string keras_call(const FrameworkLayer& layer) {
  const Spec& spec = layer.spec;
  const bool is_same = layer.word == AutoPad::same_upper;
  const bool pads_beside = !is_same && has_padding(spec);
  CallText call("layers." + named(keras_names, spec));
  if (is_pooling(spec)) {
    call.add(one_or_pair(both<&AxisSpec::kernel>(spec)));
    if (both<&AxisSpec::stride>(spec) != both<&AxisSpec::kernel>(spec))
      call.add("strides", one_or_pair(both<&AxisSpec::stride>(spec)));
  } else {
    call.add(std::to_string(spec.out_channels));
    call.add(one_or_pair(both<&AxisSpec::kernel>(spec)));
    call.add_unless("strides", both<&AxisSpec::stride>(spec), 1);
  }
  if (is_same) call.add("padding", "'same'");
  if (is_transposed(spec)) {
    const Geometry sizes = geometry(spec);
    AxisPair extra{};
    bool is_usual = true;  // the size that Keras takes without output padding
    for (int i = 0; i < axis_count; ++i) {
      const AxisSpec& axis = spec.axes[i];
      const std::int64_t reach = sizes.axes[i].effective_kernel;
      const std::int64_t output = sizes.axes[i].output + (pads_beside ? axis.pad_begin + axis.pad_end : 0);
      extra[i] = output - (axis.input - 1) * axis.stride - (is_same ? reach % 2 : reach);
      is_usual = is_usual && output == (is_same ? axis.input * axis.stride
                                                : (axis.input - 1) * axis.stride + std::max(reach, axis.stride));
    }
    if (!is_usual) call.add("output_padding", one_or_pair(extra));
  }
  call.add_unless("dilation_rate", both<&AxisSpec::dilation>(spec), 1);
  call.add_unless("groups", spec.groups, 1);
  if (!pads_beside) return call.text();
  if (is_transposed(spec)) return fmt::format("{}\nlayers.Cropping2D({})", call.text(), side_pairs(spec));
  return fmt::format("layers.ZeroPadding2D({})\n{}", side_pairs(spec), call.text());
}

std::string tensorflow_call(const FrameworkLayer& layer) {
  const Spec& spec = layer.spec;
  const bool is_same = layer.word == AutoPad::same_upper;
  const bool pads_itself = spec.operation == Operation::convolution || is_pooling(spec);
  CallText call("tf.nn." + named(tensorflow_names, spec));
  call.add("x");
  call.add(is_pooling(spec) ? tuple(both<&AxisSpec::kernel>(spec)) : "w");
  const Geometry sizes = geometry(spec);
  const AxisSpec& h = spec.axes[height];
  const AxisSpec& w = spec.axes[width];
  const bool crops = is_transposed(spec) && !is_same && has_padding(spec);
  if (is_transposed(spec))
    call.add("output_shape",
             fmt::format("({}, {}, {}, {})", spec.batch, sizes.output_height() + (crops ? h.pad_begin + h.pad_end : 0),
                         sizes.output_width() + (crops ? w.pad_begin + w.pad_end : 0), spec.out_channels));
  call.add("strides", one_or_pair(both<&AxisSpec::stride>(spec)));
  if (pads_itself && !is_same && has_padding(spec))
    call.add("padding",
             fmt::format("((0, 0), ({}, {}), ({}, {}), (0, 0))", h.pad_begin, h.pad_end, w.pad_begin, w.pad_end));
  else
    call.add("padding", is_same ? "'SAME'" : "'VALID'");
  call.add_unless("dilations", both<&AxisSpec::dilation>(spec), 1);
  if (!crops) return call.text();
  return fmt::format("{}[:, {}:{}, {}:{}]", call.text(), h.pad_begin, h.pad_begin + sizes.output_height(), w.pad_begin,
                     w.pad_begin + sizes.output_width());
}

std::string list(const AxisPair& pair) { return fmt::format("[{}, {}]", pair[height], pair[width]); }

std::string onnx_call(const FrameworkLayer& layer) {
  const Spec& spec = layer.spec;
  CallText call("helper.make_node");
  call.add("'" + named(onnx_names, spec) + "'");
  call.add(is_pooling(spec) ? "['x']" : "['x', 'w']");
  call.add("['y']");
  call.add("kernel_shape", list(both<&AxisSpec::kernel>(spec)));
  if (both<&AxisSpec::stride>(spec) != AxisPair{1, 1}) call.add("strides", list(both<&AxisSpec::stride>(spec)));
  if (both<&AxisSpec::dilation>(spec) != AxisPair{1, 1}) call.add("dilations", list(both<&AxisSpec::dilation>(spec)));
  const AxisSpec& h = spec.axes[height];
  const AxisSpec& w = spec.axes[width];
  if (spec.extends_output)
    call.add("output_shape", list({geometry(spec).output_height(), geometry(spec).output_width()}));
  else if (layer.word == AutoPad::same_upper || layer.word == AutoPad::same_lower)
    call.add("auto_pad", layer.word == AutoPad::same_upper ? "'SAME_UPPER'" : "'SAME_LOWER'");
  else if (has_padding(spec))
    call.add("pads", fmt::format("[{}, {}, {}, {}]", h.pad_begin, w.pad_begin, h.pad_end, w.pad_end));
  if (both<&AxisSpec::output_padding>(spec) != AxisPair{0, 0})
    call.add("output_padding", list(both<&AxisSpec::output_padding>(spec)));
  call.add_unless("group", spec.groups, 1);
  if (spec.ceil_mode) call.add("ceil_mode", "1");
  if (spec.operation == Operation::average_pooling && spec.count_include_pad && has_padding(spec))
    call.add("count_include_pad", "1");
  return call.text();
}

/// lax.conv_transpose pads the input between whose cells zeros stand: by what of the kernel reaches over the edge.
std::string border_pairs(const Spec& spec) {
  Spec border = spec;
  const Geometry sizes = geometry(spec);
  for (int i = 0; i < axis_count; ++i) {
    border.axes[i].pad_begin = sizes.axes[i].border_begin;
    border.axes[i].pad_end = sizes.axes[i].border_end;
  }
  return side_pairs(border);
}

std::string jax_call(const FrameworkLayer& layer) {
  const Spec& spec = layer.spec;
  const std::string strides = tuple(both<&AxisSpec::stride>(spec));
  const std::string word = layer.word == AutoPad::same_upper ? "'SAME'" : layer.word == AutoPad::valid ? "'VALID'" : "";
  if (is_pooling(spec)) {
    CallText call(spec.operation == Operation::average_pooling ? "nn.avg_pool" : "nn.max_pool");
    call.add("x");
    call.add(tuple(both<&AxisSpec::kernel>(spec)));
    call.add("strides", strides);
    if (!word.empty() || has_padding(spec)) call.add("padding", word.empty() ? side_pairs(spec) : word);
    if (spec.operation == Operation::average_pooling && !spec.count_include_pad) call.add("count_include_pad", "False");
    return call.text();
  }
  CallText call(is_transposed(spec) ? "lax.conv_transpose" : "lax.conv_general_dilated");
  call.add("x, w");
  call.add(is_transposed(spec) ? "strides" : "window_strides", strides);
  call.add("padding", !word.empty() ? word : is_transposed(spec) ? border_pairs(spec) : side_pairs(spec));
  if (both<&AxisSpec::dilation>(spec) != AxisPair{1, 1})
    call.add("rhs_dilation", tuple(both<&AxisSpec::dilation>(spec)));
  if (is_transposed(spec))
    call.add("transpose_kernel", "True");
  else
    call.add_unless("feature_group_count", spec.groups, 1);
  return call.text();
}

/// "kernel_size: 3", or "kernel_h: 3 kernel_w: 5"; nothing for the usual number.
std::string caffe_field(std::string_view name, std::string_view one, const AxisPair& pair, std::int64_t usual) {
  if (pair == AxisPair{usual, usual}) return {};
  if (pair[height] == pair[width]) return fmt::format(" {}: {}", one, pair[height]);
  return fmt::format(" {0}_h: {1} {0}_w: {2}", name, pair[height], pair[width]);
}

std::string caffe_call(const FrameworkLayer& layer) {
  const Spec& spec = layer.spec;
  const std::string kernel = caffe_field("kernel", "kernel_size", both<&AxisSpec::kernel>(spec), 0);
  const std::string stride = caffe_field("stride", "stride", both<&AxisSpec::stride>(spec), 1);
  const std::string padding = caffe_field("pad", "pad", both<&AxisSpec::pad_begin>(spec), 0);
  if (is_pooling(spec))
    return fmt::format("layer {{ type: \"Pooling\" pooling_param {{ pool: {}{}{}{} }} }}",
                       spec.operation == Operation::average_pooling ? "AVE" : "MAX", kernel, stride, padding);
  const AxisPair dilation = both<&AxisSpec::dilation>(spec);
  std::string dilations;
  if (dilation[height] == dilation[width])
    dilations = caffe_field("", "dilation", dilation, 1);
  else
    for (const std::int64_t each : dilation) dilations += fmt::format(" dilation: {}", each);
  return fmt::format("layer {{ type: \"{}\" convolution_param {{ num_output: {}{}{}{}{}{} }} }}",
                     is_transposed(spec) ? "Deconvolution" : "Convolution", spec.out_channels, kernel, stride, padding,
                     dilations, spec.groups == 1 ? "" : fmt::format(" group: {}", spec.groups));
}

}  // namespace

std::string call_in(Framework framework, const FrameworkLayer& layer) {
  constexpr std::size_t one_line = 1000;
  switch (framework) {
    case Framework::pytorch: return pytorch_snippet(layer.spec, false, one_line);
    case Framework::tensorflow: return tensorflow_call(layer);
    case Framework::keras: return keras_call(layer);
    case Framework::onnx: return onnx_call(layer);
    case Framework::jax: return jax_call(layer);
    case Framework::caffe: return caffe_call(layer);
  }
  return {};
}

}  // namespace convoscope

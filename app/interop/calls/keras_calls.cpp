// Keras's layers, called on an input. Padding that they do not take is a layer or an operation before, what they do not crop a
// layer behind.
#include <fmt/format.h>

#include <algorithm>

#include "document/names.h"
#include "interop/calls/written_layer.h"

namespace convoscope {
namespace {

std::string layer_name(const Spec& spec) {
  const char* dimensions = AxesText(spec).is_line() ? "1D" : "2D";
  return fmt::format("layers.{}{}{}", name_for(spec, {"Conv", "Conv", "AveragePooling", "MaxPooling"}), dimensions,
                     is_transposed(spec) ? "Transpose" : "");
}

/// "layers.ZeroPadding2D(((1, 2), (1, 2)))", "layers.Cropping1D((1, 2))".
std::string border_layer(const Spec& spec, std::string_view name, const AxisPair& begin, const AxisPair& end) {
  const AxesText axes(spec);
  const std::string pairs = axes.side_pairs(begin, end);
  return axes.is_line() ? fmt::format("layers.{}1D({})", name, pairs) : fmt::format("layers.{}2D(({}))", name, pairs);
}

std::string ops_pad(const Spec& spec, const AxisPair& begin, const AxisPair& end, std::string_view option,
                    std::string_view to = "x", std::string_view from = "x") {
  return fmt::format("{} = keras.ops.pad({}, ((0, 0), {}, (0, 0)){})", to, from, AxesText(spec).side_pairs(begin, end),
                     option);
}

std::string zero_padding(const Spec& spec) {
  return fmt::format(
      "x = {}(x)", border_layer(spec, "ZeroPadding", both(spec, &AxisSpec::pad_begin), both(spec, &AxisSpec::pad_end)));
}

/// The border around the input, cell by cell where Keras has no mode for it.
void border_in_mode(const Spec& spec, WrittenLayer& code) {
  const AxisPair begin = both(spec, &AxisSpec::pad_begin);
  const AxisPair end = both(spec, &AxisSpec::pad_end);
  code.reasons.push_back(
      {"code.why.mode", {{"call", layer_name(spec)}, {"mode", std::string(name_of(spec.padding_mode))}}});
  if (spec.padding_mode == PaddingMode::reflect) {
    code.before.push_back(ops_pad(spec, begin, end, ", mode='reflect'"));
    return;
  }
  for (int axis = AxesText(spec).is_line() ? width : height; axis < axis_count; ++axis) {
    const std::int64_t cells = spec.axes[axis].input;
    const std::string range = fmt::format("keras.ops.arange({}, {})", -begin[axis], cells + end[axis]);
    code.before.push_back(fmt::format("x = keras.ops.take(x, {}, axis={})",
                                      spec.padding_mode == PaddingMode::circular
                                          ? fmt::format("{} % {}", range, cells)
                                          : fmt::format("keras.ops.clip({}, 0, {})", range, cells - 1),
                                      AxesText(spec).is_line() ? 1 : axis + 1));
  }
}

WrittenLayer begun_layer(const Spec& spec) {
  WrittenLayer code;
  code.channels_last = true;
  code.imports = {"import keras", "from keras import layers"};
  const AxesText axes(spec);
  code.arrays = {
      fmt::format("x = keras.Input(({}, {}))", axes.extents(both(spec, &AxisSpec::input)), spec.in_channels)};
  code.name = "layer = ";
  code.use = "y = layer(x)";
  const Geometry sizes = geometry(spec);
  code.result =
      fmt::format("(None, {}, {})", axes.extents({sizes.output_height(), sizes.output_width()}), spec.out_channels);
  return code;
}

std::string keras_weight_comment(const Spec& spec) {
  return fmt::format("weight ({}, {}, {})", AxesText(spec).extents(both(spec, &AxisSpec::kernel)),
                     is_transposed(spec) ? spec.out_channels / spec.groups : spec.in_channels / spec.groups,
                     is_transposed(spec) ? spec.in_channels / spec.groups : spec.out_channels);
}

WrittenLayer keras_convolution(const FrameworkLayer& layer, const CallStyle& style) {
  Spec spec = layer.spec;
  WrittenLayer code = begun_layer(spec);
  const AxesText axes(spec);
  const bool both_above_one = !axes.are(&AxisSpec::stride, 1) && !axes.are(&AxisSpec::dilation, 1);
  // What the word settles depends on the stride, which is then not told to the layer.
  const bool is_same = layer.word == AutoPad::same_upper && !both_above_one;
  if (!is_same && folds_padding(spec)) {
    border_in_mode(spec, code);
  } else if (!is_same && has_padding(spec)) {
    code.reasons.push_back({"code.why.words_only", {{"call", layer_name(spec)}}});
    code.before.push_back(zero_padding(spec));
  }
  if (both_above_one) {
    code.reasons.push_back({"code.why.stride_or_dilation", {{"call", layer_name(spec)}}});
    const std::string rows = axes.is_line() ? "" : fmt::format("::{}, ", spec.axes[height].stride);
    code.after.push_back(fmt::format("y = y[:, {}::{}]", rows, spec.axes[width].stride));
    for (AxisSpec& axis : spec.axes) axis.stride = 1;
  }
  CallText call(layer_name(layer.spec));
  call.add(std::to_string(spec.out_channels));
  call.add(axes.plain(&AxisSpec::kernel));
  call.add_unless("strides", axes, &AxisSpec::stride, 1);
  if (is_same) call.add("padding", "'same'");
  call.add_unless("dilation_rate", axes, &AxisSpec::dilation, 1);
  call.add_unless("groups", spec.groups, 1);
  if (!style.has_bias) call.add("use_bias", "False");
  code.call = call.wrapped(style.columns);
  code.call_comment = keras_weight_comment(layer.spec);
  return code;
}

WrittenLayer keras_transpose(const FrameworkLayer& layer, const CallStyle& style) {
  const Spec& spec = layer.spec;
  const AxesText axes(spec);
  if (folds_padding(spec)) return {.refusal = Message{"compare.zeros_only", {}}};
  if (!axes.are(&AxisSpec::stride, 1) && !axes.are(&AxisSpec::dilation, 1))
    return {.refusal = Message{"compare.stride_or_dilation", {}}};
  WrittenLayer code = begun_layer(spec);
  const bool is_same = layer.word == AutoPad::same_upper;
  const AxisPair slack{spec.axes[height].stride - 1, spec.axes[width].stride - 1};
  const WholeResult whole = whole_result(spec, slack);
  const Geometry sizes = geometry(spec);
  // Without output padding 'valid' goes on to the stride's end, 'same' makes n·s.
  AxisPair extra{};
  AxisPair cut_end{};
  bool is_usual = true;
  for (int i = 0; i < axis_count; ++i) {
    const AxisSpec& axis = spec.axes[i];
    const std::int64_t reach = sizes.axes[i].effective_kernel;
    const std::int64_t input = axis.input + (is_same ? 0 : whole.zeros_begin[i] + whole.zeros_end[i]);
    const std::int64_t needed = is_same ? whole.output[i] : whole.begin[i] + whole.output[i];
    const std::int64_t made = (input - 1) * axis.stride + (is_same ? reach % 2 : reach);
    const std::int64_t usual = is_same ? input * axis.stride : (input - 1) * axis.stride + std::max(reach, axis.stride);
    extra[i] = std::max<std::int64_t>(needed - made, 0);
    is_usual = is_usual && (needed == usual || (!is_same && needed < usual));
    cut_end[i] = is_same ? 0 : usual - needed;
  }
  if (!is_usual && !is_same)
    for (int i = 0; i < axis_count; ++i) {
      const std::int64_t input = spec.axes[i].input + whole.zeros_begin[i] + whole.zeros_end[i];
      const std::int64_t made = (input - 1) * spec.axes[i].stride + sizes.axes[i].effective_kernel + extra[i];
      cut_end[i] = made - whole.begin[i] - whole.output[i];
    }
  if (!is_same && whole.needs_zeros()) {
    code.reasons.push_back({"code.why.extend", {}});
    code.before.push_back(
        fmt::format("x = {}(x)", border_layer(spec, "ZeroPadding", whole.zeros_begin, whole.zeros_end)));
  }
  if (!is_same && (whole.begin != AxisPair{} || cut_end != AxisPair{})) {
    code.reasons.push_back({"code.why.crop", {{"call", layer_name(spec)}}});
    code.after.push_back(fmt::format("y = {}(y)", border_layer(spec, "Cropping", whole.begin, cut_end)));
  }
  CallText call(layer_name(spec));
  call.add(std::to_string(spec.out_channels / spec.groups));
  call.add(axes.plain(&AxisSpec::kernel));
  call.add_unless("strides", axes, &AxisSpec::stride, 1);
  if (is_same) call.add("padding", "'same'");
  if (!is_usual)
    call.add("output_padding",
             axes.is_line() || extra[height] == extra[width] ? std::to_string(extra[width]) : axes.tuple(extra));
  call.add_unless("dilation_rate", axes, &AxisSpec::dilation, 1);
  if (!style.has_bias) call.add("use_bias", "False");
  code.call = call.wrapped(style.columns);
  code.call_comment = keras_weight_comment(spec);
  if (spec.groups == 1) return code;
  code.reasons.push_back({"code.why.groups", {{"call", layer_name(spec)}}});
  code.name = "parts = ";
  code.call = fmt::format("[{}(part) for part in keras.ops.split(x, {}, axis=-1)]", code.call, spec.groups);
  code.use = "y = layers.Concatenate()(parts)";
  code.is_used_specially = true;
  return code;
}

WrittenLayer keras_pooling(const FrameworkLayer& layer, const CallStyle& style) {
  const Spec spec = without_unread_end(layer.spec);
  const AxesText axes(spec);
  if (!axes.are(&AxisSpec::dilation, 1)) return {.refusal = Message{"compare.no_dilation", {}}};
  WrittenLayer code = begun_layer(spec);
  const bool is_average = spec.operation == Operation::average_pooling;
  const bool is_same = layer.word == AutoPad::same_upper;
  const bool reaches_over = overhang_of(spec) != AxisPair{};
  const AxisPair begin = both(spec, &AxisSpec::pad_begin);
  const AxisPair end = both(spec, &AxisSpec::pad_end);
  if (!is_same && (has_padding(spec) || reaches_over)) {
    if (!folds_padding(spec)) code.reasons.push_back({"code.why.words_only", {{"call", layer_name(spec)}}});
    if (folds_padding(spec) && !reaches_over) {
      border_in_mode(spec, code);
    } else if (!is_average) {
      code.before.push_back(ops_pad(spec, begin, reached_end(spec), ", constant_values=float('-inf')"));
    } else if (spec.count_include_pad && !reaches_over) {
      code.before.push_back(zero_padding(spec));
    } else {
      code.reasons.push_back({"code.why.real_cells", {}});
      code.before.push_back(ops_pad(spec, begin, end, spec.count_include_pad ? ", constant_values=1" : "", "ones",
                                    "keras.ops.ones_like(x)"));
      code.before.push_back(ops_pad(spec, begin, end, ""));
      for (const char* name : {"ones", "x"})
        if (reaches_over) code.before.push_back(ops_pad(spec, {0, 0}, overhang_of(spec), "", name, name));
      code.use = "y = layer(x) / layer(ones)";
      code.is_used_specially = true;
    }
  }
  CallText call(layer_name(spec));
  call.add(axes.plain(&AxisSpec::kernel));
  if (both(spec, &AxisSpec::stride) != both(spec, &AxisSpec::kernel))
    call.add("strides", axes.plain(&AxisSpec::stride));
  if (is_same) call.add("padding", "'same'");
  code.call = call.wrapped(style.columns);
  return code;
}

}  // namespace

WrittenLayer write_keras(const FrameworkLayer& layer, const CallStyle& style) {
  if (layer.spec.operation == Operation::convolution) return keras_convolution(layer, style);
  if (is_transposed(layer.spec)) return keras_transpose(layer, style);
  return keras_pooling(layer, style);
}

}  // namespace convoscope

// tf.nn's calls. Padding that they do not take is a tf.pad before, what they do not crop a slice behind.
#include <fmt/format.h>

#include "document/names.h"
#include "interop/calls/written_layer.h"

namespace convoscope {
namespace {

constexpr std::array nn_names{"conv", "conv", "avg_pool", "max_pool"};

std::string nn_name(const Spec& spec) {
  return fmt::format("tf.nn.{}{}d{}", name_for(spec, nn_names), AxesText(spec).is_line() ? 1 : 2,
                     is_transposed(spec) ? "_transpose" : "");
}

/// tf.pad's pairs: of batch and channels nothing.
std::string tf_pad(const Spec& spec, const AxisPair& begin, const AxisPair& end, std::string_view option,
                   std::string_view to = "x", std::string_view from = "x") {
  return fmt::format("{} = tf.pad({}, ((0, 0), {}, (0, 0)){})", to, from, AxesText(spec).side_pairs(begin, end),
                     option);
}

/// The border around the input, cell by cell where tf.pad has no mode for it.
void pad_in_mode(const Spec& spec, WrittenLayer& code) {
  const AxisPair begin = both(spec, &AxisSpec::pad_begin);
  const AxisPair end = both(spec, &AxisSpec::pad_end);
  code.reasons.push_back(
      {"code.why.mode", {{"call", nn_name(spec)}, {"mode", std::string(name_of(spec.padding_mode))}}});
  if (spec.padding_mode == PaddingMode::reflect) {
    code.before.push_back(tf_pad(spec, begin, end, ", mode='REFLECT'"));
    return;
  }
  for (int axis = AxesText(spec).is_line() ? width : height; axis < axis_count; ++axis) {
    const std::int64_t cells = spec.axes[axis].input;
    const std::string range = fmt::format("tf.range({}, {})", -begin[axis], cells + end[axis]);
    code.before.push_back(fmt::format("x = tf.gather(x, {}, axis={})",
                                      spec.padding_mode == PaddingMode::circular
                                          ? fmt::format("{} % {}", range, cells)
                                          : fmt::format("tf.clip_by_value({}, 0, {})", range, cells - 1),
                                      AxesText(spec).is_line() ? 1 : axis + 1));
  }
}

WrittenLayer begun_nn(const Spec& spec) {
  WrittenLayer code;
  code.channels_last = true;
  code.imports = {"import tensorflow as tf"};
  code.arrays = {fmt::format("x = tf.random.normal(({}))", input_text(spec, true))};
  code.name = "y = ";
  code.result = fmt::format("({})", output_text(spec, true));
  return code;
}

void add_nn_weight(const Spec& spec, bool has_bias, WrittenLayer& code) {
  const std::string kernel = AxesText(spec).extents(both(spec, &AxisSpec::kernel));
  code.arrays.push_back(
      fmt::format("w = tf.random.normal(({}, {}, {}))", kernel,
                  is_transposed(spec) ? spec.out_channels / spec.groups : spec.in_channels / spec.groups,
                  is_transposed(spec) ? spec.in_channels : spec.out_channels));
  if (!has_bias) return;
  code.arrays.push_back(fmt::format("b = tf.zeros(({},))", spec.out_channels));
  code.after.emplace_back("y = tf.nn.bias_add(y, b)");
}

/// tf.nn.conv1d's stride has no s.
void add_nn_stride(const Spec& spec, CallText& call) {
  const bool is_conv1d = AxesText(spec).is_line() && spec.operation == Operation::convolution;
  call.add(is_conv1d ? "stride" : "strides", AxesText(spec).plain(&AxisSpec::stride));
}

WrittenLayer nn_convolution(const FrameworkLayer& layer, const CallStyle& style) {
  const Spec& spec = layer.spec;
  const AxesText axes(spec);
  WrittenLayer code = begun_nn(spec);
  add_nn_weight(spec, style.has_bias, code);
  const bool pads = has_numeric_padding(layer);
  const bool pads_before = pads && (folds_padding(spec) || axes.is_line());
  if (pads && folds_padding(spec)) {
    pad_in_mode(spec, code);
  } else if (pads_before) {
    code.reasons.push_back({"code.why.words_only", {{"call", nn_name(spec)}}});
    code.before.push_back(tf_pad(spec, both(spec, &AxisSpec::pad_begin), both(spec, &AxisSpec::pad_end), ""));
  }
  CallText call(nn_name(spec));
  call.add("x");
  call.add("w");
  add_nn_stride(spec, call);
  if (pads && !pads_before)
    call.add("padding", fmt::format("((0, 0), {}, (0, 0))", axes.side_pairs()));
  else
    call.add("padding", layer.word == AutoPad::same_upper ? "'SAME'" : "'VALID'");
  call.add_unless("dilations", axes, &AxisSpec::dilation, 1);
  code.call = call.wrapped(style.columns);
  return code;
}

WrittenLayer nn_transpose(const FrameworkLayer& layer, const CallStyle& style) {
  const Spec& spec = layer.spec;
  if (folds_padding(spec)) return {.refusal = Message{"compare.zeros_only", {}}};
  const AxesText axes(spec);
  WrittenLayer code = begun_nn(spec);
  const bool is_same = layer.word == AutoPad::same_upper;
  const AxisPair slack{spec.axes[height].stride - 1, spec.axes[width].stride - 1};
  const WholeResult whole = whole_result(spec, slack);
  // With VALID the result may be as long as the stride's end; the input has to be what a convolution of it makes.
  AxisPair made{};
  const Geometry sizes = geometry(spec);
  bool is_cut = false;
  for (int i = 0; i < axis_count; ++i) {
    const AxisSpec& axis = spec.axes[i];
    const std::int64_t input = axis.input + whole.zeros_begin[i] + whole.zeros_end[i];
    made[i] = std::max((input - 1) * axis.stride + sizes.axes[i].effective_kernel, whole.begin[i] + whole.output[i]);
    is_cut = is_cut || whole.begin[i] > 0 || made[i] > whole.output[i];
  }
  if (is_same) made = whole.output;
  is_cut = is_cut && !is_same;
  if (is_cut) code.reasons.push_back({"code.why.crop", {{"call", nn_name(spec)}}});
  if (!is_same && whole.needs_zeros()) {
    code.reasons.push_back({"code.why.extend", {}});
    code.before.push_back(tf_pad(spec, whole.zeros_begin, whole.zeros_end, ""));
  }
  CallText call(nn_name(spec));
  const bool splits = spec.groups > 1;
  call.add(splits ? "part" : "x");
  call.add(splits ? "kernel" : "w");
  call.add("output_shape", fmt::format("({})", shape_text(spec, spec.out_channels / spec.groups, made, true)));
  call.add("strides", axes.plain(&AxisSpec::stride));
  call.add("padding", is_same ? "'SAME'" : "'VALID'");
  call.add_unless("dilations", axes, &AxisSpec::dilation, 1);
  code.call = call.wrapped(style.columns);
  if (splits) {
    code.reasons.push_back({"code.why.groups", {{"call", nn_name(spec)}}});
    code.before.push_back(
        fmt::format("groups = zip(tf.split(x, {0}, axis=-1), tf.split(w, {0}, axis=-1))", spec.groups));
    code.call = fmt::format("tf.concat([{} for part, kernel in groups], axis=-1)", code.call);
  }
  if (is_cut) code.after.push_back(fmt::format("y = y[:, {}]", slices(spec, whole)));
  add_nn_weight(spec, style.has_bias, code);
  return code;
}

/// Averages of what counts, where no call counts so: what is summed over what is counted.
void divide_by_counted(const Spec& spec, WrittenLayer& code) {
  code.reasons.push_back({"code.why.real_cells", {}});
  const AxisPair begin = both(spec, &AxisSpec::pad_begin);
  const AxisPair end = both(spec, &AxisSpec::pad_end);
  code.before.push_back(
      tf_pad(spec, begin, end, spec.count_include_pad ? ", constant_values=1" : "", "ones", "tf.ones_like(x)"));
  code.before.push_back(tf_pad(spec, begin, end, ""));
  if (overhang_of(spec) == AxisPair{}) return;
  for (const char* name : {"ones", "x"}) code.before.push_back(tf_pad(spec, {0, 0}, overhang_of(spec), "", name, name));
}

WrittenLayer nn_pooling(const FrameworkLayer& layer, const CallStyle& style) {
  const Spec spec = without_unread_end(layer.spec);
  const AxesText axes(spec);
  if (!axes.are(&AxisSpec::dilation, 1)) return {.refusal = Message{"compare.no_dilation", {}}};
  WrittenLayer code = begun_nn(spec);
  const bool is_average = spec.operation == Operation::average_pooling;
  const bool is_same = layer.word == AutoPad::same_upper;
  const bool reaches_over = overhang_of(spec) != AxisPair{};
  const bool pads = !is_same && (has_padding(spec) || reaches_over);
  bool divides = false;
  if (pads && folds_padding(spec) && !reaches_over) {
    pad_in_mode(spec, code);
  } else if (pads && is_average) {
    divides = reaches_over || !spec.count_include_pad;
    code.reasons.push_back({"code.why.words_only", {{"call", nn_name(spec)}}});
    if (divides)
      divide_by_counted(spec, code);
    else
      code.before.push_back(tf_pad(spec, both(spec, &AxisSpec::pad_begin), both(spec, &AxisSpec::pad_end), ""));
  } else if (pads && axes.is_line()) {
    code.reasons.push_back({"code.why.words_only", {{"call", nn_name(spec)}}});
    code.before.push_back(
        tf_pad(spec, both(spec, &AxisSpec::pad_begin), reached_end(spec), ", constant_values=float('-inf')"));
  }
  const auto call_on = [&](const char* map) {
    CallText call(nn_name(spec));
    call.add(map);
    call.add(axes.is_line() ? axes.plain(&AxisSpec::kernel) : axes.tuple(&AxisSpec::kernel));
    call.add("strides", axes.plain(&AxisSpec::stride));
    if (pads && !is_average && !axes.is_line() && !folds_padding(spec))
      call.add("padding", fmt::format("((0, 0), {}, (0, 0))",
                                      axes.side_pairs(both(spec, &AxisSpec::pad_begin), reached_end(spec))));
    else
      call.add("padding", is_same ? "'SAME'" : "'VALID'");
    return call.wrapped(style.columns);
  };
  code.call = call_on("x");
  if (divides) {
    code.after.push_back(fmt::format("y = y / {}", call_on("ones")));
    code.is_used_specially = true;
  }
  return code;
}

}  // namespace

WrittenLayer write_tensorflow(const FrameworkLayer& layer, const CallStyle& style) {
  if (layer.spec.operation == Operation::convolution) return nn_convolution(layer, style);
  if (is_transposed(layer.spec)) return nn_transpose(layer, style);
  return nn_pooling(layer, style);
}

}  // namespace convoscope

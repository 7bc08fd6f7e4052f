// Each framework's rules are a few lines over the same geometry: TensorFlow's and Keras's from keras.utils' deconv_output_length
// and tf.nn.conv2d_transpose, whose pads are those of the forward convolution; Caffe's from its layers' Reshape.
#include "interop/frameworks.h"

#include <algorithm>

#include "core/convolve.h"
#include "core/geometry.h"

namespace convoscope {
namespace {

std::int64_t total_padding(const AxisSpec& axis) { return axis.pad_begin + axis.pad_end; }

bool strides(const Spec& spec) {
  return std::ranges::any_of(spec.axes, [](const AxisSpec& axis) { return axis.stride > 1; });
}

bool dilates(const Spec& spec) {
  return std::ranges::any_of(spec.axes, [](const AxisSpec& axis) { return axis.dilation > 1; });
}

AxisPair output_of(const Spec& spec) {
  const Geometry sizes = geometry(spec);
  return {sizes.output_height(), sizes.output_width()};
}

/// Both sides by half of the padding, rounded up.
void pad_alike(Spec& spec, bool has_output_padding) {
  for (AxisSpec& axis : spec.axes) {
    const std::int64_t total = total_padding(axis);
    if (axis.pad_begin != axis.pad_end) {
      axis.pad_begin = axis.pad_end = std::max<std::int64_t>((total + 1) / 2, 0);
      const std::int64_t extra = axis.output_padding + total_padding(axis) - total;
      if (is_transposed(spec) && (extra < axis.stride || extra < axis.dilation)) axis.output_padding = extra;
    }
    if (!has_output_padding) axis.output_padding = 0;
  }
  spec.extends_output = false;
}

FrameworkLayer in_pytorch(const AskedLayer& asked) {
  FrameworkLayer layer{asked.spec, AutoPad::explicit_, {}};
  if (is_transposed(asked.spec) && asked.spec.padding_mode != PaddingMode::zeros && has_padding(asked.spec))
    layer.problems.push_back({"compare.zeros_only", {}});
  // padding='same' puts the odd cell at the end, and needs stride 1.
  const bool is_same = asked.auto_pad == AutoPad::same_upper || asked.auto_pad == AutoPad::same_lower;
  if (asked.spec.operation == Operation::convolution && is_same && !strides(asked.spec)) {
    layer.spec = resolve_padding(layer.spec, AutoPad::same_upper);
    layer.word = AutoPad::same_upper;
  } else {
    pad_alike(layer.spec, true);
  }
  if (!is_pooling(asked.spec)) return layer;
  if (asked.spec.operation == Operation::average_pooling && dilates(asked.spec))
    layer.problems.push_back({"compare.no_dilation", {}});
  const auto pads_too_much = [](const AxisSpec& axis) {
    return axis.pad_begin > (axis.dilation * (axis.kernel - 1) + 1) / 2;
  };
  if (std::ranges::any_of(layer.spec.axes, pads_too_much)) layer.problems.push_back({"compare.half_kernel", {}});
  return layer;
}

FrameworkLayer in_caffe(const AskedLayer& asked) {
  FrameworkLayer layer{asked.spec, AutoPad::explicit_, {}};
  pad_alike(layer.spec, false);
  if (is_pooling(asked.spec)) {
    layer.spec.ceil_mode = true;
    layer.spec.count_include_pad = true;
    if (dilates(asked.spec)) layer.problems.push_back({"compare.no_dilation", {}});
  }
  if (asked.spec.padding_mode != PaddingMode::zeros && has_padding(asked.spec))
    layer.problems.push_back({"compare.zeros_only", {}});
  return layer;
}

/// TensorFlow's transposed convolution with SAME for an output: legal where a convolution of that output has this input.
bool pads_same(AxisSpec& axis, std::int64_t output) {
  const std::int64_t total = (axis.input - 1) * axis.stride + axis.dilation * (axis.kernel - 1) + 1 - output;
  axis.output_padding = std::max<std::int64_t>(-total, 0);
  axis.pad_begin = std::max<std::int64_t>(total, 0) / 2;
  axis.pad_end = std::max<std::int64_t>(total, 0) - axis.pad_begin;
  return (output + axis.stride - 1) / axis.stride == axis.input;
}

/// Whether Keras's Conv2DTranspose can say SAME with this output: as n·s, or by an output padding, for all axes alike.
bool says_same(const Spec& spec, const AxisPair& output) {
  const auto all_axes = [&](const auto& holds) { return holds(height) && holds(width); };
  const auto is_usual = [&](int i) { return output[i] == spec.axes[i].input * spec.axes[i].stride; };
  const auto has_extra = [&](int i) {
    const AxisSpec& axis = spec.axes[i];
    const std::int64_t reach = axis.dilation * (axis.kernel - 1) + 1;
    return output[i] - (axis.input - 1) * axis.stride - reach % 2 < axis.stride;
  };
  return all_axes(is_usual) || all_axes(has_extra);
}

/// SAME where it makes as many cells, VALID where nothing is padded, else padding beside the layer, which leaves it as it is.
FrameworkLayer in_tensorflow(const AskedLayer& asked, bool is_keras) {
  FrameworkLayer layer{asked.spec, AutoPad::explicit_, {}};
  Spec same = asked.spec;
  same.extends_output = false;
  Spec valid = asked.spec;
  valid.ceil_mode = false;
  const bool is_valid = !has_padding(asked.spec) && output_of(valid) == output_of(asked.spec);
  bool makes_same = !is_valid;
  if (is_transposed(asked.spec)) {
    const AxisPair output = output_of(asked.spec);
    for (int i = 0; i < axis_count; ++i) makes_same = makes_same && pads_same(same.axes[i], output[i]);
    makes_same = makes_same && (!is_keras || says_same(asked.spec, output));
  } else {
    same.ceil_mode = false;
    same = resolve_padding(same, AutoPad::same_upper);
    makes_same = makes_same && output_of(same) == output_of(asked.spec);
  }
  if (is_pooling(asked.spec)) same.count_include_pad = false;
  if (makes_same) {
    layer.spec = same;
    layer.word = AutoPad::same_upper;
  } else if (is_valid) {
    layer.spec = valid;
    layer.word = AutoPad::valid;
  } else if (is_pooling(asked.spec) &&
             (is_keras || asked.spec.ceil_mode || asked.spec.operation == Operation::average_pooling)) {
    layer.problems.push_back({"compare.pools_same_only", {}});
  }
  if (asked.spec.padding_mode != PaddingMode::zeros && has_padding(asked.spec))
    layer.problems.push_back({"compare.zeros_only", {}});
  const auto extends_beyond = [](const AxisSpec& axis) { return axis.output_padding >= axis.stride; };
  if (is_transposed(asked.spec) && std::ranges::any_of(asked.spec.axes, extends_beyond))
    layer.problems.push_back({"compare.output_padding_below_stride", {}});
  if (is_pooling(asked.spec) && dilates(asked.spec)) layer.problems.push_back({"compare.no_dilation", {}});
  if (is_keras && !is_pooling(asked.spec) && strides(asked.spec) && dilates(asked.spec))
    layer.problems.push_back({"compare.stride_or_dilation", {}});
  return layer;
}

/// Numbers for each side, so that nothing changes.
FrameworkLayer with_numbers(const AskedLayer& asked, bool pools_with_dilation) {
  FrameworkLayer layer{asked.spec, asked.auto_pad, {}};
  if (asked.spec.padding_mode != PaddingMode::zeros && has_padding(asked.spec))
    layer.problems.push_back({"compare.zeros_only", {}});
  if (!pools_with_dilation && is_pooling(asked.spec) && dilates(asked.spec))
    layer.problems.push_back({"compare.no_dilation", {}});
  return layer;
}

Tensor result_of_counting(const Spec& spec) {
  return apply(spec, Tensor::counting(input_shape(spec)), Tensor::counting(weight_shape(spec)));
}

}  // namespace

AskedLayer single_channel(AskedLayer asked) {
  Spec& spec = asked.spec;
  spec.batch = spec.in_channels = spec.out_channels = spec.groups = 1;
  return asked;
}

AskedLayer AskedLayer::on(AxisPair input) const {
  AskedLayer other = *this;
  for (int i = 0; i < axis_count; ++i) other.spec.axes[i].input = input[i];
  other.spec = resolve_padding(other.spec, auto_pad);
  return other;
}

FrameworkLayer layer_in(Framework framework, const AskedLayer& asked) {
  FrameworkLayer layer;
  switch (framework) {
    case Framework::pytorch: layer = in_pytorch(asked); break;
    case Framework::tensorflow: layer = in_tensorflow(asked, false); break;
    case Framework::keras: layer = in_tensorflow(asked, true); break;
    case Framework::onnx: layer = with_numbers(asked, true); break;
    case Framework::jax:
      layer = with_numbers(asked, false);
      // Its VALID goes on to the stride's end where the kernel is smaller.
      if (is_transposed(asked.spec) && layer.word == AutoPad::valid) layer.word = AutoPad::explicit_;
      break;
    case Framework::caffe: layer = in_caffe(asked); break;
  }
  for (const Problem& problem : validate(layer.spec)) layer.problems.push_back(message_of(problem));
  return layer;
}

AxisPair smallest_telling_input(Framework framework, Framework other, const AskedLayer& asked) {
  constexpr std::int64_t most_tried = 64;
  constexpr std::int64_t largest = 2048;
  const bool is_row = asked.spec.axes[height].input == 1 && asked.spec.axes[height].kernel == 1;
  constexpr double most_work = 3e7;
  const AskedLayer layer = single_channel(asked);
  std::int64_t tried = 0;
  double work = 0;
  for (std::int64_t n = 1; n <= largest && tried < most_tried; ++n) {
    const AxisPair input{is_row ? 1 : n, n};
    const AskedLayer here = layer.on(input);
    if (!validate(here.spec).empty()) continue;
    ++tried;
    const FrameworkLayer one = layer_in(framework, here);
    const FrameworkLayer two = layer_in(other, here);
    if (!one.problems.empty() || !two.problems.empty()) continue;
    if (one.spec == two.spec) continue;
    if (output_of(one.spec) != output_of(two.spec)) return input;
    const AxisPair output = output_of(one.spec);
    const auto& [rows, columns] = here.spec.axes;
    work += 2.0 * static_cast<double>(rows.kernel * columns.kernel) *
            static_cast<double>(std::max(output[height] * output[width], rows.input * columns.input));
    if (work > most_work) return {0, 0};
    if (result_of_counting(one.spec) != result_of_counting(two.spec)) return input;
  }
  return {0, 0};
}

}  // namespace convoscope

// Caffe's prototxt. It pads both sides alike, has no output padding and pools in ceil mode: what is too much, a Crop layer cuts.
#include <fmt/format.h>

#include <algorithm>

#include "core/integer.h"
#include "document/line.h"
#include "interop/calls/written_layer.h"

namespace convoscope {
namespace {

/// "kernel_size: 3", or "kernel_h: 3 kernel_w: 5"; nothing for the usual number.
std::string caffe_field(std::string_view prefix, std::string_view name, const AxisPair& pair, std::int64_t usual) {
  if (pair == AxisPair{usual, usual}) return {};
  if (pair[height] == pair[width]) return fmt::format(" {}: {}", name, pair[height]);
  return fmt::format(" {0}_h: {1} {0}_w: {2}", prefix, pair[height], pair[width]);
}

std::string caffe_parameters(const Spec& spec, bool has_bias) {
  const std::string kernel = caffe_field("kernel", "kernel_size", both(spec, &AxisSpec::kernel), 0);
  const std::string stride = caffe_field("stride", "stride", both(spec, &AxisSpec::stride), 1);
  const std::string padding = caffe_field("pad", "pad", both(spec, &AxisSpec::pad_begin), 0);
  if (is_pooling(spec))
    return fmt::format("pooling_param {{ pool: {}{}{}{} }}",
                       spec.operation == Operation::average_pooling ? "AVE" : "MAX", kernel, stride, padding);
  const AxisPair dilation = both(spec, &AxisSpec::dilation);
  std::string dilations;
  if (dilation[height] == dilation[width])
    dilations = caffe_field("", "dilation", dilation, 1);
  else
    for (const std::int64_t each : dilation) dilations += fmt::format(" dilation: {}", each);
  return fmt::format("convolution_param {{ num_output: {}{}{}{}{}{}{} }}", spec.out_channels, kernel, stride, padding,
                     dilations, spec.groups == 1 ? "" : fmt::format(" group: {}", spec.groups),
                     has_bias ? "" : " bias_term: false");
}

std::string input_layer(std::string_view name, const Spec& spec, std::int64_t channels, const AxisPair& extents) {
  return fmt::format(
      "layer {{ name: \"{0}\" type: \"Input\" top: \"{0}\" "
      "input_param {{ shape {{ dim: {1} dim: {2} dim: {3} dim: {4} }} }} }}",
      name, spec.batch, channels, extents[height], extents[width]);
}

/// The layer as Caffe can make it, at least as large as it has to be, and where in it the output begins.
struct CaffeLayer {
  Spec spec;
  AxisPair begin{};
  bool is_possible = true;
};

/// A pad at least as wide as both sides, from which the windows' places are those of the layer.
CaffeLayer widened(const Spec& spec) {
  CaffeLayer wide{spec, {}, true};
  for (int i = 0; i < axis_count; ++i) {
    AxisSpec& axis = wide.spec.axes[i];
    const std::int64_t missing = std::max<std::int64_t>(axis.pad_end - axis.pad_begin, 0);
    wide.begin[i] = -floor_divide(-missing, axis.stride);
    axis.pad_begin = axis.pad_end = axis.pad_begin + wide.begin[i] * axis.stride;
    if (is_pooling(spec) && axis.pad_begin >= axis.kernel) wide.is_possible = false;
  }
  wide.spec.ceil_mode = is_pooling(spec);
  wide.spec.count_include_pad = true;
  return wide;
}

/// A crop on both sides small enough for both, with nothing left to add at the end.
CaffeLayer less_cropped(const Spec& spec) {
  CaffeLayer less{spec, {}, true};
  for (int i = 0; i < axis_count; ++i) {
    AxisSpec& axis = less.spec.axes[i];
    const std::int64_t end = axis.pad_end - axis.output_padding;
    const std::int64_t alike = std::min(axis.pad_begin, end);
    if (alike < 0) less.is_possible = false;
    less.begin[i] = axis.pad_begin - alike;
    axis.pad_begin = axis.pad_end = std::max<std::int64_t>(alike, 0);
    axis.output_padding = 0;
  }
  less.spec.extends_output = false;
  return less;
}

}  // namespace

WrittenLayer write_caffe(const FrameworkLayer& layer, const CallStyle& style) {
  const Spec& spec = layer.spec;
  if (folds_padding(spec)) return {.refusal = Message{"compare.zeros_only", {}}};
  if (is_pooling(spec) && both(spec, &AxisSpec::dilation) != AxisPair{1, 1})
    return {.refusal = Message{"compare.no_dilation", {}}};
  if (spec.operation == Operation::average_pooling && !spec.count_include_pad && has_padding(spec))
    return {.refusal = Message{"code.why.caffe_counts", {}}};
  // Average pooling in ceil mode divides by the window's part inside the padding, which has to stay as wide as it is.
  if (is_pooling(spec) && spec.ceil_mode && !pads_alike(spec)) return {.refusal = Message{"code.why.caffe_sides", {}}};
  const CaffeLayer made = is_transposed(spec) ? less_cropped(spec) : widened(spec);
  if (!made.is_possible || !validate(made.spec).empty()) return {.refusal = Message{"code.why.caffe_sides", {}}};
  const Geometry sizes = geometry(spec);
  const Geometry large = geometry(made.spec);
  const AxisPair output{sizes.output_height(), sizes.output_width()};
  const bool is_cut = output != AxisPair{large.output_height(), large.output_width()};
  const std::string type = name_for(spec, {"Convolution", "Deconvolution", "Pooling", "Pooling"});
  WrittenLayer code;
  code.arrays = {input_layer("x", spec, spec.in_channels, both(spec, &AxisSpec::input))};
  if (is_cut) {
    code.reasons.push_back({is_pooling(spec) && !spec.ceil_mode && pads_alike(spec) ? "code.why.caffe_ceil"
                            : is_transposed(spec)                                   ? "code.why.caffe_crop"
                                                                                    : "code.why.caffe_pad",
                            {}});
    code.arrays.push_back(input_layer("size", spec, spec.out_channels, output));
  }
  const std::string result =
      fmt::format("{}, {}, {}, {}", spec.batch, spec.out_channels, output[height], output[width]);
  const auto written_on = [&](std::string_view line_end, std::string_view close) {
    return fmt::format("layer {{{3}name: \"{0}\" type: \"{1}\" bottom: \"x\" top: \"{0}\"{3}{2}{4}}}",
                       is_cut ? "whole" : "y", type, caffe_parameters(made.spec, style.has_bias), line_end, close);
  };
  code.call = written_on(" ", " ");
  if (code.call.size() > style.columns) code.call = written_on("\n  ", "\n");
  if (is_cut)
    code.after.push_back(
        fmt::format("layer {{ name: \"y\" type: \"Crop\" bottom: \"whole\" bottom: \"size\" top: \"y\" "
                    "crop_param {{ axis: 2 offset: {} offset: {} }} }}",
                    made.begin[height], made.begin[width]));
  code.result = fmt::format("({})", result);
  return code;
}

}  // namespace convoscope

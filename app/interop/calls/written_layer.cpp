#include "interop/calls/written_layer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/integer.h"
#include "document/line.h"

namespace convoscope {
namespace {

std::int64_t ceil_divide(std::int64_t number, std::int64_t by) { return -floor_divide(-number, by); }

AxisPair output_extents(const Spec& spec) {
  const Geometry sizes = geometry(spec);
  return {sizes.output_height(), sizes.output_width()};
}

}  // namespace

WrittenLayer write_layer(Framework framework, const FrameworkLayer& layer, const CallStyle& style) {
  switch (framework) {
    case Framework::pytorch: return write_pytorch(layer, style);
    case Framework::tensorflow: return write_tensorflow(layer, style);
    case Framework::keras: return write_keras(layer, style);
    case Framework::onnx: return write_onnx(layer, style);
    case Framework::jax: return write_jax(layer, style);
    case Framework::caffe: return write_caffe(layer, style);
  }
  return {};
}

std::string name_for(const Spec& spec, const std::array<const char*, 4>& names) {
  return names[static_cast<std::size_t>(spec.operation)];
}

WholeResult whole_result(const Spec& spec, const AxisPair& slack) {
  WholeResult whole;
  whole.output = output_extents(spec);
  const Geometry sizes = geometry(spec);
  for (int i = 0; i < axis_count; ++i) {
    const AxisSpec& axis = spec.axes[i];
    whole.zeros_begin[i] = ceil_divide(std::max<std::int64_t>(-axis.pad_begin, 0), axis.stride);
    whole.begin[i] = axis.pad_begin + whole.zeros_begin[i] * axis.stride;
    const std::int64_t made =
        (axis.input + whole.zeros_begin[i] - 1) * axis.stride + sizes.axes[i].effective_kernel + slack[i];
    const std::int64_t missing = whole.begin[i] + whole.output[i] - made;
    whole.zeros_end[i] = ceil_divide(std::max<std::int64_t>(missing, 0), axis.stride);
  }
  return whole;
}

std::string slices(const Spec& spec, const WholeResult& whole) {
  std::string text;
  for (int i = is_line(spec) ? width : height; i < axis_count; ++i)
    text += fmt::format("{}{}:{}", text.empty() ? "" : ", ", whole.begin[i], whole.begin[i] + whole.output[i]);
  return text;
}

Spec without_unread_end(Spec spec) {
  for (int axis = 0; axis < axis_count && spec.ceil_mode; ++axis) {
    std::int64_t& end = spec.axes[axis].pad_end;
    end -= std::min(end, axis_geometry(spec, axis).unused_end);
  }
  return spec;
}

AxisPair overhang_of(const Spec& spec) {
  const Geometry sizes = geometry(spec);
  return {sizes.axes[height].overhang, sizes.axes[width].overhang};
}

AxisPair reached_end(const Spec& spec) {
  const AxisPair overhang = overhang_of(spec);
  return {spec.axes[height].pad_end + overhang[height], spec.axes[width].pad_end + overhang[width]};
}

bool has_numeric_padding(const FrameworkLayer& layer) {
  return layer.word == AutoPad::explicit_ && has_padding(layer.spec);
}

bool folds_padding(const Spec& spec) { return spec.padding_mode != PaddingMode::zeros && has_padding(spec); }

bool pads_alike(const Spec& spec) {
  return std::ranges::all_of(spec.axes, [](const AxisSpec& axis) { return axis.pad_begin == axis.pad_end; });
}

void remove_padding(Spec& spec) {
  for (AxisSpec& axis : spec.axes) axis.pad_begin = axis.pad_end = 0;
}

std::string shape_text(const Spec& spec, std::int64_t channels, const AxisPair& extents, bool channels_last) {
  const std::string sizes = AxesText(spec).extents(extents);
  return channels_last ? fmt::format("{}, {}, {}", spec.batch, sizes, channels)
                       : fmt::format("{}, {}, {}", spec.batch, channels, sizes);
}

std::string input_text(const Spec& spec, bool channels_last) {
  return shape_text(spec, spec.in_channels, both(spec, &AxisSpec::input), channels_last);
}

std::string output_text(const Spec& spec, bool channels_last) {
  return shape_text(spec, spec.out_channels, output_extents(spec), channels_last);
}

}  // namespace convoscope

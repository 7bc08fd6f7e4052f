#include "interop/code/code_rows.h"

#include <algorithm>

namespace convoscope {

void read_axes(const CallArguments& arguments, LayerCode& layer, std::string_view name, Parameter parameter,
               std::int64_t AxisSpec::*member, std::int64_t usual) {
  const auto pair = arguments.pair(name, usual, layer.is_line);
  for (int axis = 0; axis < axis_count; ++axis) layer.spec.axes[axis].*member = pair[axis];
  if (layer.is_line) layer.spec.axes[height].*member = AxisSpec{}.*member;
  arguments.place(layer, parameter, name);
}

void read_padding(const CallArguments& arguments, LayerCode& layer, std::string_view name) {
  read_axes(arguments, layer, name, Parameter::padding, &AxisSpec::pad_begin, 0);
  for (AxisSpec& axis : layer.spec.axes) axis.pad_end = axis.pad_begin;
}

void read_pooling_stride(const CallArguments& arguments, LayerCode& layer, std::string_view name) {
  if (arguments.find_some(name) != nullptr)
    read_axes(arguments, layer, name, Parameter::stride, &AxisSpec::stride, 1);
  else
    for (AxisSpec& axis : layer.spec.axes) axis.stride = axis.kernel;
}

void read_weight(const CallArguments& arguments, LayerCode& layer, std::string_view name, const WeightOrder& order) {
  const std::vector<std::int64_t> shape = arguments.shape(name);
  const std::size_t extents = layer.is_line ? 1 : 2;
  if (shape.size() != extents + 2 || std::ranges::any_of(shape, [](std::int64_t n) { return n < 1; }))
    return arguments.fail(name, {"code.weight_shape", {{"name", std::string(name)}}});
  Spec& spec = layer.spec;
  spec.in_channels = shape[order.in] * (order.groups_out ? 1 : spec.groups);
  spec.out_channels = shape[order.out] * (order.groups_out ? spec.groups : 1);
  layer.has_channels = true;
  if (!layer.is_line) spec.axes[height].kernel = shape[order.kernel];
  spec.axes[width].kernel = shape[order.kernel + extents - 1];
  arguments.place(layer, Parameter::kernel, name);
}

void read_input(const std::vector<std::int64_t>& shape, bool channels_last, LayerCode& layer) {
  const std::size_t extents = layer.is_line ? 1 : 2;
  if (shape.size() < extents + 1 || shape.size() > extents + 2) return;
  const std::size_t first = shape.size() - extents - (channels_last ? 1 : 0);
  const std::size_t channels = channels_last ? shape.size() - 1 : first - 1;
  const auto is_known = [](std::int64_t n) { return n >= 1; };
  if (!layer.has_channels && is_known(shape[channels])) {
    const bool is_pooled = is_pooling(layer.spec);
    layer.spec.in_channels = shape[channels];
    if (is_pooled) layer.spec.out_channels = shape[channels];
    layer.has_channels = true;
  }
  if (!is_known(shape[first]) || !is_known(shape[first + extents - 1])) return;
  if (!layer.is_line) layer.spec.axes[height].input = shape[first];
  layer.spec.axes[width].input = shape[first + extents - 1];
  layer.has_input = true;
}

}  // namespace convoscope

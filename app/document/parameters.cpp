// The rows of the parameter table.
#include "document/parameters.h"

#include <algorithm>
#include <array>

#include "core/assert.h"
#include "core/geometry.h"

namespace convoscope {

namespace {

using Value = std::int64_t;

AxisSpec& axis_of(Scene& scene, int axis) { return scene.spec.axes[static_cast<std::size_t>(axis)]; }
const AxisSpec& axis_of(const Scene& scene, int axis) { return scene.spec.axes[static_cast<std::size_t>(axis)]; }

bool is_transposed(const Scene& scene) { return scene.spec.operation == Operation::transposed_convolution; }
bool is_pooling(const Scene& scene) {
  return scene.spec.operation == Operation::average_pooling || scene.spec.operation == Operation::max_pooling;
}
bool always(const Scene&) { return true; }
bool unless_pooling(const Scene& scene) { return !is_pooling(scene); }

template <Value AxisSpec::*member>
Value get_axis(const Scene& scene, int axis) {
  return axis_of(scene, axis).*member;
}
template <Value AxisSpec::*member>
void set_axis(Scene& scene, int axis, Value value) {
  axis_of(scene, axis).*member = value;
}
template <Value Spec::*member>
Value get_layer(const Scene& scene, int) {
  return scene.spec.*member;
}
template <Value Spec::*member>
void set_layer(Scene& scene, int, Value value) {
  scene.spec.*member = value;
}

void set_padding(Scene& scene, int axis, Value value) {
  axis_of(scene, axis).pad_begin = axis_of(scene, axis).pad_end = value;
  scene.spec.extends_output = false;
}

// A convolution's is what its stride leaves over of the input: its transpose needs that much to come back to the same size.
Value left_over(const Scene& scene, int axis) {
  // Of a draft that is illegal there may be no transpose to speak of.
  return validate(scene.spec).empty() ? axis_geometry(scene.spec, axis).unused_end : 0;
}

Value get_output_padding(const Scene& scene, int axis) {
  const Value own = axis_of(scene, axis).output_padding;
  return is_transposed(scene) || own != 0 ? own : left_over(scene, axis);
}

void set_output_padding(Scene& scene, int axis, Value value) {
  if (is_transposed(scene)) {
    axis_of(scene, axis).output_padding = value;
    return;
  }
  Scene plain = scene;
  for (AxisSpec& each : plain.spec.axes) each.output_padding = 0;
  if (!validate(plain.spec).empty()) return;
  AxisSpec& of_axis = axis_of(scene, axis);
  const bool can_be_left_over = value >= 0 && value < of_axis.stride;
  of_axis.output_padding = can_be_left_over ? 0 : value;  // which is then refused
  if (can_be_left_over) of_axis.input += value - left_over(plain, axis);
}

void set_in_channels(Scene& scene, int, Value value) {
  scene.spec.in_channels = value;
  if (is_pooling(scene)) scene.spec.out_channels = value;
}

/// How a row's number is reached.
struct Access {
  bool per_axis = false;
  decltype(ParameterRow::get) get = nullptr;
  decltype(ParameterRow::set) set = nullptr;
};
template <Value AxisSpec::*member>
constexpr Access of_axis{true, get_axis<member>, set_axis<member>};
template <Value Spec::*member>
constexpr Access of_layer{false, get_layer<member>, set_layer<member>};
constexpr Access of_padding{true, get_axis<&AxisSpec::pad_begin>, set_padding};
constexpr Access of_output_padding{true, get_output_padding, set_output_padding};
constexpr Access of_in_channels{false, get_layer<&Spec::in_channels>, set_in_channels};

struct Limits {
  Value least = 0;
  Value most_shown = 0;
  Value initial = 0;
};

constexpr ParameterRow row(Parameter id, std::string_view name, Limits limits, Access access,
                           decltype(ParameterRow::applies) applies = always) {
  return {id, name, access.per_axis, limits.least, limits.most_shown, limits.initial, access.get, access.set, applies};
}

using enum Parameter;

constexpr std::array rows{
    // name, {least, most shown, initial}, where the number is
    row(input, "input", {1, 12, 3}, of_axis<&AxisSpec::input>),
    row(kernel, "kernel", {1, 7, 3}, of_axis<&AxisSpec::kernel>),
    row(stride, "stride", {1, 5, 1}, of_axis<&AxisSpec::stride>),
    row(padding, "padding", {0, 5, 0}, of_padding),
    row(dilation, "dilation", {1, 4, 1}, of_axis<&AxisSpec::dilation>),
    row(output_padding, "output_padding", {0, 4, 0}, of_output_padding, unless_pooling),
    row(in_channels, "in_channels", {1, 8, 1}, of_in_channels),
    row(out_channels, "out_channels", {1, 8, 1}, of_layer<&Spec::out_channels>, unless_pooling),
    row(groups, "groups", {1, 8, 1}, of_layer<&Spec::groups>, unless_pooling),
    row(batch, "batch", {1, 0, 1}, of_layer<&Spec::batch>),
};

}  // namespace

std::span<const ParameterRow> parameters() { return rows; }

const ParameterRow& parameter_row(Parameter id) {
  const auto found = std::ranges::find(rows, id, &ParameterRow::id);
  CONVOSCOPE_ASSERT(found != rows.end());
  return *found;
}

}  // namespace convoscope

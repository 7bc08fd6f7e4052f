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

Value get_output_padding(const Scene& scene, int axis) {
  if (is_transposed(scene)) return axis_of(scene, axis).output_padding;
  // Of a draft that is illegal there may be no transpose to speak of.
  return validate(scene.spec).empty() ? axis_geometry(scene.spec, axis).unused_end : 0;
}

void set_output_padding(Scene& scene, int axis, Value value) {
  if (is_transposed(scene)) {
    axis_of(scene, axis).output_padding = value;
  } else if (validate(scene.spec).empty()) {
    const Value largest = axis_of(scene, axis).stride - 1;
    axis_of(scene, axis).input += std::clamp<Value>(value, 0, largest) - get_output_padding(scene, axis);
  }
}

void set_in_channels(Scene& scene, int, Value value) {
  scene.spec.in_channels = value;
  if (is_pooling(scene)) scene.spec.out_channels = value;
}

using enum Parameter;

constexpr std::array rows{
    ParameterRow{.id = input,
                 .name = "input",
                 .per_axis = true,
                 .least = 1,
                 .most_shown = 12,
                 .initial = 3,
                 .get = get_axis<&AxisSpec::input>,
                 .set = set_axis<&AxisSpec::input>,
                 .applies = always},
    ParameterRow{.id = kernel,
                 .name = "kernel",
                 .per_axis = true,
                 .least = 1,
                 .most_shown = 7,
                 .initial = 3,
                 .get = get_axis<&AxisSpec::kernel>,
                 .set = set_axis<&AxisSpec::kernel>,
                 .applies = always},
    ParameterRow{.id = stride,
                 .name = "stride",
                 .per_axis = true,
                 .least = 1,
                 .most_shown = 5,
                 .initial = 1,
                 .get = get_axis<&AxisSpec::stride>,
                 .set = set_axis<&AxisSpec::stride>,
                 .applies = always},
    ParameterRow{.id = padding,
                 .name = "padding",
                 .per_axis = true,
                 .least = 0,
                 .most_shown = 5,
                 .initial = 0,
                 .get = get_axis<&AxisSpec::pad_begin>,
                 .set = set_padding,
                 .applies = always},
    ParameterRow{.id = dilation,
                 .name = "dilation",
                 .per_axis = true,
                 .least = 1,
                 .most_shown = 4,
                 .initial = 1,
                 .get = get_axis<&AxisSpec::dilation>,
                 .set = set_axis<&AxisSpec::dilation>,
                 .applies = always},
    ParameterRow{.id = output_padding,
                 .name = "output_padding",
                 .per_axis = true,
                 .least = 0,
                 .most_shown = 4,
                 .initial = 0,
                 .get = get_output_padding,
                 .set = set_output_padding,
                 .applies = unless_pooling},
    ParameterRow{.id = in_channels,
                 .name = "in_channels",
                 .per_axis = false,
                 .least = 1,
                 .most_shown = 8,
                 .initial = 1,
                 .get = get_layer<&Spec::in_channels>,
                 .set = set_in_channels,
                 .applies = always},
    ParameterRow{.id = out_channels,
                 .name = "out_channels",
                 .per_axis = false,
                 .least = 1,
                 .most_shown = 8,
                 .initial = 1,
                 .get = get_layer<&Spec::out_channels>,
                 .set = set_layer<&Spec::out_channels>,
                 .applies = unless_pooling},
    ParameterRow{.id = groups,
                 .name = "groups",
                 .per_axis = false,
                 .least = 1,
                 .most_shown = 8,
                 .initial = 1,
                 .get = get_layer<&Spec::groups>,
                 .set = set_layer<&Spec::groups>,
                 .applies = unless_pooling},
    ParameterRow{.id = batch,
                 .name = "batch",
                 .per_axis = false,
                 .least = 1,
                 .most_shown = 0,
                 .initial = 1,
                 .get = get_layer<&Spec::batch>,
                 .set = set_layer<&Spec::batch>,
                 .applies = always},
};

}  // namespace

std::span<const ParameterRow> parameters() { return rows; }

const ParameterRow& parameter_row(Parameter id) {
  const auto row = std::ranges::find(rows, id, &ParameterRow::id);
  CONVOSCOPE_ASSERT(row != rows.end());
  return *row;
}

}  // namespace convoscope

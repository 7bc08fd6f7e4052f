// The rows of the parameter table.
#include "document/parameters.h"

#include <algorithm>
#include <array>

#include "core/assert.h"
#include "core/geometry.h"
#include "document/names.h"

namespace convoscope {

namespace {

using Value = std::int64_t;

AxisSpec& axis_of(Scene& scene, int axis) { return scene.spec.axes[static_cast<std::size_t>(axis)]; }
const AxisSpec& axis_of(const Scene& scene, int axis) { return scene.spec.axes[static_cast<std::size_t>(axis)]; }

bool is_transposed(const Scene& scene) { return scene.spec.operation == Operation::transposed_convolution; }
bool is_pooling(const Scene& scene) { return is_pooling(scene.spec); }
bool is_average(const Scene& scene) { return scene.spec.operation == Operation::average_pooling; }
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

/// The layer with another operation. Of a legal layer the connections stay; of an illegal one the numbers do.
Spec with_operation(Spec spec, Operation operation) {
  const bool was_pooling = is_pooling(spec);
  const bool wants_transposed = operation == Operation::transposed_convolution;
  const bool was_transposed = spec.operation == Operation::transposed_convolution;
  if (wants_transposed && was_pooling) {
    return with_operation(with_operation(spec, Operation::convolution), operation);
  }
  if (wants_transposed != was_transposed && !was_pooling && validate(spec).empty()) {
    const std::optional<Spec> other = counterpart(spec);
    if (other && validate(*other).empty()) spec = *other;
  }
  spec.operation = operation;
  if (!wants_transposed) {
    for (AxisSpec& axis : spec.axes) axis.output_padding = 0;
    spec.extends_output = false;
  }
  return spec;
}

Value get_operation(const Scene& scene, int) { return static_cast<Value>(scene.spec.operation); }

void set_operation(Scene& scene, int, Value value) {
  if (value == get_operation(scene, 0)) return;
  scene.spec = with_operation(scene.spec, static_cast<Operation>(value));
  if (is_pooling(scene)) {
    scene.spec.out_channels = scene.spec.in_channels;
    scene.spec.groups = 1;
    scene.bias.clear();
  } else {
    scene.spec.ceil_mode = false;
    scene.spec.count_include_pad = true;
  }
  // Where one operation is shown alone it is the one asked for.
  if (scene.shows_convolution == scene.shows_transposed) return;
  scene.shows_transposed = is_transposed(scene);
  scene.shows_convolution = !scene.shows_transposed;
}

template <bool Spec::*member>
Value get_boolean(const Scene& scene, int) {
  return scene.spec.*member ? 1 : 0;
}
template <bool Spec::*member>
void set_boolean(Scene& scene, int, Value value) {
  scene.spec.*member = value != 0;
}

Value get_padding_mode(const Scene& scene, int) { return static_cast<Value>(scene.spec.padding_mode); }
void set_padding_mode(Scene& scene, int, Value value) { scene.spec.padding_mode = static_cast<PaddingMode>(value); }

void set_auto_pad(Scene& scene, int, Value value) {
  scene.spec = resolve_padding(scene.spec, static_cast<AutoPad>(value));
  if (value != 0) scene.spec.extends_output = false;
}

void set_in_channels(Scene& scene, int, Value value) {
  scene.spec.in_channels = value;
  if (is_pooling(scene)) scene.spec.out_channels = value;
}

/// How a row's value is written and reached.
struct Access {
  ValueKind kind{};
  decltype(ParameterRow::get) get = nullptr;
  decltype(ParameterRow::set) set = nullptr;
  std::span<const char* const> choices;
};
template <Value AxisSpec::*member>
constexpr Access of_axis{ValueKind::per_axis, get_axis<member>, set_axis<member>, {}};
template <Value Spec::*member>
constexpr Access of_layer{ValueKind::number, get_layer<member>, set_layer<member>, {}};
constexpr std::array boolean_names{"false", "true"};
template <bool Spec::*member>
constexpr Access of_boolean(ValueKind kind) {
  return {kind, get_boolean<member>, set_boolean<member>, boolean_names};
}
constexpr Access of_operation{ValueKind::choice, get_operation, set_operation, operation_names};
constexpr Access of_input{ValueKind::map, get_axis<&AxisSpec::input>, set_axis<&AxisSpec::input>, {}};
constexpr Access of_padding{ValueKind::sides, get_axis<&AxisSpec::pad_begin>, set_padding, {}};
constexpr Access of_output_padding{ValueKind::per_axis, get_output_padding, set_output_padding, {}};
constexpr Access of_in_channels{ValueKind::number, get_layer<&Spec::in_channels>, set_in_channels, {}};
constexpr Access of_padding_mode{ValueKind::choice, get_padding_mode, set_padding_mode, padding_mode_names};
constexpr Access of_auto_pad{ValueKind::choice, nullptr, set_auto_pad, auto_pad_names};
constexpr Access of_output_size{ValueKind::pair, nullptr, nullptr, {}};
constexpr Access of_file{ValueKind::file, nullptr, nullptr, {}};

/// As a flag: its value in help, and what a new layer has without it.
struct Flag {
  std::string_view usage;
  std::string_view usual;
};

struct Limits {
  Value least = 0;
  Value most_shown = 0;
  Value initial = 0;
};

using Applies = decltype(ParameterRow::applies);

constexpr ParameterRow row(Parameter id, std::string_view name, Flag flag, Limits limits, Access access,
                           Applies applies = always, Applies is_own = nullptr) {
  return {id,
          name,
          flag.usage,
          flag.usual,
          access.kind,
          access.choices,
          limits.least,
          limits.most_shown,
          limits.initial,
          access.get,
          access.set,
          applies,
          is_own == nullptr ? applies : is_own};
}

using enum Parameter;

constexpr std::array rows{
    // name, as a flag {value, default}, {least, most shown, initial}, where the value is, for which operations
    row(operation, "operation", {}, {}, of_operation),
    row(input, "input", {"SIZE|FILE", ""}, {1, 12, 3}, of_input),
    row(kernel, "kernel", {"K|KHxKW", ""}, {1, 7, 3}, of_axis<&AxisSpec::kernel>),
    row(stride, "stride", {"S|SH,SW", "@cli.usual.stride"}, {1, 5, 1}, of_axis<&AxisSpec::stride>),
    row(padding, "padding", {"P|PH,PW|T,L,B,R", "0"}, {0, 5, 0}, of_padding),
    row(dilation, "dilation", {"D|DH,DW", "1"}, {1, 4, 1}, of_axis<&AxisSpec::dilation>),
    row(ceil_mode, "ceil_mode", {"", ""}, {0, 1, 0}, of_boolean<&Spec::ceil_mode>(ValueKind::mark), is_pooling),
    row(count_include_pad, "count_include_pad", {"true|false", "@cli.usual.count_include_pad"}, {0, 1, 1},
        of_boolean<&Spec::count_include_pad>(ValueKind::yes_no), is_average, is_pooling),
    row(output_padding, "output_padding", {"A|AH,AW", "0"}, {0, 4, 0}, of_output_padding, unless_pooling,
        is_transposed),
    row(in_channels, "in_channels", {}, {1, 8, 1}, of_in_channels),
    row(out_channels, "out_channels", {"C", "G"}, {1, 8, 1}, of_layer<&Spec::out_channels>, unless_pooling),
    row(groups, "groups", {"G", "1"}, {1, 8, 1}, of_layer<&Spec::groups>, unless_pooling),
    row(batch, "batch", {}, {1, 0, 1}, of_layer<&Spec::batch>),
    row(padding_mode, "padding_mode", {"MODE", "zeros"}, {}, of_padding_mode),
    row(weight, "weight", {"FILE|NAME", ""}, {}, of_file, unless_pooling),
    row(bias, "bias", {"FILE", ""}, {}, of_file, unless_pooling),
    row(auto_pad, "auto_pad", {"WAY", "none"}, {}, of_auto_pad),
    row(output_size, "output_size", {"H,W", ""}, {}, of_output_size, is_transposed),
};

}  // namespace

std::span<const ParameterRow> parameters() { return rows; }

const ParameterRow& parameter_row(Parameter id) {
  const auto found = std::ranges::find(rows, id, &ParameterRow::id);
  CONVOSCOPE_ASSERT(found != rows.end());
  return *found;
}

}  // namespace convoscope

// What pads the input of a transposed convolution with zeros extends its output: padding below zero.
#include "interop/code/code_padding.h"

#include <algorithm>

#include "core/geometry.h"

namespace convoscope {
namespace {

using Sides = std::array<std::int64_t, 2>;

constexpr std::size_t most_axes = 8;

std::optional<std::int64_t> whole_number(const CodeValue& value) {
  const bool is_fit = value.sort == ValueSort::number && value.is_whole && value.number <= double(max_cells) &&
                      value.number >= -double(max_cells);
  return is_fit ? std::optional(static_cast<std::int64_t>(value.number)) : std::nullopt;
}

/// One number, two, or a pair for each axis: of `count` axes.
std::optional<std::vector<Sides>> read_sides(const CodeValue& value, std::size_t count) {
  std::vector<Sides> sides;
  if (const std::optional<std::int64_t> alike = whole_number(value)) {
    sides.assign(count, {*alike, *alike});
    return sides;
  }
  if (value.sort != ValueSort::sequence) return std::nullopt;
  if (count == 1 && value.items.size() == 2) {
    const auto begin = whole_number(value.items[0]);
    const auto end = whole_number(value.items[1]);
    if (begin && end) return std::vector<Sides>{{*begin, *end}};
  }
  if (value.items.size() != count) return std::nullopt;
  for (const CodeValue& item : value.items) {
    const std::optional<std::int64_t> alike = whole_number(item);
    const bool is_pair = item.sort == ValueSort::sequence && item.items.size() == 2;
    const auto begin = is_pair ? whole_number(item.items[0]) : alike;
    const auto end = is_pair ? whole_number(item.items[1]) : alike;
    if (!begin || !end) return std::nullopt;
    sides.push_back({*begin, *end});
  }
  return sides;
}

/// F.pad's numbers: of the last axis first.
std::optional<std::vector<Sides>> read_flat_sides(const CodeValue& value, std::size_t rank) {
  if (value.items.size() % 2 != 0 || value.items.size() / 2 > rank) return std::nullopt;
  std::vector<Sides> sides(rank);
  for (std::size_t i = 0; i < value.items.size(); i += 2) {
    const auto begin = whole_number(value.items[i]);
    const auto end = whole_number(value.items[i + 1]);
    if (!begin || !end) return std::nullopt;
    sides[rank - 1 - i / 2] = {*begin, *end};
  }
  return sides;
}

const Expr* argument_of(const Expr& call, std::size_t place, std::initializer_list<std::string_view> names) {
  for (const Argument& argument : call.arguments)
    if (std::ranges::find(names, argument.name) != names.end()) return &call.parts[argument.value];
  const bool is_given = place < call.arguments.size() && call.arguments[place].name.empty();
  return is_given ? &call.parts[call.arguments[place].value] : nullptr;
}

/// Zeros are "", another number "lowest"; nothing for a mode that no layer has.
std::optional<std::string_view> read_mode(const Expr& call, const CodeNames& names) {
  if (const Expr* filling = argument_of(call, 3, {"value", "constant_values"})) {
    const CodeValue value = value_of(*filling, names);
    if (value.sort != ValueSort::none && !(value.sort == ValueSort::number && value.number == 0)) return "lowest";
  }
  const Expr* mode = argument_of(call, 2, {"mode"});
  if (mode == nullptr) return "";
  const std::string_view word = value_of(*mode, names).text;
  if (word == "constant" || word == "CONSTANT") return "";
  if (word == "reflect" || word == "REFLECT") return "reflect";
  if (word == "replicate" || word == "edge") return "replicate";
  if (word == "circular" || word == "wrap") return "circular";
  return std::nullopt;
}

/// The array with more padding around it.
std::optional<CodeValue> with_padding(CodeValue array, const std::optional<std::vector<Sides>>& sides,
                                      std::string_view mode) {
  if (!sides || (!array.shape.empty() && array.shape.size() != sides->size())) return std::nullopt;
  array.sort = ValueSort::array;
  if (array.padding.empty()) {
    array.padding = *sides;
  } else {
    if (array.padding_mode != mode || array.padding.size() != sides->size() || mode != "") return std::nullopt;
    for (std::size_t i = 0; i < sides->size(); ++i)
      for (std::size_t side = 0; side < 2; ++side)
        array.padding[i][side] = std::min(array.padding[i][side] + (*sides)[i][side], max_cells);
  }
  array.padding_mode = mode;
  return array;
}

PaddingMode mode_of(std::string_view word) {
  if (word == "reflect") return PaddingMode::reflect;
  if (word == "replicate") return PaddingMode::replicate;
  return word == "circular" ? PaddingMode::circular : PaddingMode::zeros;
}

/// Whether the layer could pad so by itself.
bool may_pad_itself(const CodeValue& input, const LayerCode& layer) {
  const Spec& spec = layer.spec;
  const bool is_lowest = input.padding_mode == "lowest";
  if (layer.auto_pad != AutoPad::explicit_ || layer.output) return false;
  if (is_transposed(spec)) return input.padding_mode.empty();
  const auto cuts = [](const Sides& sides) { return std::min(sides[0], sides[1]) < 0; };
  if (std::ranges::any_of(input.padding, cuts)) return false;
  if (spec.operation == Operation::max_pooling) return is_lowest || (!has_padding(spec) && !input.padding_mode.empty());
  if (is_lowest) return false;
  return !has_padding(spec) || (spec.padding_mode == mode_of(input.padding_mode) &&
                                (spec.operation == Operation::convolution || spec.count_include_pad));
}

bool extends(const Spec& spec) {
  return std::ranges::any_of(spec.axes,
                             [](const AxisSpec& axis) { return std::min(axis.pad_begin, axis.pad_end) < 0; });
}

/// Less of a transposed convolution's output is more of its padding.
void cut(LayerCode& layer, int axis, std::int64_t begin, std::int64_t end) {
  layer.spec.axes[axis].pad_begin += begin;
  layer.spec.axes[axis].pad_end += end;
  layer.spec.extends_output = extends(layer.spec);
}

AxisPair output_extents(const Spec& spec) {
  return {axis_geometry(spec, height).output, axis_geometry(spec, width).output};
}

}  // namespace

std::optional<CodeValue> padded_by(const Expr& call, const CodeNames& names) {
  const Expr& callee = call.parts[0];
  if (callee.kind == ExprKind::call && !call.arguments.empty()) {  // layers.ZeroPadding2D(1)(x)
    const std::string_view layer = last_part(callee_of(callee));
    if (layer != "ZeroPadding2D" && layer != "ZeroPadding1D") return std::nullopt;
    const Expr* given = argument_of(callee, 0, {"padding"});
    if (given == nullptr) return std::nullopt;
    std::optional<std::vector<Sides>> sides = read_sides(value_of(*given, names), layer == "ZeroPadding1D" ? 1 : 2);
    if (!sides) return std::nullopt;
    sides->insert(sides->begin(), Sides{0, 0});
    sides->push_back({0, 0});
    return with_padding(value_of(call.parts[1], names), sides, "");
  }
  if (last_part(callee_of(call)) != "pad" || call.arguments.size() < 2) return std::nullopt;
  const Expr* given = argument_of(call, 1, {"pad", "paddings", "pad_width"});
  const std::optional<std::string_view> mode = read_mode(call, names);
  if (given == nullptr || !mode) return std::nullopt;
  const CodeValue array = value_of(call.parts[call.arguments[0].value], names);
  const CodeValue amounts = value_of(*given, names);
  const bool is_flat = !amounts.items.empty() && amounts.items[0].sort == ValueSort::number;
  const std::size_t rank = !array.shape.empty() ? array.shape.size()
                           : is_flat            ? amounts.items.size() / 2 + 2
                                                : amounts.items.size();
  if (rank == 0 || rank > most_axes || amounts.sort != ValueSort::sequence) return std::nullopt;
  return with_padding(array, is_flat ? read_flat_sides(amounts, rank) : read_sides(amounts, rank), *mode);
}

void pad_layer(const CodeValue& input, bool channels_last, LayerCode& layer) {
  const std::size_t extents = layer.is_line ? 1 : 2;
  if (input.padding.size() != extents + 2) return;
  Spec padding = layer.spec;
  if (!is_transposed(padding) && input.padding_mode != "lowest") {
    padding.padding_mode = mode_of(input.padding_mode);
    padding.count_include_pad = true;
  }
  Spec larger = layer.spec;
  for (std::size_t i = 0; i < extents; ++i) {
    const int axis = layer.is_line ? width : static_cast<int>(i);
    const auto [begin, end] = input.padding[(channels_last ? 1 : 2) + i];
    AxisSpec& padded = padding.axes[axis];
    const std::int64_t step = is_transposed(padding) ? -std::clamp<std::int64_t>(padded.stride, 1, max_cells) : 1;
    padded.pad_begin += begin * step;
    padded.pad_end += end * step;
    if (layer.has_input) larger.axes[axis].input += begin + end;
  }
  padding.extends_output = is_transposed(padding) && extends(padding);
  // Ceil mode drops other windows where the padding is not the layer's own.
  const bool is_same_size = !padding.ceil_mode || !layer.has_input || !validate(padding).empty() ||
                            !validate(larger).empty() || output_extents(padding) == output_extents(larger);
  layer.spec = may_pad_itself(input, layer) && is_same_size ? padding : larger;
}

void slice_layer(const Expr& subscript, const CodeNames& names, bool channels_last, LayerCode& layer) {
  const std::size_t extents = layer.is_line ? 1 : 2;
  const std::size_t first = channels_last ? 1 : 2;
  const auto is_slice = [](const Expr& index) { return index.kind == ExprKind::slice; };
  const bool is_sliced = subscript.parts.size() > first + extents && is_transposed(layer.spec) &&
                         std::all_of(subscript.parts.begin() + 1, subscript.parts.end(), is_slice);
  if (!is_sliced) return;
  for (std::size_t i = 0; i < extents; ++i) {
    const int axis = layer.is_line ? width : static_cast<int>(i);
    const Expr& slice = subscript.parts[1 + first + i];
    const CodeValue begin = value_of(slice.parts[0], names);
    const CodeValue end = value_of(slice.parts[1], names);
    const std::int64_t whole = axis_geometry(layer.spec, axis).output;
    const std::int64_t from = whole_number(begin).value_or(0);
    std::int64_t left_out = 0;
    if (const std::optional<std::int64_t> to = whole_number(end)) {
      // The end is told from the beginning of a size that has to be known, or from the end.
      if (*to >= 0 && !layer.has_input) continue;
      left_out = *to < 0 ? -*to : std::max<std::int64_t>(whole - *to, 0);
    }
    if (from >= 0) cut(layer, axis, from, left_out);
  }
}

void crop_layer(const Expr& call, const CodeNames& names, LayerCode& layer) {
  const Expr* given = argument_of(call, 0, {"cropping"});
  if (given == nullptr || !is_transposed(layer.spec)) return;
  const std::optional<std::vector<Sides>> sides = read_sides(value_of(*given, names), layer.is_line ? 1 : 2);
  if (!sides) return;
  for (std::size_t i = 0; i < sides->size(); ++i)
    cut(layer, layer.is_line ? width : static_cast<int>(i), (*sides)[i][0], (*sides)[i][1]);
}

}  // namespace convoscope

// Printed modules and Keras's JSON are models; other code is a layer, or as many as it calls.
#include "interop/model/pasted.h"

#include <algorithm>
#include <array>

#include "core/geometry.h"
#include "core/solve.h"
#include "document/names.h"
#include "interop/code/error_message.h"
#include "interop/code/read_code.h"
#include "interop/model/model_files.h"

namespace convoscope {
namespace {

constexpr std::size_t most_offers = 5;

/// What only the text that it was read from needs.
void forget_places(LayerCode& layer) {
  layer.begin = 0;
  layer.places.clear();
  layer.reason.reset();
}

void offer(std::vector<LayerCode>& offers, LayerCode layer) {
  if (offers.size() >= most_offers || !validate(layer.spec).empty()) return;
  const auto is_same = [&](const LayerCode& other) { return other.spec == layer.spec; };
  if (std::ranges::none_of(offers, is_same)) offers.push_back(std::move(layer));
}

/// Layers of the same operation that lead from its input to an output of this size.
void offer_solved(std::vector<LayerCode>& offers, const LayerCode& told, const AxisPair& output) {
  const AxisPair input{told.spec.axes[height].input, told.spec.axes[width].input};
  constexpr std::size_t most = 20000;
  const SolvedAxes axes = told.is_line                                                       ? SolvedAxes::width_alone
                          : input[height] == input[width] && output[height] == output[width] ? SolvedAxes::alike
                                                                                             : SolvedAxes::apart;
  const auto solved = solve(told.spec.operation, input, output, {}, axes, most);
  if (!solved) return;
  for (std::size_t i = 0; i < std::min(solved->size(), most_offers); ++i) {
    LayerCode layer = told;
    layer.spec.axes = (*solved)[i];
    offer(offers, std::move(layer));
  }
}

AxisPair output_of(const Spec& spec) {
  const Geometry sizes = geometry(spec);
  return {sizes.output_height(), sizes.output_width()};
}

std::int64_t number_of(const Message& message, std::string_view name) {
  for (const auto& [key, value] : message.arguments)
    if (key == name && !value.empty() && value.find_first_not_of("0123456789") == std::string::npos &&
        value.size() < 10)
      return std::stoll(value);
  return 0;
}

/// The nearest legal layers to the one that an error message complains of.
std::vector<LayerCode> nearest_layers(const LayerCode& told) {
  std::vector<LayerCode> offers;
  offer(offers, told);
  const std::string& key = told.reason->key;
  LayerCode other = told;
  if (key == "code.reason.channels") {
    const std::int64_t given = number_of(*told.reason, "given");
    other.spec.in_channels = given;
    if (given > 0 && given % other.spec.groups != 0) other.spec.groups = 1;
    offer(offers, other);
  } else if (key == "code.reason.kernel") {
    for (AxisSpec& axis : other.spec.axes) {
      axis.pad_begin = axis.pad_end = 0;
      axis.kernel = std::min(axis.kernel, axis.input);
    }
    offer(offers, other);
    other = told;
    for (AxisSpec& axis : other.spec.axes) {
      axis.pad_begin = axis.pad_end = 0;
      axis.input = std::max(axis.kernel, axis.input);
    }
    offer(offers, other);
  } else if (key == "code.reason.output") {
    for (const bool is_most : {false, true}) {
      for (AxisSpec& axis : other.spec.axes) axis.output_padding = is_most ? axis.stride - 1 : 0;
      offer(offers, other);
    }
    if (validate(told.spec).empty()) offer_solved(offers, told, output_of(told.spec));
  } else if (validate(told.spec).empty()) {
    const std::int64_t larger = std::max(number_of(*told.reason, "expected"), number_of(*told.reason, "given"));
    if (larger > 0) offer_solved(offers, told, {larger, larger});
  }
  return offers;
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Modules within modules, as they print themselves or are written.
bool looks_like_modules(std::string_view text) {
  return (holds(text, "): ") && holds(text, "(\n")) || holds(text, "Sequential(");
}

Model model_of(std::vector<LayerCode> layers) {
  Model model;
  for (LayerCode& code : layers) {
    ModelLayer layer;
    layer.name = code.name.empty() ? std::to_string(model.layers.size()) : code.name;
    layer.op = name_of(code.spec.operation);
    layer.effect = Effect::layer;
    if (code.has_input && code.has_channels && model.layers.empty())
      model.input = {code.spec.in_channels, code.spec.axes[height].input, code.spec.axes[width].input};
    layer.layer = std::move(code);
    model.layers.push_back(std::move(layer));
  }
  return model;
}

/// A model of one layer is that layer.
void take_model(Model model, Pasted& pasted) {
  if (model.layers.size() == 1 && model.layers[0].layer) {
    const PlacedSpec placed = spec_of(*model.layers[0].layer);
    pasted.error = placed.error;
    if (!pasted.error) pasted.layers.push_back(std::move(*model.layers[0].layer));
    return;
  }
  for (ModelLayer& layer : model.layers)
    if (layer.layer) forget_places(*layer.layer);
  pasted.model = std::move(model);
}

}  // namespace

Pasted read_pasted(std::string_view text) {
  Pasted pasted;
  if (text.size() > most_code_bytes) {
    pasted.error = CodeError{0, {"code.too_long", {{"limit", std::to_string(most_code_bytes)}}}};
    return pasted;
  }
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '{') {
    ReadModel read = read_keras_model(text);
    pasted.error = std::move(read.error);
    if (!pasted.error) take_model(std::move(read.model), pasted);
    return pasted;
  }
  if (looks_like_modules(text)) {
    ReadModel read = read_printed_model(text);
    if (!read.error) {
      take_model(std::move(read.model), pasted);
      return pasted;
    }
  }
  ReadCode read = read_code(text, std::nullopt);
  pasted.error = std::move(read.error);
  if (!pasted.error && read.layers.size() == 1 && !read.layers[0].reason) {
    if (const PlacedSpec placed = spec_of(read.layers[0]); placed.error) pasted.error = placed.error;
  }
  if (pasted.error) {
    if (pasted.error->message.key == "code.variable")
      for (const auto& [name, value] : pasted.error->message.arguments)
        if (name == "variable") pasted.variable = value;
    return pasted;
  }
  if (read.layers.size() > 1) {
    take_model(model_of(std::move(read.layers)), pasted);
    return pasted;
  }
  pasted.reason = read.layers[0].reason;
  pasted.layers = pasted.reason ? nearest_layers(read.layers[0]) : std::move(read.layers);
  for (LayerCode& layer : pasted.layers) forget_places(layer);
  if (pasted.layers.empty()) pasted.error = CodeError{0, *pasted.reason};  // its numbers make no layer
  return pasted;
}

Spec shown_spec(const LayerCode& layer) {
  const Spec least = spec_of(layer).spec;
  if (layer.has_input) return least;
  // Three places for the window along each axis, or three stamps.
  constexpr std::int64_t places = 3;
  AxisPair input{};
  for (int axis = 0; axis < axis_count; ++axis) {
    const AxisSpec& rows = least.axes[axis];
    const bool is_fixed = layer.is_line && axis == height;
    const std::int64_t wanted = is_transposed(least) ? places : rows.input + (places - 1) * rows.stride;
    input[axis] = is_fixed ? rows.input : std::max(rows.input, std::min<std::int64_t>(wanted, 64));
    if (!is_transposed(least) && !is_fixed && rows.pad_begin + rows.pad_end > 0)
      input[axis] = std::max(input[axis], std::min<std::int64_t>(rows.kernel, 16));
  }
  const Spec shown = layer.on(input);
  return validate(shown).empty() ? shown : least;
}

}  // namespace convoscope

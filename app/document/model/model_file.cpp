// One table of the numbers that a layer has, for both directions.
#include "document/model/model_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "document/names.h"

namespace convoscope {
namespace {

constexpr std::size_t most_layers = 10000;
constexpr std::size_t most_inputs = 1000;
constexpr std::int64_t most_parameters = std::int64_t{1} << 50;
constexpr std::array effect_names{"layer",    "keeps",    "stops",    "scales", "pads", "sets",
                                  "shuffles", "flattens", "connects", "adds",   "joins"};

struct AxisKey {
  const char* name;
  std::int64_t AxisSpec::*value;
};
constexpr std::array axis_keys{
    AxisKey{"kernel", &AxisSpec::kernel},     AxisKey{"stride", &AxisSpec::stride},
    AxisKey{"dilation", &AxisSpec::dilation}, AxisKey{"pad_begin", &AxisSpec::pad_begin},
    AxisKey{"pad_end", &AxisSpec::pad_end},   AxisKey{"output_padding", &AxisSpec::output_padding},
    AxisKey{"input", &AxisSpec::input}};

struct CountKey {
  const char* name;
  std::int64_t Spec::*value;
};
constexpr std::array count_keys{CountKey{"in_channels", &Spec::in_channels},
                                CountKey{"out_channels", &Spec::out_channels}, CountKey{"groups", &Spec::groups}};

struct FlagKey {
  const char* name;
  bool LayerCode::*value;
};
constexpr std::array flag_keys{FlagKey{"has_channels", &LayerCode::has_channels},
                               FlagKey{"has_bias", &LayerCode::has_bias}, FlagKey{"is_line", &LayerCode::is_line},
                               FlagKey{"has_input", &LayerCode::has_input}};

struct SpecFlagKey {
  const char* name;
  bool Spec::*value;
};
constexpr std::array spec_flag_keys{SpecFlagKey{"ceil_mode", &Spec::ceil_mode},
                                    SpecFlagKey{"count_include_pad", &Spec::count_include_pad}};

void add_layer(const LayerCode& layer, Json& json) {
  const LayerCode usual;
  json["operation"] = operation_names[static_cast<std::size_t>(layer.spec.operation)];
  for (const AxisKey& key : axis_keys) {
    const AxisPair pair{layer.spec.axes[height].*key.value, layer.spec.axes[width].*key.value};
    const std::int64_t common = usual.spec.axes[height].*key.value;
    if (pair != AxisPair{common, common}) json[key.name] = pair;
  }
  for (const CountKey& key : count_keys)
    if (layer.spec.*key.value != 1) json[key.name] = layer.spec.*key.value;
  for (const FlagKey& key : flag_keys)
    if (layer.*key.value) json[key.name] = true;
  for (const SpecFlagKey& key : spec_flag_keys)
    if (layer.spec.*key.value != usual.spec.*key.value) json[key.name] = layer.spec.*key.value;
  if (layer.spec.padding_mode != PaddingMode::zeros)
    json["padding_mode"] = padding_mode_names[static_cast<std::size_t>(layer.spec.padding_mode)];
  if (layer.auto_pad != AutoPad::explicit_) json["auto_pad"] = auto_pad_names[static_cast<std::size_t>(layer.auto_pad)];
  if (layer.output) json["output"] = *layer.output;
}

Json json_of(const WeightPlace& place) {
  Json json{{"file", place.file}, {"offset", place.offset}, {"bytes", place.bytes}, {"type", place.type}};
  if (place.kernel_first) json["kernel_first"] = true;
  return json;
}

std::string text_of(const ModelLayer& layer) {
  const ModelLayer usual;
  Json json{{"name", layer.name}, {"op", layer.op}};
  if (layer.effect != Effect::layer) json["effect"] = effect_names[static_cast<std::size_t>(layer.effect)];
  if (layer.layer) add_layer(*layer.layer, json);
  if (layer.parameters != 0) json["parameters"] = layer.parameters;
  if (layer.parameters_per_channel != 0) json["parameters_per_channel"] = layer.parameters_per_channel;
  if (layer.is_depthwise) json["is_depthwise"] = true;
  if (layer.factors != usual.factors) json["factors"] = layer.factors;
  if (layer.is_smooth) json["is_smooth"] = true;
  if (layer.pads != usual.pads) json["pads"] = layer.pads;
  if (layer.extents != usual.extents) json["extents"] = layer.extents;
  if (layer.features != 0) json["features"] = layer.features;
  if (layer.channels != 0) json["channels"] = layer.channels;
  if (layer.weight) json["weight"] = json_of(*layer.weight);
  if (layer.bias) json["bias"] = json_of(*layer.bias);
  if (!layer.inputs.empty()) json["inputs"] = layer.inputs;
  if (!layer.unmade.empty()) json["unmade"] = layer.unmade;
  if (layer.skip) json["skip"] = *layer.skip;
  if (layer.crops) json["crops"] = true;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void read_bounded(const JsonReader& reader, std::string_view key, std::int64_t& number, std::int64_t least,
                  std::int64_t most) {
  std::int64_t value = number;
  reader.read(key, value);
  if (value < least || value > most) return reader.fail_type(key, "scene.kind.count");
  number = value;
}

void read_pair(const JsonReader& reader, std::string_view key, AxisPair& pair) {
  AxisPair values = pair;
  reader.read(key, values, "scene.kind.size");
  if (std::ranges::any_of(values, [](std::int64_t value) { return value < -max_cells || value > max_cells; }))
    return reader.fail_type(key, "scene.kind.size");
  pair = values;
}

LayerCode read_layer_code(const JsonReader& reader, const std::string& name, int operation) {
  LayerCode layer;
  layer.name = name;
  layer.spec.operation = static_cast<Operation>(operation);
  for (const AxisKey& key : axis_keys) {
    const std::int64_t common = layer.spec.axes[height].*key.value;
    AxisPair pair{common, common};
    read_pair(reader, key.name, pair);
    for (int axis = 0; axis < axis_count; ++axis) layer.spec.axes[axis].*key.value = pair[axis];
  }
  for (const CountKey& key : count_keys) read_bounded(reader, key.name, layer.spec.*key.value, 0, max_cells);
  for (const FlagKey& key : flag_keys) reader.read(key.name, layer.*key.value);
  for (const SpecFlagKey& key : spec_flag_keys) reader.read(key.name, layer.spec.*key.value);
  if (const int mode = reader.read_name("padding_mode", padding_mode_names); mode >= 0)
    layer.spec.padding_mode = static_cast<PaddingMode>(mode);
  if (const int pad = reader.read_name("auto_pad", auto_pad_names); pad >= 0)
    layer.auto_pad = static_cast<AutoPad>(pad);
  if (reader.find("output") != nullptr) {
    AxisPair output{};
    read_pair(reader, "output", output);
    layer.output = output;
  }
  return layer;
}

std::optional<WeightPlace> read_place(const JsonReader& layer, std::string_view key, std::optional<Message>& error) {
  const Json* value = layer.find(key);
  if (value == nullptr) return std::nullopt;
  const JsonReader reader(*value, layer.path_of(key), error);
  WeightPlace place;
  std::int64_t offset = 0;
  std::int64_t bytes = 0;
  std::int64_t type = 0;
  reader.read("file", place.file);
  read_bounded(reader, "offset", offset, 0, most_parameters);
  read_bounded(reader, "bytes", bytes, 0, most_parameters);
  read_bounded(reader, "type", type, 0, max_cells);
  reader.read("kernel_first", place.kernel_first);
  place.offset = static_cast<std::size_t>(offset);
  place.bytes = static_cast<std::size_t>(bytes);
  place.type = static_cast<std::int32_t>(type);
  return place;
}

/// Whole numbers from -2 to below `end`.
std::vector<int> read_indices(const JsonReader& layer, std::string_view key, int end) {
  std::vector<int> indices;
  const Json* value = layer.find(key);
  if (value == nullptr) return indices;
  const auto is_index = [&](const Json& item) {
    return item.is_number_integer() && item.get<std::int64_t>() >= no_skip && item.get<std::int64_t>() < end;
  };
  if (!value->is_array() || value->size() > most_inputs || !std::ranges::all_of(*value, is_index)) {
    layer.fail_type(key, "scene.kind.count");
    return indices;
  }
  for (const Json& item : *value) indices.push_back(item.get<int>());
  return indices;
}

ModelLayer read_one(const JsonReader& reader, int index, std::optional<Message>& error) {
  static const std::vector<std::string_view> known = [] {
    std::vector<std::string_view> keys{"name",         "op",     "effect",     "operation", "padding_mode",
                                       "auto_pad",     "output", "parameters", "factors",   "parameters_per_channel",
                                       "is_depthwise", "pads",   "is_smooth",  "extents",   "features",
                                       "channels",     "weight", "bias",       "inputs",    "unmade",
                                       "skip",         "crops"};
    for (const AxisKey& key : axis_keys) keys.push_back(key.name);
    for (const CountKey& key : count_keys) keys.push_back(key.name);
    for (const FlagKey& key : flag_keys) keys.push_back(key.name);
    for (const SpecFlagKey& key : spec_flag_keys) keys.push_back(key.name);
    return keys;
  }();
  reader.expect_only(known);
  ModelLayer layer;
  reader.read("name", layer.name);
  reader.read("op", layer.op);
  const int effect = reader.read_name("effect", effect_names);
  layer.effect = effect >= 0 ? static_cast<Effect>(effect) : Effect::layer;
  if (const int operation = reader.read_name("operation", operation_names); operation >= 0)
    layer.layer = read_layer_code(reader, layer.name, operation);
  if ((layer.effect == Effect::layer) != layer.layer.has_value() && !reader.has_failed())
    reader.fail_type("operation", "scene.kind.count");
  read_bounded(reader, "parameters", layer.parameters, 0, most_parameters);
  read_bounded(reader, "parameters_per_channel", layer.parameters_per_channel, 0, max_cells);
  reader.read("is_depthwise", layer.is_depthwise);
  if (const Json* factors = reader.find("factors")) {
    const bool are_numbers = factors->is_array() && factors->size() == layer.factors.size() &&
                             std::ranges::all_of(*factors, [](const Json& item) {
                               return item.is_number() && item.get<double>() > 0 && item.get<double>() <= 1024;
                             });
    if (are_numbers)
      layer.factors = {(*factors)[0].get<double>(), (*factors)[1].get<double>()};
    else
      reader.fail_type("factors", "scene.kind.size");
  }
  reader.read("is_smooth", layer.is_smooth);
  std::array<std::int64_t, 4> pads{};
  reader.read("pads", pads, "scene.kind.padding");
  if (std::ranges::any_of(pads, [](std::int64_t side) { return side < -max_cells || side > max_cells; }))
    reader.fail_type("pads", "scene.kind.padding");
  else
    layer.pads = pads;
  read_pair(reader, "extents", layer.extents);
  read_bounded(reader, "features", layer.features, 0, max_cells);
  read_bounded(reader, "channels", layer.channels, 0, max_cells);
  layer.weight = read_place(reader, "weight", error);
  layer.bias = read_place(reader, "bias", error);
  layer.inputs = read_indices(reader, "inputs", index);
  reader.read("unmade", layer.unmade);
  if (reader.find("skip") != nullptr) {
    std::int64_t skip = -1;
    read_bounded(reader, "skip", skip, no_skip, index - 1);
    layer.skip = static_cast<int>(skip);
  }
  reader.read("crops", layer.crops);
  return layer;
}

}  // namespace

std::string write_model(const Model& model, std::size_t indent) {
  const auto text = [](const std::string& words) {
    return Json(words).dump(-1, ' ', false, Json::error_handler_t::replace);
  };
  const std::string line = fmt::format("\n{:{}}", "", indent + 2);
  std::string json = "{" + line + "\"name\": " + text(model.name) + ",";
  json += fmt::format("{}\"input\": [{}, {}, {}],", line, model.input.channels, model.input.rows, model.input.columns);
  if (model.has_graph) json += line + "\"has_graph\": true,";
  json += line + "\"layers\": [";
  for (std::size_t i = 0; i < model.layers.size(); ++i)
    json += (i > 0 ? "," : "") + line + "  " + text_of(model.layers[i]);
  return json + line + "]" + fmt::format("\n{:{}}}}", "", indent);
}

Model read_model_value(const JsonReader& file, std::optional<Message>& error) {
  constexpr std::array<std::string_view, 4> known{"name", "input", "has_graph", "layers"};
  file.expect_only(known);
  Model model;
  file.read("name", model.name);
  file.read("has_graph", model.has_graph);
  if (const Json* input = file.find("input")) {
    const auto is_extent = [](const Json& item) {
      return item.is_number_integer() && item.get<std::int64_t>() >= 0 && item.get<std::int64_t>() <= max_cells;
    };
    if (input->is_array() && input->size() == 3 && std::ranges::all_of(*input, is_extent))
      model.input = {(*input)[0].get<std::int64_t>(), (*input)[1].get<std::int64_t>(), (*input)[2].get<std::int64_t>()};
    else
      file.fail_type("input", "scene.kind.size");
  }
  const Json* layers = file.find("layers");
  if (layers == nullptr || !layers->is_array() || layers->empty() || layers->size() > most_layers) {
    file.fail({"model.no_layers", {}});
    return model;
  }
  for (std::size_t i = 0; i < layers->size() && !file.has_failed(); ++i) {
    const JsonReader layer((*layers)[i], fmt::format("{}[{}]", file.path_of("layers"), i), error);
    model.layers.push_back(read_one(layer, static_cast<int>(i), error));
  }
  return model;
}

}  // namespace convoscope

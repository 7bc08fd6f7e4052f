// A layer's configuration names the arguments of its call, so that it is read as that call is.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "document/json_reader.h"
#include "document/names.h"
#include "interop/code/read_code.h"
#include "interop/model/model_files.h"

namespace convoscope {
namespace {

constexpr std::size_t most_layers = 10000;

std::string text_at(const Json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const Json* child(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::int64_t number_at(const Json& object, const char* key, std::int64_t usual) {
  const Json* value = child(object, key);
  if (value == nullptr || !value->is_number_integer()) return usual;
  return std::clamp<std::int64_t>(value->get<std::int64_t>(), 0, max_cells);
}

/// Whole numbers of a list, 0 where something else stands.
std::vector<std::int64_t> numbers_of(const Json* list) {
  std::vector<std::int64_t> numbers;
  constexpr std::size_t most = 8;
  if (list == nullptr || !list->is_array()) return numbers;
  for (std::size_t i = 0; i < std::min(list->size(), most); ++i) {
    const Json& item = (*list)[i];
    numbers.push_back(item.is_number_integer() ? std::clamp<std::int64_t>(item.get<std::int64_t>(), 0, max_cells) : 0);
  }
  return numbers;
}

/// A number, a word or a list of numbers as Python writes it; empty for anything else.
std::string literal(const Json& value) {
  if (value.is_boolean()) return value.get<bool>() ? "True" : "False";
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  const auto is_word = [](const std::string& word) {
    return word.size() < 32 && std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  };
  if (value.is_string() && is_word(value.get<std::string>())) return "'" + value.get<std::string>() + "'";
  std::string list;
  for (const std::int64_t number : numbers_of(&value)) list += std::to_string(number) + ", ";
  return list.empty() ? "" : "(" + list + ")";
}

std::optional<LayerCode> read_layer(const std::string& type, const Json& config) {
  constexpr std::array arguments{"filters",  "kernel_size",      "pool_size",     "strides",
                                 "padding",  "output_padding",   "dilation_rate", "groups",
                                 "use_bias", "depth_multiplier", "data_format"};
  std::string call = type + "(";
  for (const char* argument : arguments)
    if (const Json* value = child(config, argument); value != nullptr && !value->is_null())
      if (const std::string text = literal(*value); !text.empty()) call += fmt::format("{}={}, ", argument, text);
  const ReadCode read = read_code(call + ")", Framework::keras);
  if (read.error || read.layers.size() != 1) return std::nullopt;
  return read.layers[0];
}

struct LayerRow {
  std::string_view type;
  Effect effect;
};
constexpr std::array rows{LayerRow{"Activation", Effect::keeps},
                          LayerRow{"ReLU", Effect::keeps},
                          LayerRow{"LeakyReLU", Effect::keeps},
                          LayerRow{"PReLU", Effect::keeps},
                          LayerRow{"ELU", Effect::keeps},
                          LayerRow{"Softmax", Effect::keeps},
                          LayerRow{"Dropout", Effect::keeps},
                          LayerRow{"SpatialDropout2D", Effect::keeps},
                          LayerRow{"BatchNormalization", Effect::keeps},
                          LayerRow{"LayerNormalization", Effect::keeps},
                          LayerRow{"GaussianNoise", Effect::keeps},
                          LayerRow{"Rescaling", Effect::keeps},
                          LayerRow{"Add", Effect::adds},
                          LayerRow{"Subtract", Effect::adds},
                          LayerRow{"Multiply", Effect::adds},
                          LayerRow{"Average", Effect::adds},
                          LayerRow{"Maximum", Effect::adds},
                          LayerRow{"Concatenate", Effect::joins},
                          LayerRow{"GlobalAveragePooling2D", Effect::flattens},
                          LayerRow{"GlobalMaxPooling2D", Effect::flattens},
                          LayerRow{"Flatten", Effect::flattens},
                          LayerRow{"Dense", Effect::connects},
                          LayerRow{"UpSampling2D", Effect::scales},
                          LayerRow{"ZeroPadding2D", Effect::pads},
                          LayerRow{"Cropping2D", Effect::pads}};

/// One number, two, or pairs: ((top, bottom), (left, right)).
std::array<std::int64_t, 4> sides_of(const Json* value) {
  if (value == nullptr) return {};
  if (value->is_number_integer()) {
    const std::int64_t all = std::clamp<std::int64_t>(value->get<std::int64_t>(), 0, max_cells);
    return {all, all, all, all};
  }
  if (!value->is_array() || value->size() != 2) return {};
  std::array<std::vector<std::int64_t>, 2> pairs;
  for (std::size_t i = 0; i < 2; ++i) {
    const Json& side = (*value)[i];
    pairs[i] = side.is_array() ? numbers_of(&side) : numbers_of(value);
    if (!side.is_array()) pairs[i] = {pairs[i][i], pairs[i][i]};
    if (pairs[i].size() != 2) return {};
  }
  return {pairs[0][0], pairs[1][0], pairs[0][1], pairs[1][1]};
}

/// Names of the layers that an entry of inbound_nodes reads: ["name", 0, 0, {}] of Keras 2, keras_history of Keras 3.
void collect_inputs(const Json& node, std::vector<std::string>& names, int depth = 0) {
  constexpr int most_depth = 12;
  constexpr std::size_t most_inputs = 1000;
  if (depth > most_depth || names.size() >= most_inputs) return;
  if (node.is_array() && node.size() >= 3 && node[0].is_string() && node[1].is_number_integer()) {
    names.push_back(node[0].get<std::string>());
    return;
  }
  if (const Json* history = child(node, "keras_history")) return collect_inputs(*history, names, depth + 1);
  if (node.is_array() || node.is_object())
    for (const Json& part : node) collect_inputs(part, names, depth + 1);
}

class ModelReader {
 public:
  explicit ModelReader(ReadModel& read) : read_(read) {}

  void read_layers(const Json& layers, bool has_graph) {
    Model& model = read_.model;
    model.has_graph = true;  // a line, too, says which layer reads which
    for (const Json& layer : layers) {
      if (model.layers.size() >= most_layers) return;
      const std::string type = text_at(layer, "class_name");
      const Json* config = child(layer, "config");
      if (config == nullptr) continue;
      std::string name = text_at(*config, "name");
      if (name.empty()) name = text_at(layer, "name");
      read_input_shape(*config);
      if (type == "InputLayer") {
        indices_[name] = -1;
        continue;
      }
      ModelLayer read = read_one(type, *config);
      read.name = name;
      std::vector<std::string> inputs;
      if (const Json* nodes = child(layer, "inbound_nodes"); has_graph && nodes != nullptr)
        collect_inputs(*nodes, inputs);
      if (!has_graph) read.inputs = {static_cast<int>(model.layers.size()) - 1};
      for (const std::string& input : inputs)
        if (const auto known = indices_.find(input); known != indices_.end()) read.inputs.push_back(known->second);
      indices_[name] = static_cast<int>(model.layers.size());
      model.layers.push_back(std::move(read));
    }
  }

 private:
  static ModelLayer read_one(const std::string& type, const Json& config) {
    ModelLayer layer;
    layer.op = type;
    if (std::optional<LayerCode> code = read_layer(type, config)) {
      code->has_channels = false;
      layer.op = name_of(code->spec.operation);
      layer.effect = Effect::layer;
      layer.layer = std::move(*code);
      layer.is_depthwise = type.starts_with("Depthwise");
      return layer;
    }
    const auto known = std::ranges::find(rows, type, &LayerRow::type);
    if (known == rows.end()) return layer;
    layer.effect = known->effect;
    if (type == "GlobalAveragePooling2D" || type == "GlobalMaxPooling2D") {
      layer.effect = Effect::sets;
      layer.extents = {1, 1};
    }
    if (type == "BatchNormalization") layer.parameters_per_channel = 4;
    layer.channels = number_at(config, "units", 0);
    layer.is_smooth = text_at(config, "interpolation") == "bilinear";
    if (const auto size = numbers_of(child(config, "size")); size.size() == axis_count)
      layer.factors = {static_cast<double>(size[0]), static_cast<double>(size[1])};
    layer.pads = sides_of(child(config, type == "Cropping2D" ? "cropping" : "padding"));
    if (type == "Cropping2D")
      for (std::int64_t& side : layer.pads) side = -side;
    return layer;
  }

  void read_input_shape(const Json& config) {
    const Json* shape = child(config, "batch_input_shape");
    if (shape == nullptr) shape = child(config, "batch_shape");
    const std::vector<std::int64_t> extents = numbers_of(shape);
    if (extents.size() == 4 && read_.model.input.channels == 0)
      read_.model.input = {extents[3], extents[1], extents[2]};
  }

  ReadModel& read_;
  std::map<std::string, int> indices_;
};

}  // namespace

ReadModel read_keras_model(std::string_view text) {
  ReadModel read;
  const Result<Json> json = parse_json(text);
  if (!json) {
    read.error = CodeError{0, json.message()};
    return read;
  }
  const Json* config = child(*json, "config");
  const Json* layers = config == nullptr ? nullptr : child(*config, "layers");
  if (layers == nullptr && config != nullptr && config->is_array()) layers = config;  // Keras 1
  const std::string type = text_at(*json, "class_name");
  if (layers == nullptr || !layers->is_array()) {
    read.error = CodeError{0, {"model.no_layers", {}}};
    return read;
  }
  ModelReader(read).read_layers(*layers, type != "Sequential");
  const bool has_layer =
      std::ranges::any_of(read.model.layers, [](const ModelLayer& layer) { return layer.layer.has_value(); });
  if (!has_layer) read.error = CodeError{0, {"model.no_layers", {}}};
  return read;
}

}  // namespace convoscope

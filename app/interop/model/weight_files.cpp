// .safetensors: eight bytes of length, a header of JSON, the numbers. What it says of places is checked before it is believed.
#include "interop/model/weight_files.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>
#include <span>

#include "core/convolve.h"
#include "document/json_reader.h"
#include "interop/npy.h"
#include "interop/npz.h"

namespace convoscope {
namespace {

static_assert(std::endian::native == std::endian::little, "ONNX and safetensors are little-endian");

constexpr std::size_t most_tensors = 100000;
constexpr std::size_t most_header_bytes = std::size_t{1} << 26;

/// A type of numbers: its name in .safetensors, how many bytes one takes, ONNX's number for it (0: not read as a weight).
struct NumberType {
  std::string_view name;
  std::size_t bytes;
  std::int32_t onnx;
};
constexpr std::array<NumberType, 12> number_types{{{"F64", 8, onnx_double},
                                                   {"I64", 8, 0},
                                                   {"U64", 8, 0},
                                                   {"F32", 4, onnx_float},
                                                   {"I32", 4, 0},
                                                   {"U32", 4, 0},
                                                   {"F16", 2, onnx_half},
                                                   {"BF16", 2, onnx_bfloat},
                                                   {"I16", 2, 0},
                                                   {"U16", 2, 0},
                                                   {"I8", 1, 0},
                                                   {"U8", 1, 0}}};

/// The tensor, if its offsets say as many bytes as it has and lie within the data.
std::optional<NamedWeight> read_tensor(const std::string& name, const Json& entry, std::size_t data_bytes) {
  if (!entry.is_object() || !entry.contains("shape") || !entry.contains("data_offsets") || !entry.contains("dtype"))
    return std::nullopt;
  const Json& offsets = entry["data_offsets"];
  const Json& shape = entry["shape"];
  constexpr std::size_t most_extents = 16;
  if (!shape.is_array() || shape.size() > most_extents || !offsets.is_array() || offsets.size() != 2)
    return std::nullopt;
  if (!offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned() || !entry["dtype"].is_string())
    return std::nullopt;
  NamedWeight tensor{name, {}, {}};
  std::size_t count = 1;
  for (const Json& extent : shape) {
    if (!extent.is_number_unsigned()) return std::nullopt;
    const auto cells = extent.get<std::size_t>();
    if (cells > data_bytes || (cells > 0 && count > data_bytes / cells)) return std::nullopt;
    count *= cells;
    tensor.shape.push_back(static_cast<std::int64_t>(cells));
  }
  const auto begin = offsets[0].get<std::size_t>();
  const auto end = offsets[1].get<std::size_t>();
  const auto type = std::ranges::find(number_types, entry["dtype"].get<std::string>(), &NumberType::name);
  const bool is_known = type != number_types.end();
  if (begin > end || end > data_bytes || (is_known && end - begin != count * type->bytes)) return std::nullopt;
  tensor.place.offset = begin;
  tensor.place.bytes = end - begin;
  tensor.place.type = is_known ? type->onnx : 0;
  return tensor;
}

Result<std::vector<NamedWeight>> read_weights(std::string_view bytes, const std::string& file) {
  if (!npz_path(file)) {
    ReadWeights read = read_safetensors_weights(bytes, bytes.size(), file);
    if (read.error) return *read.error;
    return std::move(read.weights);
  }
  const Result<std::vector<NpzArray>> arrays = list_npz(bytes, file);
  if (!arrays) return arrays.message();
  std::vector<NamedWeight> weights;
  for (const NpzArray& array : *arrays)
    weights.push_back({array.name, array.shape, {file + ":" + array.name, 0, 0, onnx_float}});
  return weights;
}

/// The one of that name, else the only one that ends in it: "module.conv1.weight".
const NamedWeight* weight_named(const std::vector<NamedWeight>& weights, const std::string& name) {
  const NamedWeight* found = nullptr;
  for (const NamedWeight& weight : weights) {
    if (weight.name == name) return &weight;
    if (!weight.name.ends_with("." + name) && !weight.name.ends_with("/" + name)) continue;
    if (found != nullptr) return nullptr;
    found = &weight;
  }
  return found;
}

// What follows the layer's name; behind the first, Keras's.
constexpr std::array weight_endings{".weight", ".kernel", "/kernel", "/kernel:0", "/depthwise_kernel:0"};
constexpr std::array bias_endings{".bias", "/bias", "/bias:0"};

const NamedWeight* weight_ending(const std::vector<NamedWeight>& weights, const std::string& layer,
                                 std::span<const char* const> endings) {
  for (const char* const ending : endings)
    if (const NamedWeight* weight = weight_named(weights, layer + ending)) return weight;
  return nullptr;
}

bool has_layout(const NamedWeight& weight, const Spec& spec, bool kernel_first) {
  const auto shapes = weight_shapes(spec, kernel_first);
  return std::ranges::find(shapes, weight.shape) != shapes.end();
}

/// Whether the weight lies as Keras has it. Where both are possible its name decides, which the note says; nothing where neither is.
std::optional<bool> is_kernel_first(const NamedWeight& weight, const Spec& spec, std::optional<Message>& note) {
  if (weight.shape.empty()) return false;
  const bool is_own = has_layout(weight, spec, false);
  const bool is_keras = has_layout(weight, spec, true);
  if (!is_own && !is_keras) return std::nullopt;
  const bool is_named_weight = weight.name.ends_with(weight_endings[0]);
  const bool kernel_first = is_named_weight ? !is_own : is_keras;
  const bool is_one_number = std::ranges::all_of(weight.shape, [](std::int64_t extent) { return extent == 1; });
  if (note || is_one_number) return kernel_first;
  const std::string name = weight.name.substr(0, 80);
  if (kernel_first)
    note = Message{"model.weight_keras", {{"name", name}, {"shape", shape_text(weight.shape)}}};
  else if (is_keras)
    note = Message{"model.weight_either", {{"name", name}, {"shape", shape_text(weight.shape)}}};
  return kernel_first;
}

}  // namespace

std::vector<std::vector<std::int64_t>> weight_shapes(const Spec& spec, bool kernel_first) {
  const Shape own = weight_shape(spec);
  const auto [first, second, rows, columns] = own;
  std::vector<std::vector<std::int64_t>> shapes;
  if (!kernel_first) {
    shapes.push_back({first, second, rows, columns});
    if (rows == 1) shapes.push_back({first, second, columns});
    return shapes;
  }
  shapes.push_back({rows, columns, second, first});
  if (rows == 1) shapes.push_back({columns, second, first});
  // DepthwiseConv2D: (height, width, channels, outputs of each), the same numbers in the same order.
  const bool is_depthwise = spec.operation == Operation::convolution && second == 1 && spec.groups > 1;
  if (is_depthwise) shapes.push_back({rows, columns, spec.groups, first / spec.groups});
  return shapes;
}

ReadWeights read_safetensors_weights(std::string_view bytes, std::size_t file_bytes, const std::string& file) {
  const auto broken = [](Message message) { return ReadWeights{{}, std::move(message)}; };
  std::uint64_t length = 0;
  if (bytes.size() < sizeof length) return broken({"model.broken", {}});
  std::memcpy(&length, bytes.data(), sizeof length);
  if (length > most_header_bytes || length > bytes.size() - sizeof length) return broken({"model.broken", {}});
  const Result<Json> header = parse_json(bytes.substr(sizeof length, length));
  if (!header || !header->is_object()) return broken({"model.broken", {}});
  const std::size_t data_begin = sizeof length + static_cast<std::size_t>(length);
  std::multimap<std::size_t, NamedWeight>
      by_place;  // as they lie in the file, which is mostly their order in the model
  for (const auto& [name, entry] : header->items()) {
    if (name == "__metadata__") continue;
    std::optional<NamedWeight> tensor = read_tensor(name, entry, file_bytes - data_begin);
    if (!tensor || by_place.size() >= most_tensors)
      return broken({"model.broken_tensor", {{"name", name.substr(0, 80)}}});
    tensor->place.offset += data_begin;
    tensor->place.file = file;
    by_place.emplace(tensor->place.offset, std::move(*tensor));
  }
  ReadWeights read;
  for (auto& [place, weight] : by_place) read.weights.push_back(std::move(weight));
  if (read.weights.empty()) return broken({"model.broken", {}});
  return read;
}

bool holds_weights(std::string_view path) { return path.ends_with(".safetensors") || path.ends_with(".npz"); }

Result<WeightedModel> with_weights(const Model& model, const std::vector<ModelStep>& steps, std::string_view bytes,
                                   const std::string& file) {
  const Result<std::vector<NamedWeight>> weights = read_weights(bytes, file);
  if (!weights) return weights.message();
  WeightedModel weighted{model, 0};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    ModelLayer& layer = weighted.model.layers[i];
    if (!layer.layer || is_pooling(layer.layer->spec)) continue;
    const NamedWeight* weight = weight_ending(*weights, layer.name, weight_endings);
    if (weight == nullptr) continue;
    layer.weight = weight->place;
    if (steps[i].spec) {
      const std::optional<bool> kernel_first = is_kernel_first(*weight, *steps[i].spec, weighted.note);
      if (!kernel_first)
        return Message{"model.weight_shape",
                       {{"name", weight->name},
                        {"shape", shape_text(weight->shape)},
                        {"wanted", shape_text(weight_shapes(*steps[i].spec, false).front())}}};
      layer.weight->kernel_first = *kernel_first;
    }
    layer.bias.reset();
    if (const NamedWeight* bias = weight_ending(*weights, layer.name, bias_endings)) layer.bias = bias->place;
    ++weighted.layers;
  }
  if (weighted.layers > 0) return weighted;
  const std::string example = weights->front().name;
  return Message{"model.no_weights", {{"file", file}, {"name", example.substr(0, 80)}}};
}

}  // namespace convoscope

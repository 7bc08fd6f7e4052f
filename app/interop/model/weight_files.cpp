// .safetensors: eight bytes of length, a header of JSON, the numbers. What it says of places is checked before it is believed.
#include "interop/model/weight_files.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>

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
  const Result<std::vector<std::string>> names = npz_names(bytes, file);
  if (!names) return names.message();
  std::vector<NamedWeight> weights;
  for (const std::string& name : *names) weights.push_back({name, {}, {file + ":" + name, 0, 0, onnx_float}});
  return weights;
}

/// The one of that name, else the only one that ends in it: "module.conv1.weight".
const NamedWeight* weight_named(const std::vector<NamedWeight>& weights, const std::string& name) {
  const NamedWeight* found = nullptr;
  for (const NamedWeight& weight : weights) {
    if (weight.name == name) return &weight;
    if (!weight.name.ends_with("." + name)) continue;
    if (found != nullptr) return nullptr;
    found = &weight;
  }
  return found;
}

}  // namespace

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
    const NamedWeight* weight = weight_named(*weights, layer.name + ".weight");
    if (weight == nullptr) continue;
    if (steps[i].spec && !weight->shape.empty()) {
      Shape wanted = weight_shape(*steps[i].spec);
      std::vector<std::int64_t> shape = weight->shape;
      if (shape.size() == 3) shape.insert(shape.begin() + 2, 1);  // of a one-dimensional layer
      if (shape != std::vector(wanted.begin(), wanted.end()))
        return Message{"model.weight_shape",
                       {{"name", weight->name},
                        {"shape", shape_text(weight->shape)},
                        {"wanted", shape_text({wanted.begin(), wanted.end()})}}};
    }
    layer.weight = weight->place;
    layer.bias.reset();
    if (const NamedWeight* bias = weight_named(*weights, layer.name + ".bias")) layer.bias = bias->place;
    ++weighted.layers;
  }
  if (weighted.layers > 0) return weighted;
  const std::string example = weights->front().name;
  return Message{"model.no_weights", {{"file", file}, {"name", example.substr(0, 80)}}};
}

}  // namespace convoscope

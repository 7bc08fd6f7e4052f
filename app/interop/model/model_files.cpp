// What tells the kinds apart, and .safetensors: eight bytes of length, a header of JSON, the numbers.
#include "interop/model/model_files.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>

#include "document/json_reader.h"

namespace convoscope {
namespace {

static_assert(std::endian::native == std::endian::little, "ONNX and safetensors are little-endian");

constexpr std::size_t most_tensors = 100000;
constexpr std::size_t most_header_bytes = std::size_t{1} << 26;

ReadModel broken(Message message) { return {{}, CodeError{0, std::move(message)}}; }

std::size_t size_of_type(const std::string& type) {
  constexpr std::array<std::pair<std::string_view, std::size_t>, 12> sizes{{{"F64", 8},
                                                                            {"I64", 8},
                                                                            {"U64", 8},
                                                                            {"F32", 4},
                                                                            {"I32", 4},
                                                                            {"U32", 4},
                                                                            {"F16", 2},
                                                                            {"BF16", 2},
                                                                            {"I16", 2},
                                                                            {"U16", 2},
                                                                            {"I8", 1},
                                                                            {"U8", 1}}};
  for (const auto& [name, size] : sizes)
    if (name == type) return size;
  return 0;
}

struct TensorShape {
  std::vector<std::int64_t> extents;
  std::size_t begin = 0;
};

/// The tensor's shape, if its offsets say as many bytes as it has and lie within the data.
std::optional<TensorShape> read_tensor(const Json& entry, std::size_t data_bytes) {
  if (!entry.is_object() || !entry.contains("shape") || !entry.contains("data_offsets") || !entry.contains("dtype"))
    return std::nullopt;
  const Json& offsets = entry["data_offsets"];
  const Json& shape = entry["shape"];
  constexpr std::size_t most_extents = 16;
  if (!shape.is_array() || shape.size() > most_extents || !offsets.is_array() || offsets.size() != 2)
    return std::nullopt;
  if (!offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned() || !entry["dtype"].is_string())
    return std::nullopt;
  TensorShape tensor;
  std::size_t count = 1;
  for (const Json& extent : shape) {
    if (!extent.is_number_unsigned()) return std::nullopt;
    const auto cells = extent.get<std::size_t>();
    if (cells > data_bytes || (cells > 0 && count > data_bytes / cells)) return std::nullopt;
    count *= cells;
    tensor.extents.push_back(static_cast<std::int64_t>(cells));
  }
  const auto begin = offsets[0].get<std::size_t>();
  const auto end = offsets[1].get<std::size_t>();
  const std::size_t size = size_of_type(entry["dtype"].get<std::string>());
  if (begin > end || end > data_bytes || (size > 0 && end - begin != count * size)) return std::nullopt;
  tensor.begin = begin;
  return tensor;
}

}  // namespace

ReadModel read_safetensors(std::string_view bytes, std::size_t file_bytes) {
  std::uint64_t length = 0;
  if (bytes.size() < sizeof length) return broken({"model.broken", {}});
  std::memcpy(&length, bytes.data(), sizeof length);
  if (length > most_header_bytes || length > bytes.size() - sizeof length) return broken({"model.broken", {}});
  const Result<Json> header = parse_json(bytes.substr(sizeof length, length));
  if (!header || !header->is_object()) return broken({"model.broken", {}});
  const std::size_t data_bytes = file_bytes - sizeof length - static_cast<std::size_t>(length);
  std::multimap<std::size_t, ModelLayer> by_place;  // as they lie in the file, which is mostly their order in the model
  for (const auto& [name, entry] : header->items()) {
    if (name == "__metadata__") continue;
    const std::optional<TensorShape> tensor = read_tensor(entry, data_bytes);
    if (!tensor || by_place.size() >= most_tensors)
      return broken({"model.broken_tensor", {{"name", name.substr(0, 80)}}});
    ModelLayer layer;
    layer.name = name;
    layer.op = "tensor";
    layer.parameters = 1;
    for (const std::int64_t extent : tensor->extents) {
      layer.op += (layer.op.size() == 6 ? " " : "x") + std::to_string(extent);
      layer.parameters *= extent;
    }
    layer.effect = Effect::keeps;
    by_place.emplace(tensor->begin, std::move(layer));
  }
  ReadModel read;
  read.model.has_graph = true;  // nothing says what reads what
  for (auto& [place, layer] : by_place) read.model.layers.push_back(std::move(layer));
  if (read.model.layers.empty()) return broken({"model.broken", {}});
  return read;
}

ReadModel read_model(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return broken({"model.no_layers", {}});
  constexpr std::size_t json_begins = 8;
  if (bytes.size() > json_begins && bytes[json_begins] == '{' && bytes[0] != '{')
    return read_safetensors(bytes, bytes.size());
  if (bytes[first] == '{') return read_keras_model(bytes);
  constexpr std::size_t looked_at = 4096;
  const bool is_text = std::ranges::none_of(
      bytes.substr(0, looked_at), [](char c) { return c >= 0 && c < 0x20 && c != '\n' && c != '\r' && c != '\t'; });
  return is_text ? read_printed_model(bytes) : read_onnx_model(bytes);
}

std::optional<std::vector<float>> read_weight(const WeightPlace& place, std::string_view file, std::int64_t count) {
  constexpr std::int32_t float_type = 1;
  const auto wanted = static_cast<std::size_t>(count) * sizeof(float);
  if (place.type != float_type || place.offset > file.size() || wanted > file.size() - place.offset)
    return std::nullopt;
  if (place.bytes != 0 && place.bytes != wanted) return std::nullopt;
  std::vector<float> numbers(static_cast<std::size_t>(count));
  std::memcpy(numbers.data(), file.data() + place.offset, wanted);
  return numbers;
}

}  // namespace convoscope

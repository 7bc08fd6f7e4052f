// What tells the kinds apart, and numbers of several widths as floats.
#include "interop/model/model_files.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "interop/model/weight_files.h"

namespace convoscope {
namespace {

ReadModel broken(Message message) { return {{}, CodeError{0, std::move(message)}}; }

/// A half as its bits say it.
float float_of_half(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 31;
  const int fraction = bits & 1023;
  const float sign = (bits & 0x8000) != 0 ? -1.0f : 1.0f;
  if (exponent == 31) return fraction == 0 ? sign * std::numeric_limits<float>::infinity() : std::nanf("");
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(fraction), -24);
  return sign * std::ldexp(static_cast<float>(fraction + 1024), exponent - 25);
}

}  // namespace

ReadModel read_safetensors(std::string_view bytes, std::size_t file_bytes) {
  ReadWeights weights = read_safetensors_weights(bytes, file_bytes, "");
  if (weights.error) return broken(*weights.error);
  ReadModel read;
  read.model.has_graph = true;  // nothing says what reads what
  for (const NamedWeight& weight : weights.weights) {
    ModelLayer layer;
    layer.name = weight.name;
    layer.op = "tensor";
    layer.parameters = 1;
    for (const std::int64_t extent : weight.shape) {
      layer.op += (layer.op.size() == 6 ? " " : "x") + std::to_string(extent);
      layer.parameters *= extent;
    }
    layer.effect = Effect::keeps;
    read.model.layers.push_back(std::move(layer));
  }
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
  const std::size_t size = place.type == onnx_double ? 8 : place.type == onnx_float ? 4 : 2;
  const bool is_known =
      place.type == onnx_float || place.type == onnx_double || place.type == onnx_half || place.type == onnx_bfloat;
  const auto wanted = static_cast<std::size_t>(count) * size;
  if (!is_known || place.offset > file.size() || wanted > file.size() - place.offset) return std::nullopt;
  if (place.bytes != 0 && place.bytes != wanted) return std::nullopt;
  std::vector<float> numbers(static_cast<std::size_t>(count));
  const char* const begin = file.data() + place.offset;
  if (place.type == onnx_float) {
    std::memcpy(numbers.data(), begin, wanted);
    return numbers;
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (place.type == onnx_double) {
      double number = 0;
      std::memcpy(&number, begin + i * size, size);
      numbers[i] = static_cast<float>(number);
      continue;
    }
    std::uint16_t bits = 0;
    std::memcpy(&bits, begin + i * size, size);
    numbers[i] =
        place.type == onnx_half ? float_of_half(bits) : std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
  }
  return numbers;
}

}  // namespace convoscope

// Models as people have them, each reader for itself. All are bounded and check what they read.
#pragma once

#include <string_view>

#include "document/model/model.h"

namespace convoscope {

// What numbers a weight has: ONNX's TensorProto.DataType.
inline constexpr std::int32_t onnx_float = 1;
inline constexpr std::int32_t onnx_half = 10;
inline constexpr std::int32_t onnx_double = 11;
inline constexpr std::int32_t onnx_bfloat = 16;

struct ReadModel {
  Model model;
  std::optional<CodeError> error;
  bool is_code = false;  ///< the error's place means something to a reader
};

/// What print(model) shows of a PyTorch module. Its children are taken in their order, each under its path: "layer1.0.conv1".
ReadModel read_printed_model(std::string_view text);

/// Keras's model.to_json(), Sequential or with a graph, of Keras 2 or 3.
ReadModel read_keras_model(std::string_view json);

/// An ONNX file. Its weights stay where they are: `WeightPlace` says where.
ReadModel read_onnx_model(std::string_view file);

/// The weights' names and shapes of a .safetensors file: what they belong to, it does not say. `file_bytes`: of the whole file, of
/// which `bytes` is the beginning.
ReadModel read_safetensors(std::string_view bytes, std::size_t file_bytes);

/// A model of any of these kinds, told apart by what it begins with.
ReadModel read_model(std::string_view bytes);

/// The numbers of a weight of `count` numbers, out of the file that holds them, as floats; nothing where they are no floating-point
/// numbers or are not all there.
std::optional<std::vector<float>> read_weight(const WeightPlace& place, std::string_view file, std::int64_t count);

}  // namespace convoscope

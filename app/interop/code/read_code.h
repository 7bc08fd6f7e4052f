// Layers out of code as people paste it: calls of PyTorch, TensorFlow, Keras, JAX and Flax, printed PyTorch modules, ONNX nodes,
// Caffe's prototxt. Nothing is ever run.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "document/model/layer_code.h"
#include "interop/frameworks.h"

namespace convoscope {

/// No code is read that is longer.
inline constexpr std::size_t most_code_bytes = std::size_t{1} << 20;

struct ReadCode {
  std::vector<LayerCode> layers;   ///< convolutions, transposed ones and poolings, in the order of the code
  std::optional<CodeError> error;  ///< the first thing wrong; code without any layer is wrong, too
};

/// Reads what `framework` has a word for; nothing: whatever any has, and PyTorch's error messages (error_message.h).
ReadCode read_code(std::string_view code, std::optional<Framework> framework);

}  // namespace convoscope

// Files that hold weights by their names, .safetensors and .npz, and which layer of a model each belongs to.
// Knows no file system: a file is its bytes, and `file` the name by which the model is to find it again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/model/model.h"
#include "interop/model/model_files.h"

namespace convoscope {

/// A weight as its file names it.
struct NamedWeight {
  std::string name;                 ///< "layer1.0.conv1.weight"
  std::vector<std::int64_t> shape;  ///< empty where only reading the weight would tell it
  WeightPlace place;
};

/// Those of a .safetensors file, as they lie in it. `file_bytes`: of the whole file, of which `bytes` is the beginning.
struct ReadWeights {
  std::vector<NamedWeight> weights;
  std::optional<Message> error;
};
ReadWeights read_safetensors_weights(std::string_view bytes, std::size_t file_bytes, const std::string& file);

/// Whether a file of this name holds weights and no layers.
bool holds_weights(std::string_view path);

/// The shapes that the weight of a layer may have in a file: as PyTorch has it, or `kernel_first`, as Keras has it; of a layer along a
/// line without the height, too. The first has all axes.
std::vector<std::vector<std::int64_t>> weight_shapes(const Spec& spec, bool kernel_first);

/// The model with the weights and biases of the file in the layers of their names, whatever stands before them: PyTorch's
/// ("conv1.weight", "conv1.bias") or Keras's ("conv1/kernel:0", "conv1.kernel"). A weight that fits both layouts is read as its name
/// says. Fails where the file is broken, where none of its names is a layer's, and where a shape is not its layer's.
/// `steps` are those of `follow`.
struct WeightedModel {
  Model model;
  int layers = 0;                 ///< that have their weight now
  std::optional<Message> note{};  ///< of a weight in Keras's layout, or of one that could be
};
Result<WeightedModel> with_weights(const Model& model, const std::vector<ModelStep>& steps, std::string_view bytes,
                                   const std::string& file);

}  // namespace convoscope

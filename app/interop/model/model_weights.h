// The numbers of a model's layer, read where they lie only when the layer is opened.
#pragma once

#include <string>
#include <vector>

#include "document/model/model.h"
#include "document/platform.h"
#include "document/scene.h"

namespace convoscope {

struct LayerNumbers {
  SharedTensor weight;      ///< null: the model's file has none
  std::vector<float> bias;  ///< zeros where the layer has a bias, but the file none
};

/// Of a layer of `spec` in the model at `path`. Files beside it are read only below its own folder; the model's own is read only where
/// it holds the numbers.
Result<LayerNumbers> read_layer_numbers(const ModelLayer& layer, const Spec& spec, const std::string& path,
                                        const Platform& platform);

}  // namespace convoscope

// Caffe's layers as its prototxt files have them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "document/model/layer_code.h"

namespace convoscope {

struct CaffeLayers {
  std::vector<LayerCode> layers;  ///< those that convolve or pool, in their order
  std::optional<CodeError> error;
};

/// Reads messages in protobuf's text format, `layer { type: "Convolution" convolution_param { … } }`, the old `layers { type:
/// CONVOLUTION … }` too, or one `convolution_param { … }` alone.
CaffeLayers read_prototxt(std::string_view text);

/// Whether text looks like protobuf's text format rather than like Python: it begins with a field.
bool looks_like_prototxt(std::string_view text);

}  // namespace convoscope

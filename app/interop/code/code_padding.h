// Padding before a layer and cropping behind it, as parts of the layer.
#pragma once

#include "document/model/layer_code.h"
#include "interop/code/code_values.h"

namespace convoscope {

/// The layer on a padded array, as a layer that pads the array itself; where it cannot, as a layer on a larger input.
/// `channels_last`: the extents begin behind the batch.
void pad_layer(const CodeValue& input, bool channels_last, LayerCode& layer);

/// The layer of whose result only a part is kept: `y[:, :, 1:7, 1:7]`. A subscript of another kind changes nothing.
void slice_layer(const Expr& subscript, const CodeNames& names, bool channels_last, LayerCode& layer);

/// The same by Keras's Cropping1D and Cropping2D, `call` is what makes that layer.
void crop_layer(const Expr& call, const CodeNames& names, LayerCode& layer);

}  // namespace convoscope

// PyTorch's messages about sizes that do not fit, as people paste them: their numbers make the layer that they are about.
#pragma once

#include <optional>
#include <string_view>

#include "document/model/layer_code.h"

namespace convoscope {

/// The nearest legal layer to the one that the message complains of, whose `reason` says what did not fit; nothing for text that is
/// no such message. Known: channels that a weight does not take ("Given groups=1, weight of size …"), a kernel larger than its input
/// ("Calculated padded input size per channel"), an output size out of reach ("requested an output size of"), maps to be joined whose
/// sizes differ ("Sizes of tensors must match except in dimension").
std::optional<LayerCode> read_error_message(std::string_view text);

}  // namespace convoscope

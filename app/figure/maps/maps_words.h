// The sentence under the maps that says where the reader is. Knows no points and no colours.
#pragma once

#include <string>

#include "figure/state/maps_state.h"

namespace convoscope {

/// "step 3 of 9", behind the name of a pinned cell.
std::string step_words(const PictureInputs& inputs, const MapsState& state);

}  // namespace convoscope

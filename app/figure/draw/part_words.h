// Which part of a layer's maps is shown, in words.
#pragma once

#include <string>
#include <vector>

#include "figure/draw/map_part.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// "input columns 1–24 of 300" of a part of the padded or zero-inserted map, counted in cells of the input, then the same of the
/// output's part; nothing of a map that is shown whole.
std::vector<std::string> map_part_words(const PictureInputs& inputs, Side side, const MapPart& expanded,
                                        const MapPart& output);

}  // namespace convoscope

// What views of the transposed convolution have in common: the card of a layer that has none.
#pragma once

#include <string_view>

#include "figure/compose.h"
#include "figure/layout.h"

namespace convoscope {

/// The size of a card that only says why there is nothing to see.
Size absence_size(const PictureInputs& inputs, Size room);

/// The title and why: pooling has no kernel to stamp with, or the picture would be too large.
void draw_absence(Sheet& sheet, const PictureInputs& inputs, std::string_view title, Point origin, Size size);

}  // namespace convoscope

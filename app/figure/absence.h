// Cards that only say why there is nothing to see: of views of a transposed convolution that a layer lacks, and of a counterpart
// that it lacks.
#pragma once

#include <string>
#include <string_view>

#include "figure/compose.h"
#include "figure/layout.h"

namespace convoscope {

/// The size of such a card.
Size absence_size(const PictureInputs& inputs, Size room);

/// The title and why: pooling has no kernel to stamp with, or the picture would be too large.
void draw_absence(Sheet& sheet, const PictureInputs& inputs, std::string_view title, Point origin, Size size);

/// Whether the counterpart of the layer is asked for, but no legal parameters make one. Pooling is asked for none.
bool lacks_counterpart(const PictureInputs& inputs);

/// The counterpart's name and why there is none.
void draw_lacking_counterpart(Sheet& sheet, const PictureInputs& inputs, Point origin, Size size);

/// Why no ordinary convolution goes with a transposed one.
std::string no_convolution_words(const PictureInputs& inputs);

}  // namespace convoscope

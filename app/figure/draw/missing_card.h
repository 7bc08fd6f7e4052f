// Cards that only say why there is nothing to see: of views of a transposed convolution that a layer lacks, and of a counterpart
// that it lacks.
#pragma once

#include <string>
#include <string_view>

#include "figure/view.h"

namespace convoscope {

/// The size of such a card.
Size missing_card_size(const PictureInputs& inputs, Size room);

/// Why there is no transposed convolution to see.
std::string missing_words(const PictureInputs& inputs);

/// The title and why: pooling has no kernel to stamp with, or the picture would be too large.
void draw_missing_card(Pen& pen, const PictureInputs& inputs, std::string_view title, Point origin, Size size);

/// The card that gives the counterpart's name and says why there is none; it belongs to no view.
extern const ViewRow lacking_counterpart;

/// Why no ordinary convolution goes with a transposed one.
std::string no_convolution_words(const PictureInputs& inputs);

}  // namespace convoscope

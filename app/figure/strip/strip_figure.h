// The sizes through a model as a picture, in place of a layer's views.
#pragma once

#include <string>

#include "document/model/map_strip.h"
#include "figure/figure.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// Where `pin`, or else `hover`, is a cell of a map of the model (Part::map), what it depends on is lit in the maps before it and what
/// depends on it in those behind.
/// Of the scene's model (asserted to be there), as `compose` has it: in a window a card with margins around it.
Figure strip_figure(const PictureInputs& inputs, Size available);

/// "225²", "225 × 112".
std::string extent_words(const MapSize& size);

/// From the edge of a window's picture to what is in the card.
double strip_margin(const Theme& theme, bool is_window);

}  // namespace convoscope

// How much room the grids and the words of a card of maps want.
#pragma once

#include "figure/maps/maps_layout.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// Measured on the first channels, so that nothing moves from step to step. Thin maps that would be too small to be read in a card of
/// `room` (0: no limit) are counted as far as they can be: the rest is left out.
MapsExtents maps_extents(const PictureInputs& inputs, Side side, Size room);

/// The size that a card of `room` wants for its grids and words.
Size wanted_maps_size(const PictureInputs& inputs, Side side, Size room);

}  // namespace convoscope

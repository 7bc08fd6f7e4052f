// How much room the grids and the words of a card of maps want.
#pragma once

#include "figure/maps/maps_layout.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// Measured on the first channels, so that nothing moves from step to step.
MapsExtents maps_extents(const PictureInputs& inputs, Side side);

}  // namespace convoscope

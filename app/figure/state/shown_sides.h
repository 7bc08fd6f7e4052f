// Which of the two operations a picture shows, and whether one that is asked for is missing.
#pragma once

#include <vector>

#include "figure/picture_inputs.h"

namespace convoscope {

/// The operations whose cards a picture shows; the layer's own where none is chosen.
std::vector<Side> shown_sides(const PictureInputs& inputs);

/// Whether the counterpart of the layer is asked for, but no legal parameters make one. Pooling is asked for none.
bool lacks_counterpart(const PictureInputs& inputs);

}  // namespace convoscope

// The crop view: all that the transposed convolution's stamps make, and the frame that padding and output padding leave of it.
#pragma once

#include "figure/view.h"

namespace convoscope {

extern const ViewRow crop_view;

}  // namespace convoscope

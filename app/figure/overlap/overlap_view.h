// The overlap view: how many stamps of the transposed convolution reach each output cell, and how kernels of other sizes would
// share the cells out at this stride.
#pragma once

#include "figure/view.h"

namespace convoscope {

extern const ViewRow overlap_view;

}  // namespace convoscope

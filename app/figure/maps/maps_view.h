// The maps view: one operation's padded or zero-inserted input, kernel and output as grids with numbers, the window of the
// current step between them.
#pragma once

#include "figure/view.h"

namespace convoscope {

extern const ViewRow maps_view;

}  // namespace convoscope

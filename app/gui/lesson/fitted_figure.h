// A figure within a figure. Knows no lesson.
#pragma once

#include "figure/figure.h"

namespace convoscope {

/// A figure as one item, as large as `room` allows, in its middle, or at its upper edge.
Item fitted(Figure figure, const Rect& room, bool is_at_top = false);

}  // namespace convoscope

// Where one figure looks other than the one before it: what an animation has to draw again. Knows no graphics library.
#pragma once

#include <optional>
#include <vector>

#include "figure/draw/fonts.h"
#include "figure/figure.h"

namespace convoscope {

/// Rectangles in figure coordinates, outside of which both figures are painted alike; generous by a little and free to overlap.
/// Nothing where everything may differ: sizes or backgrounds do.
std::optional<std::vector<Rect>> changed_region(const Figure& before, const Figure& after, const FontMetrics& fonts);

}  // namespace convoscope

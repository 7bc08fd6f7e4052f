// The numbers of a part of a grid once more, to stand over what passes over them.
// Knows no view.
#pragma once

#include "figure/figure.h"

namespace convoscope {

/// The cells of `grid` that meet `rect`, with their numbers and without fills and outlines; no cells where none does. O(cells met).
Grid numbers_within(const Grid& grid, const Rect& rect);

}  // namespace convoscope

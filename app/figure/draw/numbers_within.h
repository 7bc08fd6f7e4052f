// The numbers of a part of a grid once more, to stand over what passes over them.
// Knows no view.
#pragma once

#include "figure/draw/pen.h"

namespace convoscope {

/// The cells of `grid` that meet `rect`, with their numbers and without fills and outlines; no cells where none does. O(cells met).
Grid numbers_within(const Grid& grid, const Rect& rect);

/// Draws the grid with numbers in the cells that meet `rect` alone: where a part of it is in view, none is cut at the part's ends.
void add_with_numbers_within(Pen& pen, Grid grid, const Tag& tag, const Rect& rect);

}  // namespace convoscope

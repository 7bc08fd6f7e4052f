// Cells of a photograph's loupe are as bright as their pixels.
#pragma once

#include <initializer_list>

#include "figure/draw/theme.h"
#include "figure/figure.h"

namespace convoscope {

/// Gives the cells of these classes that have numbers looks of their own: grey from 0, black, to 1, white, and numbers that are read on
/// it; their outlines stay, or are the theme's thin lines. A grid without numbers stays as it is.
void shade_by_values(Grid& grid, std::initializer_list<std::uint8_t> shaded, const Theme& theme);

}  // namespace convoscope

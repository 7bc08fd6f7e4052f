// The tint of the sliding window.
#pragma once

#include "figure/draw/theme.h"

namespace convoscope {

/// What the window lays over the cells of maps: the theme's tint, or where their numbers would be lost in that, as much of white or
/// black as lets them be read. So numbers within the window look like those outside.
Color window_wash(const Theme& theme);

}  // namespace convoscope

// How well one colour is read on another.
// Knows no theme.
#pragma once

#include "figure/figure.h"

namespace convoscope {

/// 1 (the same) to 21 (black on white), of opaque sRGB colours. Source: WCAG 2.1, "contrast ratio".
double contrast(Color a, Color b);

}  // namespace convoscope

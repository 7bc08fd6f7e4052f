// How well one colour is read on another.
// Knows no theme's tokens.
#pragma once

#include "figure/figure.h"

namespace convoscope {

/// 1 (the same) to 21 (black on white), of opaque sRGB colours. Source: WCAG 2.1, "contrast ratio".
double contrast(Color a, Color b);

/// What is enough for words, WCAG 2.1's AA.
inline constexpr double enough_contrast = 4.5;

/// `wanted` if it has at least `least` contrast on `surface`, else that of the two others that has more.
Color readable_on(Color surface, Color wanted, Color one, Color other, double least = enough_contrast);

/// `color`, moved towards `surface` until it has no more than `most` contrast on it.
Color paled(Color color, Color surface, double most);

/// Hatching's on its cell: pale enough for numbers to be read across it.
inline constexpr double hatch_contrast = 2.1;

}  // namespace convoscope

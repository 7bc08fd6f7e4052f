// A figure as pixels in memory, exactly those of an exported picture. Knows no file format.
#pragma once

#include "document/message.h"
#include "figure/draw/fonts.h"
#include "figure/figure.h"
#include "figure/writing/pixels.h"

namespace convoscope {

/// `scale` pixels per point; "export.too_large" or "export.out_of_memory" where that is too much.
Result<Pixels> draw_pixels(const Figure& figure, double scale, bool transparent, const FontBook& fonts);

}  // namespace convoscope

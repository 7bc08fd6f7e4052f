// A figure as pixels in memory, exactly those of an exported picture. Knows no file format.
#pragma once

#include "document/message.h"
#include "export/pixels.h"
#include "figure/figure.h"
#include "figure/fonts.h"

namespace convoscope {

/// The whole pixels that a figure of this size takes at `scale` pixels per point; "export.too_large" where no picture can be so large.
Result<Size> size_in_pixels(Size figure_pt, double scale);
/// `scale` pixels per point; "export.too_large" or "export.out_of_memory" where that is too much.
Result<Pixels> draw_pixels(const Figure& figure, double scale, bool transparent, const FontBook& fonts);

}  // namespace convoscope

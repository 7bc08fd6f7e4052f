// The exact share of each pixel that an outline covers: how glyphs get as crisp on screen as in an exported picture.
// Knows no OpenGL and no fonts.
#pragma once

#include <cstdint>
#include <vector>

#include "figure/figure.h"

namespace convoscope {

/// A small grey picture; pixel (0, 0) is at (left, top).
struct Coverage {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;  ///< width * height, row by row; 255: covered
};

/// Rasterises closed outlines under `to_pixels`. Overlapping parts that turn the same way are one.
Coverage rasterize(const std::vector<Segment>& outline, const Affine& to_pixels);

}  // namespace convoscope

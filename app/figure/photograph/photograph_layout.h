// Where a photograph and what becomes of it stand on their card. Pure geometry: knows no pixels and no words.
#pragma once

#include <array>
#include <cstdint>

#include "figure/figure.h"

namespace convoscope {

/// A picture with the line of words over it, from the card's upper left corner.
struct PicturePlace {
  Rect picture;
  double label_y = 0;  ///< baseline
};

struct PhotographLayout {
  Size size;
  std::array<PicturePlace, 2> places;  ///< of the input and the output
  double scale_y = 0;                  ///< the top of the scale of tones
};

/// Rows and columns of a picture.
struct PictureExtent {
  std::int64_t rows = 1;
  std::int64_t columns = 1;
};

/// Both as large as `room` allows (0: no limit there), below each other or side by side, whichever makes them larger; each fits a box of
/// the same size, so that a smaller output is enlarged.
PhotographLayout lay_out_photograph(const std::array<PictureExtent, 2>& extents, Size room);

}  // namespace convoscope

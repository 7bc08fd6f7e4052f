// A page of a given size, and a figure on it: as large as fits, in the middle. Knows no file format.
#pragma once

#include "figure/figure.h"

namespace convoscope {

struct Page {
  Size size;              ///< points; pixels where a picture's scale is 1
  double margin_pt = 0;   ///< left free on every side
  bool may_turn = false;  ///< exchange width and height where the figure is larger then

  bool operator==(const Page&) const = default;
};

inline constexpr Page a4_page{{595, 842}, 36, true};
inline constexpr Page letter_page{{612, 792}, 36, true};

/// `page` as it lies for a figure of this size: upright, or turned where it may be.
Page page_for(Size figure, const Page& page);

/// `figure`, larger or smaller, on the page; the background is the figure's.
Figure placed(Figure figure, const Page& page);

}  // namespace convoscope

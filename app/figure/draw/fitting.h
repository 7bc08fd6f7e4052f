// How large a thing may be that has to fit: one way to find it, for all layouts.
#pragma once

#include "figure/figure.h"

namespace convoscope {

/// The largest value from `least`, which counts as fitting, to `most` that fits, found by halving `steps` times.
template <class Fits>
double largest_that_fits(double least, double most, int steps, const Fits& fits) {
  if (fits(most)) return most;
  for (int i = 0; i < steps; ++i) {
    const double middle = (least + most) / 2;
    (fits(middle) ? least : most) = middle;
  }
  return least;
}

/// Whether `size` fits `room`, where 0 is no limit.
inline bool fits_in(Size size, Size room, double slack = 0.01) {
  return (room.width <= 0 || size.width <= room.width + slack) &&
         (room.height <= 0 || size.height <= room.height + slack);
}

/// `room`, where 0 is no limit, but at most `most`.
inline Size limited(Size room, Size most) {
  return {room.width > 0 && room.width < most.width ? room.width : most.width,
          room.height > 0 && room.height < most.height ? room.height : most.height};
}

}  // namespace convoscope

// Whole pixels of a framebuffer, y down.
// Knows no OpenGL and no figures.
#pragma once

#include <algorithm>
#include <cmath>

#include "figure/figure.h"

namespace convoscope {

/// Pixels [left, right) x [top, bottom).
struct ScreenRect {
  int left = 0, top = 0, right = 0, bottom = 0;
  bool is_empty() const { return left >= right || top >= bottom; }
  ScreenRect meet(const ScreenRect& other) const {
    return {std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
            std::min(bottom, other.bottom)};
  }
};

/// The whole pixels next to `rect`'s edges, within a framebuffer of so many pixels.
inline ScreenRect rounded_pixels(const Rect& rect, int across, int down) {
  const auto whole = [](double v, int most) {
    return static_cast<int>(std::lround(std::clamp(v, 0.0, static_cast<double>(most))));
  };
  return {whole(rect.x, across), whole(rect.y, down), whole(rect.right(), across), whole(rect.bottom(), down)};
}

}  // namespace convoscope

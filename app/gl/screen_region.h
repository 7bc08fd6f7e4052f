// Whole pixels of a framebuffer, y down: a rectangle, and a region of a few of them. What has changed between two frames.
// Knows no OpenGL and no figures.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "figure/figure.h"

namespace convoscope {

/// Pixels [left, right) x [top, bottom).
struct ScreenRect {
  int left = 0, top = 0, right = 0, bottom = 0;
  bool is_empty() const { return left >= right || top >= bottom; }
  std::int64_t area() const { return is_empty() ? 0 : std::int64_t{right - left} * (bottom - top); }
  ScreenRect meet(const ScreenRect& other) const {
    return {std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
            std::min(bottom, other.bottom)};
  }
  ScreenRect join(const ScreenRect& other) const {
    return {std::min(left, other.left), std::min(top, other.top), std::max(right, other.right),
            std::max(bottom, other.bottom)};
  }
  bool operator==(const ScreenRect&) const = default;
};

/// The whole pixels next to `rect`'s edges, within `limits`.
ScreenRect rounded_pixels(const Rect& rect, const ScreenRect& limits);

/// Every pixel that `rect` touches, and one more all round: what antialiasing reaches.
ScreenRect touched_pixels(const Rect& rect);

/// Some rectangles, none overlapping another. Close ones are joined: pixels drawn without need cost less than draw calls.
class ScreenRegion {
 public:
  void add(ScreenRect rect);
  void add(const ScreenRegion& other);
  /// Joins until no more than `count` are left, with as few further pixels as may be.
  void reduce_to(std::size_t count);
  /// Takes away what lies outside `rect`.
  void keep_within(const ScreenRect& rect);

  std::span<const ScreenRect> rects() const { return rects_; }
  bool is_empty() const { return rects_.empty(); }
  std::int64_t area() const;
  bool meets(const ScreenRect& rect) const;

 private:
  std::vector<ScreenRect> rects_;
};

}  // namespace convoscope

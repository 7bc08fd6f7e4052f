// A picture in squares, some of them marked: what a list of rectangles covers, as few rectangles that do not overlap.
// Knows no figure.
#pragma once

#include <optional>
#include <vector>

#include "figure/figure.h"
#include "figure/writing/pixels.h"

namespace convoscope {

class Tiles {
 public:
  /// The size of the picture in pixels; nothing is marked.
  Tiles(int width_px, int height_px);

  /// Marks all that a rectangle, in pixels, covers at least in part. Rectangles may lie outside the picture.
  void mark(const Rect& rect);
  /// Whether any of them is marked.
  bool any_marked(const Rect& rect) const;

  /// Runs of marked squares along the rows, equal ones below each other joined.
  std::vector<PixelRect> rectangles() const;

 private:
  static constexpr int side_px = 16;
  /// Columns and rows of squares, ends included.
  struct Range {
    int left = 0, right = 0, top = 0, bottom = 0;
  };
  std::optional<Range> range_of(const Rect& rect) const;
  std::vector<PixelRect> runs_of_row(int y) const;
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(x);
  }

  int width_;
  int height_;
  int columns_;
  int rows_;
  std::vector<char> marked_;
};

/// The rectangle around all; nothing around none.
std::optional<PixelRect> around(const std::vector<PixelRect>& parts);

}  // namespace convoscope

// The part of a grid that is on screen, and how large its cells are there. Knows no OpenGL.
#pragma once

#include <optional>

#include "gl/display_list.h"

namespace convoscope {

/// What the pixels of a frame show.
struct ScreenView {
  Affine to_pixels;  ///< figure points to framebuffer pixels
  Rect visible;      ///< framebuffer pixels
};

/// By how many whole pixels `now` is moved against `before`; nothing where they differ in more than that.
std::optional<Point> whole_shift(const ScreenView& before, const ScreenView& now);

/// Rows and columns [first, last).
struct CellWindow {
  std::int64_t first_row = 0, last_row = 0;
  std::int64_t first_column = 0, last_column = 0;
  std::int64_t rows() const { return last_row - first_row; }
  std::int64_t columns() const { return last_column - first_column; }
  bool operator==(const CellWindow&) const = default;
};

/// Pixels that a unit of length spans, whatever its direction: the root of the area's scale.
double scale_of(const Affine& transform);

/// From one cell to the next in the grid's own points.
Size pitch_of(const Grid& grid);
/// The same on screen: the smaller of both directions, pixels.
double pitch_px(const GridItem& item, const ScreenView& view);

CellWindow visible_cells(const GridItem& item, const ScreenView& view);

}  // namespace convoscope

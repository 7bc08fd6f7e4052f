// The room that things take when they are painted: shapes with their strokes, text with what hangs over. Knows no graphics library.
#pragma once

#include <string_view>

#include "figure/draw/fonts.h"
#include "figure/figure.h"

namespace convoscope {

// Generous by a little, in the coordinates of the item. A rectangle without anything in it has a negative width.

Rect bounds_of(const Item& item, const FontMetrics& fonts);
Rect bounds_of(const Box& box);
Rect bounds_of(const Path& path);
Rect text_bounds(std::string_view text, Point position, const TextStyle& style, Align align, const FontMetrics& fonts);
/// A cell and its text, which may be wider.
Rect cell_bounds(const Grid& grid, std::int64_t row, std::int64_t column, const FontMetrics& fonts);

/// The rectangle around a rectangle that was mapped.
Rect mapped(const Rect& rect, const Affine& map);
/// The rectangle around both.
Rect around(const Rect& a, const Rect& b);
inline bool is_empty(const Rect& rect) { return rect.width < 0; }

}  // namespace convoscope

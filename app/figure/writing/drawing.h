// What a figure's values mean in fills and strokes: dashes, hatching, corners, which cells of a grid are drawn and how.
// Stated once, so that every writer of this room draws the same picture. Knows no file format and no graphics library.
#pragma once

#include <functional>
#include <string>

#include "figure/draw/fonts.h"
#include "figure/figure.h"
#include "figure/writing/pixels.h"

namespace convoscope {

/// Hatching: lines where (x + y) / sqrt(2), in the coordinates of the item, lies in [0, width) modulo spacing.
/// One rule for the whole plane, so that the lines of neighbouring cells meet.
inline constexpr double hatch_spacing_pt = 6;
inline constexpr double hatch_width_pt = 2;

/// Grids with more cells than this become one image, a pixel a cell.
inline constexpr std::int64_t max_cells_as_shapes = 4096;

inline bool is_visible(Color color) { return color.a > 0; }
inline bool is_visible(const Stroke& stroke) { return stroke.width_pt > 0 && is_visible(stroke.color); }

/// A figure's page in formats of points: whole ones, so that programs that make pixels of it have no paler last column and row.
Size page_size(const Figure& figure);

/// Length of a dash and of the space after it, points.
double dash_length_pt(const Stroke& stroke);

/// `radius_pt` held within half the sides.
double corner_radius_pt(const Rect& rect, double radius_pt);

bool is_drawn_as_image(const Grid& grid);

/// One pixel per cell in the colour that its style fills with. Only for grids that are drawn as an image.
Pixels image_of(const Grid& grid);
/// An image's pixels; where more than `most_px_per_pt` would lie on a point each way, squares of them averaged.
Pixels image_of(const Image& image, double most_px_per_pt);

struct GridCell {
  std::int64_t row = 0;
  std::int64_t column = 0;
  Rect rect;
  const CellStyle& style;
  std::string text;  ///< empty: none
  Point baseline;    ///< where the text's middle stands
};

/// Every cell, row by row. Only for grids that are not drawn as an image.
void visit_cells(const Grid& grid, const FontMetrics& fonts, const std::function<void(const GridCell&)>& visit);

/// The middles of the hatching's lines across a rectangle, from above it to below it.
void visit_hatch_lines(const Rect& rect, const std::function<void(Point from, Point to)>& visit);

/// How many fills and strokes the item needs. An opacity over a single one may be multiplied into its colour; over
/// more, they must be painted together first.
int count_paints(const Item& item);

}  // namespace convoscope

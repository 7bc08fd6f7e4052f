// A line from cells of one map to cells of another that keeps to the gaps between cells, so that it crosses no number.
// Knows no view.
#pragma once

#include <vector>

#include "figure/figure.h"
#include "figure/state/cell_range.h"

namespace convoscope {

/// A cell of the map in a grid that shows it or a part of it.
Rect cell_of(const Grid& grid, Cell cell);
/// The same of several cells.
Rect rect_of(const Grid& grid, const CellRange& cells);

/// Where the other map stands.
enum class Way : std::uint8_t { right, left, down, up };

/// The cells that the line begins or ends at, and how far it stays away from them.
struct LineEnd {
  const Grid& grid;
  CellRange cells;
  double distance_pt = 0;
};

/// Along a gap out of the one map, in a curve to the other and along a gap to its cells. A single cell at the edge
/// that the line leaves by, and cells at the edge that it meets first, are joined in their middle.
std::vector<Segment> gap_line(const LineEnd& from, const LineEnd& to, Way way);

/// The part `t` of the way from one line to another of as many pieces.
std::vector<Segment> between(std::vector<Segment> from, const std::vector<Segment>& to, double t);

}  // namespace convoscope

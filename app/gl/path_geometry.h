// Paths as straight lines: flattened curves, and the boundary of what a path fills. Knows no OpenGL.
#pragma once

#include <vector>

#include "figure/figure.h"

namespace convoscope {

struct Polyline {
  std::vector<Point> points;  ///< no two neighbours equal; at least one
  bool closed = false;        ///< the last point is joined to the first, which is not repeated
};

/// One polyline for each move. Curves stay within `tolerance` of the truth (units of the segments).
std::vector<Polyline> flatten(const std::vector<Segment>& segments, double tolerance);

/// From `from` to `to`.
struct FillEdge {
  Point from;
  Point to;
};

/// The boundary of what the closed polylines fill by the non-zero rule: edges cut where they cross, those left out that have
/// the same filling on both sides. Costs O(n^2) for n edges, O(n^3) where all cross; meant for drawn shapes, not for maps.
std::vector<FillEdge> filled_boundary(const std::vector<Polyline>& polylines);

}  // namespace convoscope

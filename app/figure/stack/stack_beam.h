// The pyramid from a window to an output cell: where its edges are at any height, which of its faces look at the viewer, and
// how planes on the way cut it. Pure geometry.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "figure/figure.h"

namespace convoscope {

/// Corners in the picture: top left, top right, bottom right, bottom left of a rectangle of cells.
using Quad = std::array<Point, 4>;

/// One side of the pyramid between two heights.
struct BeamFace {
  Quad corners;
  bool looks_here = false;
};

class Beam {
 public:
  /// Adds the next cross-section, at least as high as the last one.
  void add(double rise_pt, const Quad& corners);
  bool has_section() const { return !stations_.empty(); }

  /// The four sides between the two heights, hidden ones first; none where the beam does not reach.
  std::vector<BeamFace> faces(double low_pt, double high_pt) const;
  /// The edge from corner `i` between the two heights, bends included; empty where the beam does not reach.
  std::vector<Point> edge(std::size_t i, double low_pt, double high_pt) const;

 private:
  struct Station {
    double rise_pt = 0;
    Quad corners;
  };
  Quad at(double rise_pt) const;
  std::vector<double> cuts(double low_pt, double high_pt) const;

  std::vector<Station> stations_;
};

}  // namespace convoscope

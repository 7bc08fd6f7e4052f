// A line cut into straight pieces that share no pixel: each knows where its neighbours take over. Knows no OpenGL.
#pragma once

#include <vector>

#include "gl/path_geometry.h"

namespace convoscope {

struct StrokePiece {
  Point from;
  Point to;
  /// Normals of the lines through its ends that halve the angles to its neighbours, pointing along the path.
  Point cut_begin;
  Point cut_end;
  /// How long the neighbours are: no further from the joint do they paint, nor is anything cut away. A free end has none.
  double reach_begin = no_neighbour;
  double reach_end = no_neighbour;
  double along = 0;  ///< length of the path before it

  static constexpr double no_neighbour = -1e9;
};

/// A single point gives one piece of no length: a dot.
std::vector<StrokePiece> pieces_of(const Polyline& line);

}  // namespace convoscope

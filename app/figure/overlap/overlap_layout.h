// Where a map of overlap counts goes, with its profiles and the stamps above and beside it. Pure geometry: knows extents, no
// counts.
#pragma once

#include <array>
#include <cstdint>

#include "core/taps.h"
#include "figure/draw/theme.h"
#include "figure/figure.h"

namespace convoscope {

/// The stamps along one axis: a bar for each input index, from its first to its last tap, those that overlap in levels of
/// their own.
struct StampBars {
  bool shown = false;
  std::int64_t levels = 1;  ///< bars i and i + levels share one
  double bar_pt = 0;        ///< thickness
  double pitch_pt = 0;      ///< from level to level
  double stub_pt = 0;       ///< how far a bar may stick out of the map
  double first_pt = 0;      ///< the first level's outer edge: y of the bars above the map, x of those beside it
};

struct OverlapLayout {
  Size size;
  double cell_pt = 0;  ///< from cell to cell
  double gap_pt = 0;
  Rect map;
  Rect columns;  ///< profiles; empty for one-dimensional layers
  Rect rows;
  Rect numbered;                           ///< where numbers are written; empty: everywhere
  std::array<StampBars, axis_count> bars;  ///< height: beside the map; width: above it
};

/// The largest cells up to `most_cell_pt` that fit `room` (a direction of 0: no limit there). Points from the block's top left corner.
OverlapLayout lay_out_overlap(const Relation& relation, const Measures& measures, Size room, double most_cell_pt);

}  // namespace convoscope

// Where the grids of one operation's card go and how large their cells are. Pure geometry: knows sizes, no values.
#pragma once

#include <cstdint>

#include "figure/draw/theme.h"
#include "figure/figure.h"

namespace convoscope {

/// One grid: those of its cells that are shown, and how large a cell has to be for its numbers to be read.
struct GridExtents {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  double legible_pt = 18;
  std::int64_t longer() const { return rows > columns ? rows : columns; }
  bool operator==(const GridExtents&) const = default;
};

/// What has to find room.
struct MapsExtents {
  GridExtents expanded;
  GridExtents output;
  GridExtents kernel;         ///< no rows: none (pooling)
  double side_label_pt = 60;  ///< the widest label over the output and the kernel
  double header_pt = 0;       ///< the least width for what stands across the card: its title and sizes
  double words_pt = 0;        ///< the same for what stands over and under the input
  bool has_words = true;      ///< false: grids alone, without room for labels and captions
  int notes = 0;              ///< lines at the bottom, across the card
  bool has_same_grids(const MapsExtents& other) const {
    return expanded == other.expanded && output == other.output && kernel == other.kernel;
  }
};

/// Places in points from the content's left edge and the card's top edge.
struct MapsLayout {
  Size size;             ///< of the content (without the padding at the sides) and of the card's height
  double growth = 1;     ///< of cells beyond the theme's sizes, at least 1
  bool stacked = false;  ///< the output under the input: for wide maps
  Rect expanded;
  Rect output;
  Rect kernel;
  double label_y = 0;  ///< baseline
  Point output_label;  ///< baselines' starts: over the grids, or at their left where the card is stacked
  Point kernel_label;
  double output_label_room_pt = 0;
  double caption_y = 0;  ///< of the line under the input
  double caption_room_pt = 0;
  double product_y = 0;
  double step_y = 0;
  double step_room_pt = 0;
  double notes_y = 0;  ///< of the first note: they are the lowest, under everything else
  double note_step_pt = 0;
};

/// The largest cells, up to `most_growth` times the theme's, that fit a card's content of `room` points; 0 in a direction: no limit there.
/// Where the card is larger than needed, the right column keeps to its right edge and the step's line to its bottom; in one much
/// wider the grids move to the middle.
MapsLayout lay_out_maps(const MapsExtents& extents, const Measures& measures, Size room, double most_growth);

/// The size that a card wants: the theme's cells, or the largest that fit `room`, and nothing to spare.
Size natural_maps_size(const MapsExtents& extents, const Measures& measures, Size room);

}  // namespace convoscope

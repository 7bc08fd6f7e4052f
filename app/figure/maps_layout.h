// Where the grids of one operation's card go and how large their cells are. Pure geometry: knows sizes, no values.
#pragma once

#include <cstdint>

#include "figure/figure.h"
#include "figure/theme.h"

namespace convoscope {

/// What has to find room.
struct MapsExtents {
  std::int64_t expanded_rows = 1, expanded_columns = 1;
  std::int64_t output_rows = 1, output_columns = 1;
  std::int64_t kernel_rows = 0, kernel_columns = 0;  ///< 0: no kernel (pooling)
  double side_label_pt = 60;                         ///< the widest label over the output and the kernel
};

/// Places in points from the content's left edge and the card's top edge.
struct MapsLayout {
  Size size;             ///< of the content (without the padding at the sides) and of the card's height
  double factor = 1;     ///< of the measures' cell sizes
  bool stacked = false;  ///< the output under the input: for wide maps
  Rect expanded;
  Rect output;
  Rect kernel;
  double title_y = 0;  ///< baselines
  double label_y = 0;
  double caption_y = 0;  ///< of the line under the input
  double caption_room_pt = 0;
  double product_y = 0;
  double step_y = 0;
};

/// The largest cells, up to `most` times the theme's, that fit a card's content of `room` points; 0 in a direction: no limit there.
/// Where the card is larger than needed, the right column keeps to its right edge and the step's line to its bottom; in one much
/// wider the grids move to the middle.
MapsLayout lay_out_maps(const MapsExtents& extents, const Measures& measures, Size room, double most);

/// The size that a card wants: the theme's cells, or the largest that fit `room`, and nothing to spare.
Size natural_maps_size(const MapsExtents& extents, const Measures& measures, Size room);

}  // namespace convoscope

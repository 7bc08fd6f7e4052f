// Where the planes of a stack and the words around them go. Pure geometry: knows sizes and a projection, no values.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "figure/stack/camera.h"

namespace convoscope {

/// From a plane's leftmost corner to the end of its name.
inline constexpr double channel_gap_pt = 8;

/// From the name of one channel to the next one's, at least.
inline constexpr double channel_line_pt = 16;

/// How far links between channels reach out to the right of the planes.
inline constexpr double links_pt = 40;

/// What has to find room.
struct StackExtents {
  std::int64_t input_rows = 1, input_columns = 1, input_planes = 1;
  std::int64_t output_rows = 1, output_columns = 1, output_planes = 1;
  Size output_words;          ///< at the top left
  Size input_words;           ///< at the bottom left
  Size kernel_words;          ///< at the bottom right
  bool has_links = false;     ///< between channels, at the planes' right
  double input_names_pt = 0;  ///< the widest name of a plane, beside its leftmost corner; 0: none
  double output_names_pt = 0;
  bool operator==(const StackExtents&) const = default;
};

/// One plane. Its own coordinates are points: cell (r, c) begins at (c, r) times the layout's cell_pt.
struct StackPlane {
  std::int64_t rows = 1;
  std::int64_t columns = 1;
  Affine to_picture;
  double rise_pt = 0;  ///< of its centre above that of the lowest plane
};

/// More planes of one map than this are too many to be taken in.
inline constexpr std::int64_t most_planes = 4;

struct StackLayout {
  Size size;
  double cell_pt = 0;
  std::vector<StackPlane> inputs;   ///< from below
  std::vector<StackPlane> outputs;  ///< all of them above the inputs
  Rect output_words;
  Rect input_words;
  Rect kernel_words;
};

/// The planes in the middle of `size`, below `top_pt`, with cells as large as fit, at most `most_cell_pt`: nothing is cut off and no
/// plane runs into words. Height to spare draws the two maps apart, to see the beam by. `other_cell_pt`: of another stack that this one
/// is to be no larger than; the words stand where they would without it.
StackLayout lay_out_stack(const StackExtents& extents, const Projection& projection, Size size, double top_pt,
                          double most_cell_pt, double other_cell_pt = std::numeric_limits<double>::infinity());

/// The smallest size within `room` in which cells are as large as in the whole of it.
Size smallest_stack(const StackExtents& extents, const Projection& projection, Size room, double top_pt,
                    double most_cell_pt);

}  // namespace convoscope

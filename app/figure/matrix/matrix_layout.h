// Where the matrices, their vectors and their enlarged parts go. Pure geometry: knows counts and widths of names, no values.
#pragma once

#include <vector>

#include "figure/figure.h"
#include "figure/state/matrix_entries.h"

namespace convoscope {

/// Entries and vectors' cells smaller than this bear no names. Matrices that would have such entries, and those with more rows or
/// columns than can be taken in, are shown as a whole beside an enlarged part of them.
inline constexpr double named_cell_pt = 11;
inline constexpr std::int64_t most_named_cells = 36;
/// Rows and columns of an enlarged part.
inline constexpr std::int64_t enlarged_cells = 9;

/// What has to find room.
struct MatrixExtents {
  MatrixSize matrix;           ///< C
  std::vector<Side> sides;     ///< C for the convolution, its transpose for the transposed convolution
  double coarse_names_pt = 8;  ///< the widest name of a coarse cell
  double fine_names_pt = 8;
  bool has_vectors = true;
  bool operator==(const MatrixExtents&) const = default;
};

/// One matrix: its named entries (all, or a part) and what stands beside them. Empty rectangles: not there.
struct MatrixBlock {
  Side side = Side::none;
  Point heading;  ///< baseline
  double width_pt = 0;
  double across_pt = 0;  ///< from entry to entry
  double down_pt = 0;
  double input_pt = 0;  ///< from cell to cell of the vectors: long ones are denser
  double output_pt = 0;
  MatrixPart part;  ///< of C, whichever way round it is drawn; its place is the caller's choice
  Rect entries;
  Rect input;  ///< vectors
  Rect output;
  Rect overview;
  Point overview_note;  ///< baselines
  Point part_note;
};

struct MatrixLayout {
  Size size;
  Size needed;        ///< of it, without the room to spare
  double factor = 1;  ///< of the natural cells
  bool shows_parts = false;
  std::vector<MatrixBlock> blocks;
  double caption_y = 0;  ///< baseline
};

/// How far cells may grow where there is room.
struct MatrixGrowth {
  double cells = 1;  ///< times the natural ones
  double down = 1;   ///< and of their height beyond that
};

/// The largest cells that fit `room` (0 in a direction: no limit there), the matrices side by side or one above the other, whichever
/// gives larger ones. Small ones are wider than high where the room is: their names are. In a room larger than needed the matrices
/// stand in its middle.
MatrixLayout lay_out_matrices(const MatrixExtents& extents, Size room, const MatrixGrowth& most);

}  // namespace convoscope

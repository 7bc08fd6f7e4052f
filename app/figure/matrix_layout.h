// Where the matrices, their vectors and their enlarged parts go. Pure geometry: knows counts and widths of names, no values.
#pragma once

#include <vector>

#include "figure/figure.h"
#include "figure/matrix_entries.h"

namespace convoscope {

/// Matrices with more rows or columns than this are shown as a whole, without names, beside an enlarged part of them.
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
  bool is_large() const { return matrix.rows > most_named_cells || matrix.columns > most_named_cells; }
};

/// One matrix: its named entries (all, or a part) and what stands beside them. Empty rectangles: not there.
struct MatrixBlock {
  Side side = Side::none;
  Point heading;  ///< baseline
  double width_pt = 0;
  double cell_pt = 0;   ///< from entry to entry
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
  std::vector<MatrixBlock> blocks;
  double caption_y = 0;  ///< baseline
};

/// The largest cells, up to `most` times the natural ones, that fit `room` (0 in a direction: no limit there), the matrices side by
/// side or one above the other, whichever gives larger ones. In a room larger than needed they stand in its middle.
MatrixLayout lay_out_matrices(const MatrixExtents& extents, Size room, double most);

}  // namespace convoscope

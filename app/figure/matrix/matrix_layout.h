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

/// Between names and what they name.
inline constexpr double names_gap_pt = 6;
/// The room for names above a matrix.
inline constexpr double column_names_pt = 18;
/// Beside a map's names, where it has several channels: which one they are of.
inline constexpr double channel_strip_pt = 18;

/// What has to find room.
struct MatrixExtents {
  MatrixSize matrix;  ///< C
  std::int64_t coarse_channels = 1;
  std::int64_t fine_channels = 1;
  std::vector<Side> sides;     ///< C for the convolution, its transpose for the transposed convolution
  double coarse_names_pt = 8;  ///< the widest name of a coarse cell
  double fine_names_pt = 8;
  double entry_names_pt = 0;  ///< the widest of those in enlarged entries
  bool has_vectors = true;
  int notes = 0;  ///< lines below the caption
  bool operator==(const MatrixExtents&) const = default;

  std::int64_t channel_rows() const { return matrix.rows / coarse_channels; }  ///< of C, one channel's
  std::int64_t channel_columns() const { return matrix.columns / fine_channels; }
  double strip_pt(bool is_fine) const { return (is_fine ? fine_channels : coarse_channels) > 1 ? channel_strip_pt : 0; }
  /// What a map's names take to the left of what they name.
  double names_pt(bool is_fine) const {
    return (is_fine ? fine_names_pt : coarse_names_pt) + names_gap_pt + strip_pt(is_fine);
  }
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
  double caption_y = 0;  ///< baseline; notes follow at this distance
  double note_pitch_pt = 0;
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

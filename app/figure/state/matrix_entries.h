// The matrix C as pictures need it: the entries of a part of it, and the whole as a grid's classes. Asks the relation; knows no
// points and no colours.
#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.h"
#include "figure/draw/map_arrays.h"

namespace convoscope {

/// Rows and columns of C: coarse and fine cells, channels outermost.
struct MatrixSize {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  bool operator==(const MatrixSize&) const = default;
};
MatrixSize matrix_size_of(const Relation& relation);

/// At how many places C holds any kernel element, so how many of its numbers are not zero whatever the weights: fewer than its
/// connections where taps of a folded layer meet. O(coarse) per axis, and O(kernel) for each coarse index that reads padding.
std::int64_t count_places(const Relation& relation);

/// A rectangle of C's entries.
struct MatrixPart {
  std::int64_t first_row = 0;
  std::int64_t first_column = 0;
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  bool contains(std::int64_t row, std::int64_t column) const {
    return row >= first_row && row < first_row + rows && column >= first_column && column < first_column + columns;
  }
};

/// The connections in that part, rows first; several where taps of a folded layer meet. Values are 0 where the weight is empty
/// (pooling). O(rows * kernel * channels).
std::vector<MatrixEntry> entries_in(const Relation& relation, const Tensor& weight, const MatrixPart& part);

/// Grids with more rows or columns than this are drawn in bins: a finer band would be too thin to be seen.
inline constexpr std::int64_t most_matrix_cells = 512;
/// Entries of C that one cell of the overview stands for, in each direction; 1 up to most_matrix_cells.
std::int64_t matrix_bin(std::int64_t extent);

/// A grid's class of entries that hold several kernel elements, and how many classes lie before it for single ones.
inline constexpr std::uint8_t gathering_class = 255;
inline constexpr std::int64_t most_element_classes = 254;

/// All of C, or of its transpose: class 0 where no entry of a bin is a connection, else 1 + the first one's kernel element (row
/// by row, modulo most_element_classes); where a cell stands for one entry, gathering_class for those of several elements.
MapArray matrix_overview(const Relation& relation, bool transposed);

/// Flattened indices of cells, as matrix tags use them.
std::int64_t coarse_index(const Relation& relation, std::int64_t channel, Cell coarse);
std::int64_t fine_index(const Relation& relation, std::int64_t channel, Cell fine);
/// The other way: a row's coarse cell, a column's fine cell.
struct ChannelCell {
  std::int64_t channel = 0;
  Cell cell;
};
ChannelCell coarse_at(const Relation& relation, std::int64_t row);
ChannelCell fine_at(const Relation& relation, std::int64_t column);

/// Whether a fine and a coarse channel are in one group.
bool channels_meet(const Relation& relation, std::int64_t fine, std::int64_t coarse);

}  // namespace convoscope

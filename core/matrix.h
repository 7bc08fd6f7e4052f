// A convolution as a matrix: C has a row per coarse cell and a column per fine cell; the transposed convolution is its
// transpose.
#pragma once

#include <span>
#include <vector>

#include "core/taps.h"
#include "core/tensor.h"

namespace convoscope {

/// One entry of C. Several taps of a folded layer may meet in one entry: then there are several elements with the same
/// row and column, and their values add up.
struct MatrixEntry {
  std::int64_t row = 0;     ///< (coarse channel, coarse row, coarse column), flattened
  std::int64_t column = 0;  ///< (fine channel, fine row, fine column), flattened
  Cell kernel;
  float value = 0;
};

/// C in compressed rows: entries of row r are entries[row_begin[r] .. row_begin[r + 1]), columns ascending.
struct SparseMatrix {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  std::vector<std::int64_t> row_begin;
  std::vector<MatrixEntry> entries;
};

/// How many entries the matrix has; O(kernel), nothing is built.
std::int64_t count_entries(const Relation& relation);
/// The matrix of one batch entry; `weight` is (coarse channels, fine channels / groups, kH, kW).
SparseMatrix convolution_matrix(const Relation& relation, const Tensor& weight);
/// Adds matrix * vector to `sums` (matrix.rows numbers), so that a caller can round once.
void multiply_into(const SparseMatrix& matrix, std::span<const float> vector, std::span<double> sums);
/// Adds the product of its transpose and `vector` to `sums` (matrix.columns numbers).
void multiply_transposed_into(const SparseMatrix& matrix, std::span<const float> vector, std::span<double> sums);

}  // namespace convoscope

// Builds C by walking the connections coarse cell by coarse cell, and multiplies by it.
#include "core/matrix.h"

#include <algorithm>

#include "core/assert.h"
#include "core/walk.h"

namespace convoscope {

std::int64_t count_entries(const Relation& relation) {
  return count_taps(relation) * relation.coarse_channels * (relation.fine_channels / relation.groups);
}

SparseMatrix convolution_matrix(const Relation& relation, const Tensor& weight) {
  const AxisRelation& vertical = relation.axes[height];
  const AxisRelation& horizontal = relation.axes[width];
  CONVOSCOPE_ASSERT((weight.shape() == Shape{relation.coarse_channels, relation.fine_channels / relation.groups,
                                             vertical.kernel, horizontal.kernel}));
  SparseMatrix matrix;
  matrix.rows = relation.coarse_channels * vertical.coarse * horizontal.coarse;
  matrix.columns = relation.fine_channels * vertical.fine * horizontal.fine;
  matrix.entries.reserve(static_cast<std::size_t>(count_entries(relation)));
  matrix.row_begin.assign(static_cast<std::size_t>(matrix.rows) + 1, 0);
  walk(relation, WalkBy::coarse, [&](const Connection& c) {
    const auto element = static_cast<std::int64_t>(c.weight);
    matrix.entries.push_back({static_cast<std::int64_t>(c.coarse),
                              static_cast<std::int64_t>(c.fine),
                              {element / horizontal.kernel % vertical.kernel, element % horizontal.kernel},
                              weight.data()[c.weight]});
    ++matrix.row_begin[c.coarse + 1];
  });
  for (std::size_t row = 1; row < matrix.row_begin.size(); ++row) matrix.row_begin[row] += matrix.row_begin[row - 1];
  if (relation.padding_mode == PaddingMode::zeros) return matrix;
  // Only folding brings taps out of the columns' order.
  for (std::size_t row = 0; row + 1 < matrix.row_begin.size(); ++row) {
    std::stable_sort(matrix.entries.begin() + matrix.row_begin[row], matrix.entries.begin() + matrix.row_begin[row + 1],
                     [](const MatrixEntry& a, const MatrixEntry& b) { return a.column < b.column; });
  }
  return matrix;
}

void multiply_into(const SparseMatrix& matrix, std::span<const float> vector, std::span<double> sums) {
  CONVOSCOPE_ASSERT(static_cast<std::int64_t>(vector.size()) == matrix.columns);
  CONVOSCOPE_ASSERT(static_cast<std::int64_t>(sums.size()) == matrix.rows);
  for (const MatrixEntry& entry : matrix.entries) {
    sums[static_cast<std::size_t>(entry.row)] +=
        static_cast<double>(entry.value) * static_cast<double>(vector[static_cast<std::size_t>(entry.column)]);
  }
}

void multiply_transposed_into(const SparseMatrix& matrix, std::span<const float> vector, std::span<double> sums) {
  CONVOSCOPE_ASSERT(static_cast<std::int64_t>(vector.size()) == matrix.rows);
  CONVOSCOPE_ASSERT(static_cast<std::int64_t>(sums.size()) == matrix.columns);
  for (const MatrixEntry& entry : matrix.entries) {
    sums[static_cast<std::size_t>(entry.column)] +=
        static_cast<double>(entry.value) * static_cast<double>(vector[static_cast<std::size_t>(entry.row)]);
  }
}

}  // namespace convoscope

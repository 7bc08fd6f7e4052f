// Walks only the rows that are asked for; C itself is never built.
#include "figure/state/matrix_entries.h"

#include <algorithm>

namespace convoscope {
namespace {

std::int64_t coarse_cells(const Relation& r) { return r.axes[height].coarse * r.axes[width].coarse; }
std::int64_t fine_cells(const Relation& r) { return r.axes[height].fine * r.axes[width].fine; }

// Pairs of a fine and a coarse index that are joined, be it once or several times.
std::int64_t count_axis_places(const AxisRelation& axis, PaddingMode mode) {
  std::int64_t count = 0;
  for (std::int64_t coarse = 0; coarse < axis.coarse; ++coarse) {
    if (axis.place(coarse, 0) >= 0 && axis.place(coarse, axis.kernel - 1) < axis.fine) {
      count += axis.kernel;
      continue;
    }
    std::vector<AxisTap> taps = axis_taps_of_coarse(axis, mode, coarse);
    std::ranges::sort(taps, {}, &AxisTap::fine);
    const auto is_same = [](const AxisTap& a, const AxisTap& b) { return a.fine == b.fine; };
    count += std::unique(taps.begin(), taps.end(), is_same) - taps.begin();
  }
  return count;
}

// Columns of a row with the tap of each, fine channels outermost.
template <class Visit>
void visit_row(const Relation& relation, std::int64_t row, Visit&& visit) {
  const ChannelCell coarse = coarse_at(relation, row);
  const std::int64_t fine_share = relation.fine_channels / relation.groups;
  const std::int64_t group = coarse.channel / (relation.coarse_channels / relation.groups);
  for (std::int64_t i = 0; i < fine_share; ++i) {
    const std::int64_t channel = group * fine_share + i;
    visit_taps_of_coarse(relation, coarse.cell, [&](const Tap& tap) {
      visit(fine_index(relation, channel, tap.fine), coarse.channel, i, tap.kernel);
    });
  }
}

}  // namespace

MatrixSize matrix_size_of(const Relation& relation) {
  return {relation.coarse_channels * coarse_cells(relation), relation.fine_channels * fine_cells(relation)};
}

std::int64_t coarse_index(const Relation& relation, std::int64_t channel, Cell coarse) {
  return channel * coarse_cells(relation) + coarse.row * relation.axes[width].coarse + coarse.column;
}

std::int64_t fine_index(const Relation& relation, std::int64_t channel, Cell fine) {
  return channel * fine_cells(relation) + fine.row * relation.axes[width].fine + fine.column;
}

ChannelCell coarse_at(const Relation& relation, std::int64_t row) {
  const std::int64_t columns = relation.axes[width].coarse;
  const std::int64_t index = row % coarse_cells(relation);
  return {row / coarse_cells(relation), {index / columns, index % columns}};
}

ChannelCell fine_at(const Relation& relation, std::int64_t column) {
  const std::int64_t columns = relation.axes[width].fine;
  const std::int64_t index = column % fine_cells(relation);
  return {column / fine_cells(relation), {index / columns, index % columns}};
}

bool channels_meet(const Relation& relation, std::int64_t fine, std::int64_t coarse) {
  return fine / (relation.fine_channels / relation.groups) == coarse / (relation.coarse_channels / relation.groups);
}

std::int64_t count_places(const Relation& relation) {
  if (relation.padding_mode == PaddingMode::zeros) return count_entries(relation);
  return count_axis_places(relation.axes[height], relation.padding_mode) *
         count_axis_places(relation.axes[width], relation.padding_mode) * relation.coarse_channels *
         (relation.fine_channels / relation.groups);
}

std::vector<MatrixEntry> entries_in(const Relation& relation, const Tensor& weight, const MatrixPart& part) {
  std::vector<MatrixEntry> entries;
  for (std::int64_t row = part.first_row; row < part.first_row + part.rows; ++row) {
    visit_row(relation, row, [&](std::int64_t column, std::int64_t coarse, std::int64_t fine, Cell kernel) {
      if (!part.contains(row, column)) return;
      const float value = weight.size() > 0 ? weight(coarse, fine, kernel.row, kernel.column) : 0;
      entries.push_back({row, column, kernel, value});
    });
  }
  return entries;
}

std::int64_t matrix_bin(std::int64_t extent) { return (extent + most_matrix_cells - 1) / most_matrix_cells; }

MapArray matrix_overview(const Relation& relation, bool transposed) {
  const MatrixSize size = matrix_size_of(relation);
  const std::int64_t row_bin = matrix_bin(size.rows);
  const std::int64_t column_bin = matrix_bin(size.columns);
  const std::int64_t rows = (size.rows + row_bin - 1) / row_bin;
  const std::int64_t columns = (size.columns + column_bin - 1) / column_bin;
  const bool is_exact = row_bin == 1 && column_bin == 1;
  MapArray array;
  array.rows = transposed ? columns : rows;
  array.columns = transposed ? rows : columns;
  std::vector<std::uint8_t> classes(static_cast<std::size_t>(rows * columns), 0);
  const auto mark_row = [&](std::int64_t row) {
    visit_row(relation, row, [&](std::int64_t column, std::int64_t, std::int64_t, Cell kernel) {
      const std::int64_t r = row / row_bin;
      const std::int64_t c = column / column_bin;
      std::uint8_t& cell = classes[static_cast<std::size_t>(transposed ? c * rows + r : r * columns + c)];
      const std::int64_t element = kernel.row * relation.axes[width].kernel + kernel.column;
      if (cell != 0 && is_exact) cell = gathering_class;
      if (cell == 0) cell = static_cast<std::uint8_t>(1 + element % most_element_classes);
    });
  };
  // Neighbouring rows of a bin have neighbouring columns: some of them, and its last one, show where the band goes.
  const std::int64_t stride = std::max<std::int64_t>(row_bin / 16, 1);
  for (std::int64_t first = 0; first < size.rows; first += row_bin) {
    const std::int64_t last = std::min(first + row_bin, size.rows) - 1;
    for (std::int64_t row = first; row < last; row += stride) mark_row(row);
    mark_row(last);
  }
  array.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
  return array;
}

}  // namespace convoscope

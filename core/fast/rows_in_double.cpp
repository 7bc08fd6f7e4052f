// Splits each row by its remainder modulo the stride ("phases"), so that every tap reads and writes neighbours; then a
// tap is one multiply-add of two contiguous rows. Where a phase starts comes from taps.h's places.
#include "core/fast/rows_in_double.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/convolve.h"
#include "core/geometry.h"
#include "core/pooling.h"
#include "core/taps.h"

namespace convoscope {
namespace {

#if defined(__GNUC__)
#define CONVOSCOPE_RESTRICT __restrict__
#else
#define CONVOSCOPE_RESTRICT __restrict
#endif

void add_scaled(double* CONVOSCOPE_RESTRICT sum, const float* CONVOSCOPE_RESTRICT x, double scale, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) sum[i] += scale * static_cast<double>(x[i]);
}

/// The same where neighbours may belong to one cell.
void add_scaled_at(double* sums, const std::int64_t* cells, const float* x, double scale, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) sums[cells[i]] += scale * static_cast<double>(x[i]);
}

/// The larger one; a NaN wins and stays, as in the plain path.
void take_largest(double* CONVOSCOPE_RESTRICT largest, const float* CONVOSCOPE_RESTRICT x, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) {
    const double value = x[i];
    largest[i] = value > largest[i] || std::isnan(value) ? value : largest[i];
  }
}

void add(double* CONVOSCOPE_RESTRICT sum, const float* CONVOSCOPE_RESTRICT x, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) sum[i] += x[i];
}

RowPhases phases_of(const AxisRelation& axis) { return {axis.stride, (axis.fine + axis.stride - 1) / axis.stride}; }

void split(const RowPhases& phases, const float* row, std::int64_t count, float* to) {
  std::int64_t from = 0;
  for (std::int64_t i = 0; from < count; ++i) {
    for (std::int64_t phase = 0; phase < phases.stride && from < count; ++phase)
      to[phase * phases.length + i] = row[from++];
  }
}

void join(const RowPhases& phases, const double* from, std::int64_t count, float* row) {
  std::int64_t to = 0;
  for (std::int64_t i = 0; to < count; ++i) {
    for (std::int64_t phase = 0; phase < phases.stride && to < count; ++phase)
      row[to++] = static_cast<float>(from[phase * phases.length + i]);
  }
}

void write_rounded(const double* sums, std::int64_t count, float* row) {
  for (std::int64_t i = 0; i < count; ++i) row[i] = static_cast<float>(sums[i]);
}

std::vector<RowStretch> stretches_of(const AxisRelation& axis, const RowPhases& phases) {
  std::vector<RowStretch> result;
  for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
    const IndexRange range = coarse_range(axis, tap);
    if (range.first == range.end) {
      result.push_back({});
      continue;
    }
    const std::int64_t placed = axis.place(range.first, tap);
    result.push_back(
        {range.first, placed % phases.stride * phases.length + placed / phases.stride, range.end - range.first});
  }
  return result;
}

/// The layer's connections with columns that fold nothing: a convolution's or pooling's over its padded map, or those of a
/// transposed convolution that keeps the columns that it computes beside its output.
Relation unfolded(const Spec& spec) {
  Relation result = relation(spec);
  if (spec.padding_mode == PaddingMode::zeros) return result;
  const Geometry g = geometry(spec);
  for (int i = 0; i < axis_count; ++i) {
    AxisRelation& axis = result.axes[i];
    if (!is_transposed(spec)) {
      axis.fine = g.axes[i].padded;
      axis.pad_begin = 0;
    } else if (i == width) {
      axis.fine += g.axes[i].fold_begin + g.axes[i].fold_end;
      axis.pad_begin -= g.axes[i].fold_begin;
    }
  }
  return result;
}

/// Onto which column of the output each place of a split row is folded; empty where none is.
std::vector<std::int64_t> folded_columns(const Spec& spec, const RowPhases& phases, std::int64_t computed) {
  if (spec.padding_mode == PaddingMode::zeros) return {};
  const std::int64_t before = geometry(spec).axes[width].fold_begin;
  const std::int64_t extent = axis_relation(spec, width).fine;
  std::vector<std::int64_t> result(static_cast<std::size_t>(phases.size()));
  for (std::int64_t i = 0; i < computed; ++i) {
    const std::int64_t place = i % phases.stride * phases.length + i / phases.stride;
    result[static_cast<std::size_t>(place)] = *fold(spec.padding_mode, i - before, extent);
  }
  return result;
}

}  // namespace

void RowsInDouble::begin(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                         Tensor& output) {
  spec_ = spec;
  relation_ = unfolded(spec);
  phases_ = phases_of(columns());
  stretches_ = stretches_of(columns(), phases_);
  fine_share_ = relation_.fine_channels / relation_.groups;
  coarse_share_ = relation_.coarse_channels / relation_.groups;
  folded_ = is_transposed(spec) ? folded_columns(spec, phases_, columns().fine) : std::vector<std::int64_t>();
  const bool pads = spec.padding_mode != PaddingMode::zeros && !is_transposed(spec);
  padded_ = pads ? expanded_input(spec, input) : Tensor();
  input_ = pads ? &padded_ : &input;
  weight_ = &weight;
  bias_ = bias;
  output_ = &output;
  done_ = 0;
}

bool RowsInDouble::advance(RowCount& counted) {
  const std::int64_t all = output_->batch() * output_->channels() * output_->rows();
  for (; done_ < all; ++done_) {
    if (!counted.goes_on()) return false;
    const std::int64_t row = done_ % output_->rows();
    const std::int64_t channel = done_ / output_->rows() % output_->channels();
    const std::int64_t n = done_ / output_->rows() / output_->channels();
    const float* from = input_->data().data() + input_->size() / spec_.batch * n;
    float* to = output_->data().data() + done_ * output_->columns();
    if (is_transposed(spec_)) {
      transpose(from, channel, row, to);
    } else {
      if (channel == 0 && row == 0) split_rows(from);
      is_pooling(spec_) ? pool(channel, row, to) : convolve(channel, row, to);
    }
    counted.add();
  }
  return true;
}

void RowsInDouble::convolve(std::int64_t channel, std::int64_t row, float* to) {
  sums_.assign(static_cast<std::size_t>(columns().coarse), start(channel));
  const std::int64_t first = channel / coarse_share_ * fine_share_;
  for (std::int64_t j = 0; j < fine_share_; ++j) {
    for (std::int64_t tap = 0; tap < rows().kernel; ++tap) {
      const std::int64_t from = rows().place(row, tap);
      if (from < 0 || from >= rows().fine) continue;
      const float* x = split_.data() + ((first + j) * rows().fine + from) * phases_.size();
      const float* w = kernel_row(channel, j, tap);
      for (std::size_t column = 0; column < stretches_.size(); ++column) {
        const RowStretch& s = stretches_[column];
        add_scaled(sums_.data() + s.coarse, x + s.fine, w[column], s.count);
      }
    }
  }
  write_rounded(sums_.data(), columns().coarse, to);
}

/// In double and in the plain path's order.
void RowsInDouble::pool(std::int64_t channel, std::int64_t row, float* to) {
  const bool maximum = spec_.operation == Operation::max_pooling;
  const Relation counted = relation(spec_);
  sums_.assign(static_cast<std::size_t>(columns().coarse), maximum ? -std::numeric_limits<double>::infinity() : 0.0);
  for (std::int64_t tap = 0; tap < rows().kernel; ++tap) {
    const std::int64_t from = rows().place(row, tap);
    if (from < 0 || from >= rows().fine) continue;
    const float* x = split_.data() + (channel * rows().fine + from) * phases_.size();
    for (const RowStretch& s : stretches_) {
      (maximum ? take_largest : add)(sums_.data() + s.coarse, x + s.fine, s.count);
    }
  }
  for (std::int64_t column = 0; column < columns().coarse; ++column) {
    const double cell = sums_[static_cast<std::size_t>(column)];
    const double by = maximum ? 1.0 : static_cast<double>(divisor(spec_, counted, {row, column}));
    *to++ = static_cast<float>(cell / by);
  }
}

/// The taps fold its rows; what falls beside its columns is folded onto them.
void RowsInDouble::transpose(const float* coarse, std::int64_t channel, std::int64_t row, float* to) {
  const std::int64_t group = channel / fine_share_;
  const bool folds = !folded_.empty();
  sums_.assign(static_cast<std::size_t>(folds ? output_->columns() : phases_.size()), start(channel));
  const std::vector<AxisTap> taps = axis_taps_of_fine(rows(), spec_.padding_mode, row);
  for (std::int64_t q = group * coarse_share_; q < (group + 1) * coarse_share_; ++q) {
    for (const AxisTap& t : taps) {
      const float* x = coarse + (q * rows().coarse + t.coarse) * columns().coarse;
      const float* w = kernel_row(q, channel - group * fine_share_, t.tap);
      for (std::size_t column = 0; column < stretches_.size(); ++column) {
        const RowStretch& s = stretches_[column];
        if (folds) {
          add_scaled_at(sums_.data(), folded_.data() + s.fine, x + s.coarse, w[column], s.count);
        } else {
          add_scaled(sums_.data() + s.fine, x + s.coarse, w[column], s.count);
        }
      }
    }
  }
  folds ? write_rounded(sums_.data(), output_->columns(), to) : join(phases_, sums_.data(), output_->columns(), to);
}

void RowsInDouble::split_rows(const float* fine) {
  const std::int64_t all = relation_.fine_channels * rows().fine;
  split_.resize(static_cast<std::size_t>(all * phases_.size()));
  for (std::int64_t row = 0; row < all; ++row)
    split(phases_, fine + row * columns().fine, columns().fine, split_.data() + row * phases_.size());
}

const float* RowsInDouble::kernel_row(std::int64_t q, std::int64_t j, std::int64_t tap) const {
  return weight_->data().data() + ((q * fine_share_ + j) * rows().kernel + tap) * columns().kernel;
}

}  // namespace convoscope

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

/// How a fine row of one axis is laid out by phase: phase f holds cells f, f + stride, ...; each `length` long.
struct Phases {
  std::int64_t stride;
  std::int64_t length;

  explicit Phases(const AxisRelation& axis)
      : stride(axis.stride), length((axis.fine + axis.stride - 1) / axis.stride) {}
  std::int64_t size() const { return stride * length; }

  void split(const float* row, std::int64_t count, float* phases) const {
    std::int64_t from = 0;
    for (std::int64_t i = 0; from < count; ++i) {
      for (std::int64_t phase = 0; phase < stride && from < count; ++phase) phases[phase * length + i] = row[from++];
    }
  }
  void join(const double* phases, std::int64_t count, double* row) const {
    std::int64_t to = 0;
    for (std::int64_t i = 0; to < count; ++i) {
      for (std::int64_t phase = 0; phase < stride && to < count; ++phase) row[to++] = phases[phase * length + i];
    }
  }
};

/// One tap of the column axis: which stretch of a coarse row meets which stretch of a split fine row.
struct Stretch {
  std::int64_t coarse = 0;
  std::int64_t fine = 0;  ///< index into the split row
  std::int64_t count = 0;
};

std::vector<Stretch> stretches(const AxisRelation& axis, const Phases& phases) {
  std::vector<Stretch> result;
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

/// A layer, ready to run on one batch entry after the other. A convolution or pooling that folds gets padded maps.
class RowLayer {
 public:
  /// Pooling has an empty `weight`.
  RowLayer(const Spec& spec, const Tensor& weight, std::span<const float> bias, RowCount& counted)
      : spec_(spec),
        relation_(unfolded(spec)),
        weight_(weight),
        bias_(bias),
        counted_(counted),
        phases_(columns()),
        stretches_(stretches(columns(), phases_)),
        fine_share_(relation_.fine_channels / relation_.groups),
        coarse_share_(relation_.coarse_channels / relation_.groups) {}

  /// From one batch entry's input to its output. False: ended by `counted`.
  bool convolve(const float* fine, float* coarse) const {
    const std::vector<float> split = split_rows(fine);
    std::vector<double> sums(static_cast<std::size_t>(columns().coarse));
    for (std::int64_t q = 0; q < relation_.coarse_channels; ++q) {
      const std::int64_t first = q / coarse_share_ * fine_share_;
      for (std::int64_t row = 0; row < rows().coarse; ++row) {
        std::ranges::fill(sums, start(q));
        for (std::int64_t j = 0; j < fine_share_; ++j) {
          for (std::int64_t tap = 0; tap < rows().kernel; ++tap) {
            const std::int64_t from = rows().place(row, tap);
            if (from < 0 || from >= rows().fine) continue;
            const float* x = split.data() + ((first + j) * rows().fine + from) * phases_.size();
            const float* w = kernel_row(q, j, tap);
            for (std::size_t column = 0; column < stretches_.size(); ++column) {
              const Stretch& s = stretches_[column];
              add_scaled(sums.data() + s.coarse, x + s.fine, w[column], s.count);
            }
          }
        }
        for (const double sum : sums) *coarse++ = static_cast<float>(sum);
        if (!counted_.add()) return false;
      }
    }
    return true;
  }

  /// The same for pooling, in double and in the plain path's order.
  bool pool(const float* fine, float* coarse) const {
    const bool maximum = spec_.operation == Operation::max_pooling;
    const Relation counted = relation(spec_);
    const std::vector<float> split = split_rows(fine);
    std::vector<double> cells(static_cast<std::size_t>(columns().coarse));
    for (std::int64_t channel = 0; channel < relation_.coarse_channels; ++channel) {
      for (std::int64_t row = 0; row < rows().coarse; ++row) {
        std::ranges::fill(cells, maximum ? -std::numeric_limits<double>::infinity() : 0.0);
        for (std::int64_t tap = 0; tap < rows().kernel; ++tap) {
          const std::int64_t from = rows().place(row, tap);
          if (from < 0 || from >= rows().fine) continue;
          const float* x = split.data() + (channel * rows().fine + from) * phases_.size();
          for (const Stretch& s : stretches_) {
            (maximum ? take_largest : add)(cells.data() + s.coarse, x + s.fine, s.count);
          }
        }
        for (std::int64_t column = 0; column < columns().coarse; ++column) {
          const double cell = cells[static_cast<std::size_t>(column)];
          const double by = maximum ? 1.0 : static_cast<double>(divisor(spec_, counted, {row, column}));
          *coarse++ = static_cast<float>(cell / by);
        }
        if (!counted_.add()) return false;
      }
    }
    return true;
  }

  /// The same for a transposed convolution: the taps fold its rows, and what is computed beside it folds onto its columns.
  bool transpose(const float* coarse, float* fine) const {
    const std::int64_t extent = axis_relation(spec_, width).fine;
    const std::int64_t before = geometry(spec_).axes[width].fold_begin;
    std::vector<double> split(static_cast<std::size_t>(phases_.size()));
    std::vector<double> computed(static_cast<std::size_t>(columns().fine));
    std::vector<double> sums(static_cast<std::size_t>(extent));
    const bool folds = spec_.padding_mode != PaddingMode::zeros;
    for (std::int64_t channel = 0; channel < relation_.fine_channels; ++channel) {
      const std::int64_t group = channel / fine_share_;
      for (std::int64_t row = 0; row < rows().fine; ++row) {
        std::ranges::fill(split, folds ? 0.0 : start(channel));
        const std::vector<AxisTap> taps = axis_taps_of_fine(rows(), spec_.padding_mode, row);
        for (std::int64_t q = group * coarse_share_; q < (group + 1) * coarse_share_; ++q) {
          for (const AxisTap& t : taps) {
            const float* x = coarse + (q * rows().coarse + t.coarse) * columns().coarse;
            const float* w = kernel_row(q, channel - group * fine_share_, t.tap);
            for (std::size_t column = 0; column < stretches_.size(); ++column) {
              const Stretch& s = stretches_[column];
              add_scaled(split.data() + s.fine, x + s.coarse, w[column], s.count);
            }
          }
        }
        phases_.join(split.data(), columns().fine, (folds ? computed : sums).data());
        if (folds) {
          std::ranges::fill(sums, start(channel));
          for (std::int64_t i = 0; i < columns().fine; ++i) {
            const auto column = fold(spec_.padding_mode, i - before, extent);
            sums[static_cast<std::size_t>(*column)] += computed[static_cast<std::size_t>(i)];
          }
        }
        for (const double sum : sums) *fine++ = static_cast<float>(sum);
        if (!counted_.add()) return false;
      }
    }
    return true;
  }

 private:
  const AxisRelation& rows() const { return relation_.axes[height]; }
  const AxisRelation& columns() const { return relation_.axes[width]; }
  double start(std::int64_t channel) const { return bias_.empty() ? 0.0 : bias_[static_cast<std::size_t>(channel)]; }
  std::vector<float> split_rows(const float* fine) const {
    std::vector<float> split(static_cast<std::size_t>(relation_.fine_channels * rows().fine * phases_.size()));
    for (std::int64_t row = 0; row < relation_.fine_channels * rows().fine; ++row) {
      phases_.split(fine + row * columns().fine, columns().fine, split.data() + row * phases_.size());
    }
    return split;
  }
  const float* kernel_row(std::int64_t q, std::int64_t j, std::int64_t tap) const {
    return weight_.data().data() + ((q * fine_share_ + j) * rows().kernel + tap) * columns().kernel;
  }

  const Spec& spec_;
  Relation relation_;
  const Tensor& weight_;
  std::span<const float> bias_;
  RowCount& counted_;
  Phases phases_;
  std::vector<Stretch> stretches_;
  std::int64_t fine_share_;
  std::int64_t coarse_share_;
};

}  // namespace

void add_rows_in_double(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                        Tensor& output, RowCount& counted) {
  const bool pads = spec.padding_mode != PaddingMode::zeros && !is_transposed(spec);
  const Tensor padded = pads ? expanded_input(spec, input) : Tensor();
  const Tensor& from = pads ? padded : input;
  const RowLayer layer(spec, weight, bias, counted);
  for (std::int64_t n = 0; n < spec.batch; ++n) {
    const float* x = from.data().data() + from.size() / spec.batch * n;
    float* y = output.data().data() + output.size() / spec.batch * n;
    const bool goes_on = is_pooling(spec)      ? layer.pool(x, y)
                         : is_transposed(spec) ? layer.transpose(x, y)
                                               : layer.convolve(x, y);
    if (!goes_on) return;
  }
}

}  // namespace convoscope

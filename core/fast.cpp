// Splits each row by its remainder modulo the stride ("phases"), so that every tap reads and writes neighbours; then a
// tap is one multiply-add of two contiguous rows. Where a phase starts comes from taps.h's places.
#include "core/fast.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/assert.h"
#include "core/convolve.h"
#include "core/geometry.h"
#include "core/taps.h"

namespace convoscope {
namespace {

#if defined(__GNUC__)
#define CONVOSCOPE_RESTRICT __restrict__
#else
#define CONVOSCOPE_RESTRICT __restrict
#endif

void add_scaled(float* CONVOSCOPE_RESTRICT sum, const float* CONVOSCOPE_RESTRICT x, float scale, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) sum[i] += scale * x[i];
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
  void join(const float* phases, std::int64_t count, float* row) const {
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

/// A layer that folds nothing, ready to run.
class Layer {
 public:
  /// Pooling has an empty `weight`.
  Layer(const Relation& relation, const Tensor& weight)
      : relation_(relation),
        weight_(weight),
        phases_(relation.axes[width]),
        stretches_(stretches(relation.axes[width], phases_)),
        fine_share_(relation.fine_channels / relation.groups),
        coarse_share_(relation.coarse_channels / relation.groups) {
    for (std::int64_t row = 0; row < rows().fine; ++row) {
      of_fine_.push_back(axis_taps_of_fine(rows(), PaddingMode::zeros, row));
    }
  }

  /// `fine` is one batch entry's input, `coarse` its output, already filled with the bias. False: ended by `goes_on`.
  bool convolve(const float* fine, float* coarse, const GoesOn& goes_on) const {
    const std::vector<float> split = split_rows(fine);
    for (std::int64_t q = 0; q < relation_.coarse_channels; ++q) {
      const std::int64_t first = q / coarse_share_ * fine_share_;
      for (std::int64_t row = 0; row < rows().coarse; ++row) {
        float* sums = coarse + (q * rows().coarse + row) * columns().coarse;
        for (std::int64_t j = 0; j < fine_share_; ++j) {
          for (std::int64_t tap = 0; tap < rows().kernel; ++tap) {
            const std::int64_t from = rows().place(row, tap);
            if (from < 0 || from >= rows().fine) continue;
            const float* x = split.data() + ((first + j) * rows().fine + from) * phases_.size();
            const float* w = kernel_row(q, j, tap);
            for (std::size_t column = 0; column < stretches_.size(); ++column) {
              const Stretch& s = stretches_[column];
              add_scaled(sums + s.coarse, x + s.fine, w[column], s.count);
            }
          }
        }
        if (goes_on && !goes_on()) return false;
      }
    }
    return true;
  }

  /// `fine` is one batch entry's input, `coarse` its output. Sums run in double and in the plain path's order. False: ended by
  /// `goes_on`.
  bool pool(const float* fine, float* coarse, bool maximum, const GoesOn& goes_on) const {
    const std::vector<float> split = split_rows(fine);
    const double area = static_cast<double>(rows().kernel * columns().kernel);
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
        float* out = coarse + (channel * rows().coarse + row) * columns().coarse;
        for (const double cell : cells) *out++ = static_cast<float>(maximum ? cell : cell / area);
        if (goes_on && !goes_on()) return false;
      }
    }
    return true;
  }

  /// `coarse` is one batch entry's input, `fine` its output, already filled with the bias. False: ended by `goes_on`.
  bool transpose(const float* coarse, float* fine, const GoesOn& goes_on) const {
    std::vector<float> split(static_cast<std::size_t>(phases_.size()));
    for (std::int64_t channel = 0; channel < relation_.fine_channels; ++channel) {
      const std::int64_t group = channel / fine_share_;
      for (std::int64_t row = 0; row < rows().fine; ++row) {
        float* out = fine + (channel * rows().fine + row) * columns().fine;
        phases_.split(out, columns().fine, split.data());
        for (std::int64_t q = group * coarse_share_; q < (group + 1) * coarse_share_; ++q) {
          for (const AxisTap& t : of_fine_[static_cast<std::size_t>(row)]) {
            const float* x = coarse + (q * rows().coarse + t.coarse) * columns().coarse;
            const float* w = kernel_row(q, channel - group * fine_share_, t.tap);
            for (std::size_t column = 0; column < stretches_.size(); ++column) {
              const Stretch& s = stretches_[column];
              add_scaled(split.data() + s.fine, x + s.coarse, w[column], s.count);
            }
          }
        }
        phases_.join(split.data(), columns().fine, out);
        if (goes_on && !goes_on()) return false;
      }
    }
    return true;
  }

 private:
  const AxisRelation& rows() const { return relation_.axes[height]; }
  const AxisRelation& columns() const { return relation_.axes[width]; }
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

  Relation relation_;
  const Tensor& weight_;
  Phases phases_;
  std::vector<Stretch> stretches_;
  std::int64_t fine_share_;
  std::int64_t coarse_share_;
  std::vector<std::vector<AxisTap>> of_fine_;
};

/// The same layer without folding: a convolution over its padded map, or a transposed one that keeps what it computes beside
/// its output.
Spec unfolded(const Spec& spec) {
  Spec result = spec;
  result.padding_mode = PaddingMode::zeros;
  const Geometry g = geometry(spec);
  for (int i = 0; i < axis_count; ++i) {
    AxisSpec& axis = result.axes[i];
    if (spec.operation == Operation::transposed_convolution) {
      axis.pad_begin -= g.axes[i].fold_begin;
      axis.pad_end -= g.axes[i].fold_end;
      result.extends_output = true;
    } else {
      axis.input = g.axes[i].padded;
      axis.pad_begin = axis.pad_end = 0;
    }
  }
  return result;
}

void fold_rows(const Spec& spec, const Tensor& whole, Tensor& output) {
  const Geometry g = geometry(spec);
  std::vector<std::int64_t> to_columns;
  for (std::int64_t column = 0; column < whole.columns(); ++column) {
    to_columns.push_back(*fold(spec.padding_mode, column - g.axes[width].fold_begin, output.columns()));
  }
  const float* from = whole.data().data();
  for (std::int64_t plane = 0; plane < whole.batch() * whole.channels(); ++plane) {
    for (std::int64_t row = 0; row < whole.rows(); ++row) {
      const auto to_row = fold(spec.padding_mode, row - g.axes[height].fold_begin, output.rows());
      float* const to = output.data().data() + (plane * output.rows() + *to_row) * output.columns();
      for (const std::int64_t column : to_columns) to[column] += *from++;
    }
  }
}

Tensor biased(const Shape& shape, std::span<const float> bias) {
  Tensor output(shape);
  if (bias.empty()) return output;
  const auto plane = static_cast<std::ptrdiff_t>(shape[2] * shape[3]);
  auto at = output.data().begin();
  for (std::int64_t n = 0; n < shape[0]; ++n) {
    for (const float value : bias) {
      std::fill(at, at + plane, value);
      at += plane;
    }
  }
  return output;
}

}  // namespace

Tensor apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                  const GoesOn& goes_on) {
  const bool transposed = spec.operation == Operation::transposed_convolution;
  const bool pools = !transposed && spec.operation != Operation::convolution;
  CONVOSCOPE_ASSERT(validate(spec).empty());
  CONVOSCOPE_ASSERT(validate_shapes(spec, input, weight, bias).empty());
  const bool folds = spec.padding_mode != PaddingMode::zeros;
  const Spec plain = folds ? unfolded(spec) : spec;
  const Tensor padded = folds && !transposed ? expanded_input(spec, input) : Tensor();
  const Tensor& from = folds && !transposed ? padded : input;

  const Layer layer(relation(plain), weight);
  Tensor output = biased(output_shape(plain), folds && transposed ? std::span<const float>() : bias);
  for (std::int64_t n = 0; n < spec.batch; ++n) {
    const float* x = from.data().data() + from.size() / spec.batch * n;
    float* y = output.data().data() + output.size() / spec.batch * n;
    const bool goes = transposed ? layer.transpose(x, y, goes_on)
                      : pools    ? layer.pool(x, y, spec.operation == Operation::max_pooling, goes_on)
                                 : layer.convolve(x, y, goes_on);
    if (!goes) return output;
  }
  if (!folds || !transposed) return output;
  Tensor folded = biased(output_shape(spec), bias);
  fold_rows(spec, output, folded);
  return folded;
}

}  // namespace convoscope

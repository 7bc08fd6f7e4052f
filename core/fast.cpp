// Splits each row by its remainder modulo the stride ("phases"), so that every tap reads and writes neighbours; then a
// tap is one multiply-add of two contiguous rows. Where a phase starts comes from taps.h's places.
#include "core/fast.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/assert.h"
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

template <typename Sum>
void add_scaled(Sum* CONVOSCOPE_RESTRICT sum, const float* CONVOSCOPE_RESTRICT x, float scale, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) sum[i] += static_cast<Sum>(scale) * static_cast<Sum>(x[i]);
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
  template <typename Sum>
  void join(const Sum* phases, std::int64_t count, Sum* row) const {
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
class Layer {
 public:
  /// Pooling has an empty `weight`.
  Layer(const Spec& spec, const Tensor& weight, std::span<const float> bias, const GoesOn& goes_on)
      : spec_(spec),
        relation_(unfolded(spec)),
        weight_(weight),
        bias_(bias),
        goes_on_(goes_on),
        phases_(columns()),
        stretches_(stretches(columns(), phases_)),
        fine_share_(relation_.fine_channels / relation_.groups),
        coarse_share_(relation_.coarse_channels / relation_.groups) {}

  /// From one batch entry's input to its output. False: ended by `goes_on`.
  template <typename Sum>
  bool convolve(const float* fine, float* coarse) const {
    const std::vector<float> split = split_rows(fine);
    std::vector<Sum> sums(static_cast<std::size_t>(columns().coarse));
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
        for (const Sum sum : sums) *coarse++ = static_cast<float>(sum);
        if (goes_on_ && !goes_on_()) return false;
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
        if (goes_on_ && !goes_on_()) return false;
      }
    }
    return true;
  }

  /// The same for a transposed convolution: the taps fold its rows, and what is computed beside it folds onto its columns.
  template <typename Sum>
  bool transpose(const float* coarse, float* fine) const {
    const std::int64_t extent = axis_relation(spec_, width).fine;
    const std::int64_t before = geometry(spec_).axes[width].fold_begin;
    std::vector<Sum> split(static_cast<std::size_t>(phases_.size()));
    std::vector<Sum> computed(static_cast<std::size_t>(columns().fine));
    std::vector<Sum> sums(static_cast<std::size_t>(extent));
    const bool folds = spec_.padding_mode != PaddingMode::zeros;
    for (std::int64_t channel = 0; channel < relation_.fine_channels; ++channel) {
      const std::int64_t group = channel / fine_share_;
      for (std::int64_t row = 0; row < rows().fine; ++row) {
        std::ranges::fill(split, folds ? 0.0f : start(channel));
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
        for (const Sum sum : sums) *fine++ = static_cast<float>(sum);
        if (goes_on_ && !goes_on_()) return false;
      }
    }
    return true;
  }

 private:
  const AxisRelation& rows() const { return relation_.axes[height]; }
  const AxisRelation& columns() const { return relation_.axes[width]; }
  float start(std::int64_t channel) const { return bias_.empty() ? 0.0f : bias_[static_cast<std::size_t>(channel)]; }
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
  const GoesOn& goes_on_;
  Phases phases_;
  std::vector<Stretch> stretches_;
  std::int64_t fine_share_;
  std::int64_t coarse_share_;
};

/// The least magnitude that is not zero, and the greatest: infinite where a number is not finite.
struct Magnitudes {
  double least = 0;
  double greatest = std::numeric_limits<double>::infinity();

  explicit Magnitudes(std::span<const float> numbers) {
    // Without their signs floats are ordered as their bits are; infinity and NaN come last.
    constexpr std::int32_t beyond = 0x7f800000;
    std::int32_t least_bits = beyond;
    std::int32_t greatest_bits = 0;
    for (const float number : numbers) {
      const std::int32_t bits = std::bit_cast<std::int32_t>(number) & 0x7fffffff;
      least_bits = std::min(least_bits, bits == 0 ? beyond : bits);
      greatest_bits = std::max(greatest_bits, bits);
    }
    least = std::bit_cast<float>(least_bits);
    if (greatest_bits < beyond) greatest = std::bit_cast<float>(greatest_bits);
  }
};

/// Whether no product vanishes below a float's precision and no sum of them leaves its range, whatever the order.
bool fits_float(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias) {
  const Magnitudes x(input.data());
  const Magnitudes w(weight.data());
  double products = static_cast<double>(spec.in_channels / spec.groups);
  for (const AxisGeometry& axis : geometry(spec).axes) {
    products *= static_cast<double>(1 + axis.fold_begin + axis.fold_end);
  }
  products *= static_cast<double>(spec.axes[height].kernel) * static_cast<double>(spec.axes[width].kernel);
  return products < 0x1p20 && x.least * w.least >= std::numeric_limits<float>::min() &&
         products * x.greatest * w.greatest + Magnitudes(bias).greatest < std::numeric_limits<float>::max() / 2;
}

}  // namespace

Tensor apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                  const GoesOn& goes_on) {
  CONVOSCOPE_ASSERT(validate(spec).empty());
  CONVOSCOPE_ASSERT(validate_shapes(spec, input, weight, bias).empty());
  const bool pads = spec.padding_mode != PaddingMode::zeros && !is_transposed(spec);
  const Tensor padded = pads ? expanded_input(spec, input) : Tensor();
  const Tensor& from = pads ? padded : input;
  const bool in_float = is_pooling(spec) || fits_float(spec, input, weight, bias);
  const Layer layer(spec, weight, bias, goes_on);
  const auto run = [&](const float* x, float* y) {
    if (is_pooling(spec)) return layer.pool(x, y);
    if (is_transposed(spec)) return in_float ? layer.transpose<float>(x, y) : layer.transpose<double>(x, y);
    return in_float ? layer.convolve<float>(x, y) : layer.convolve<double>(x, y);
  };
  Tensor output(output_shape(spec));
  for (std::int64_t n = 0; n < spec.batch; ++n) {
    const float* x = from.data().data() + from.size() / spec.batch * n;
    float* y = output.data().data() + output.size() / spec.batch * n;
    if (!run(x, y)) break;
  }
  return output;
}

}  // namespace convoscope

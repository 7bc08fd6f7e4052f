// A layer tap by tap, whole rows at a time and in double: pooling, what is to equal the plain path to the last bit, and what
// blocks.h is not for: numbers so large, so small or so many that a float would not do, and outputs that fold.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/fast/row_count.h"
#include "core/spec.h"
#include "core/taps.h"
#include "core/tensor.h"

namespace convoscope {

/// How a fine row of one axis is laid out by phase: phase f holds cells f, f + stride, ...; each `length` long.
struct RowPhases {
  std::int64_t stride = 1;
  std::int64_t length = 0;
  std::int64_t size() const { return stride * length; }
};

/// One tap of the column axis: which stretch of a coarse row meets which stretch of a split fine row.
struct RowStretch {
  std::int64_t coarse = 0;
  std::int64_t fine = 0;  ///< index into the split row
  std::int64_t count = 0;
};

class RowsInDouble {
 public:
  /// Will fill `output` as `apply` does. All but `spec` is referred to until it is filled. Pooling has an empty `weight`.
  void begin(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias, Tensor& output);
  /// Goes on from row to row, at least by one, until `rows` says to stop. True: the output is filled.
  bool advance(RowCount& rows);

 private:
  /// Each writes one row of the output.
  void convolve(std::int64_t channel, std::int64_t row, float* to);
  void pool(std::int64_t channel, std::int64_t row, float* to);
  void transpose(const float* coarse, std::int64_t channel, std::int64_t row, float* to);
  void split_rows(const float* fine);
  const AxisRelation& rows() const { return relation_.axes[height]; }
  const AxisRelation& columns() const { return relation_.axes[width]; }
  double start(std::int64_t channel) const { return bias_.empty() ? 0.0 : bias_[static_cast<std::size_t>(channel)]; }
  const float* kernel_row(std::int64_t q, std::int64_t j, std::int64_t tap) const;

  Spec spec_;
  Relation relation_;  ///< with columns that fold nothing
  RowPhases phases_;
  std::vector<RowStretch> stretches_;
  std::vector<std::int64_t> folded_;  ///< which column of the output a place of a split row belongs to; empty: its own
  std::int64_t fine_share_ = 1, coarse_share_ = 1;
  Tensor padded_;  ///< the input of a convolution or pooling that folds
  const Tensor* input_ = nullptr;
  const Tensor* weight_ = nullptr;
  std::span<const float> bias_;
  Tensor* output_ = nullptr;
  std::int64_t done_ = 0;     ///< rows of the output, in all channels and batch entries
  std::vector<float> split_;  ///< all rows of one batch entry's fine map
  std::vector<double> sums_;  ///< of a row
};

}  // namespace convoscope

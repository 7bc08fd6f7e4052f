// A layer computed in float, a block of output rows at a time: each source row is read once for all rows of the block,
// which are neighbours of one channel, or the same row of up to four channels. Knows convolution and transposed
// convolution; what it is not for goes the way of rows_in_double.h.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/fast/axis_plan.h"
#include "core/fast/row_count.h"
#include "core/fast/vectors.h"
#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

/// Plans a layer once and runs it again and again without allocating, as long as the layer stays the same.
class Blocks {
 public:
  /// Whether a legal layer is computed this way: not pooling, nothing that folds its output, no stride or window so
  /// large that there is nothing to share.
  bool plan(const Spec& spec);
  /// After `plan` said yes: will fill `output`, by at most so many threads. All is referred to until it is filled.
  void begin(const Tensor& input, const Tensor& weight, std::span<const float> bias, Tensor& output, int threads);
  enum class Outcome : std::uint8_t { done, stopped, needs_double };
  /// Goes on from block to block, at least by one, unless `rows` says to stop, or it turns out that float would not do.
  Outcome advance(RowCount& rows);

 private:
  /// Source = row `row` of channel `channel` of the group, from cell `column` on, for a block that begins at source row 0.
  struct Term {
    std::int64_t channel, row, column;
  };
  /// What the cells of one phase of rows and one of columns sum up.
  struct Sums {
    std::vector<Term> terms;
    std::array<std::int64_t, 2 * most_block_rows - 1> counts{};
    std::vector<float> weights;  ///< of all output channels, block after block
  };
  /// What one thread works with.
  struct Worker {
    std::vector<float> rows;          ///< source rows, ready to be read
    std::vector<std::int64_t> held;   ///< which source row each of them is
    std::vector<float> line, phases;  ///< a row before it is split; rows of the output before they are joined
    std::vector<float> spare;         ///< where a row of the output goes that is there already
    std::vector<const float*> sources;
    Magnitudes seen;
    /// Of the block that comes next: rows of its phase, and below `band` is all done.
    std::int64_t band = 0, phase = 0, from = 0, group = 0;
  };
  struct Call;

  void plan_terms(std::int64_t row_phase, std::int64_t column_phase);
  void pack(const Tensor& weight);
  void prepare(Worker& worker, std::int64_t first) const;
  void begin_entry();
  void run_part(const Call& call, Worker& worker, std::int64_t end) const;
  bool compute(const Call& call, Worker& worker, std::int64_t stop) const;
  const float* source_row(const Call& call, Worker& worker, std::int64_t channel, std::int64_t placed) const;
  bool fits_float(const Magnitudes& x) const;

  Sums& sums(std::int64_t row_phase, std::int64_t column_phase) {
    return sums_[at_index(row_phase * axes_[width].phases() + column_phase)];
  }
  const Sums& sums(std::int64_t row_phase, std::int64_t column_phase) const {
    return sums_[at_index(row_phase * axes_[width].phases() + column_phase)];
  }
  /// Rows of the output that one block has of this phase, channels aside.
  std::int64_t block_rows(std::int64_t row_phase) const { return block_rows_[at_index(row_phase)]; }

  Spec spec_;
  bool is_planned_ = false;
  bool suits_ = false;
  Relation relation_;
  std::array<AxisPlan, axis_count> axes_;
  std::int64_t in_share_ = 1, out_share_ = 1;  ///< channels of a group
  std::int64_t block_channels_ = 1;
  std::vector<std::int64_t> block_rows_;
  std::int64_t band_ = 1;   ///< the most of them
  std::int64_t pitch_ = 0;  ///< between the phases of a source row
  std::int64_t slots_ = 0;  ///< source rows of a channel that are held at a time
  std::int64_t strip_ = 0;  ///< columns that are computed for all channels before the next
  std::vector<Sums> sums_;
  Magnitudes weights_, bias_;
  std::array<Worker, 2> workers_;

  // Of the run at hand.
  const Tensor* input_ = nullptr;
  std::span<const float> bias_numbers_;
  Tensor* output_ = nullptr;
  bool both_ = false;       ///< workers are needed
  std::int64_t half_ = 0;   ///< where the second one's rows of each phase begin
  std::int64_t entry_ = 0;  ///< of the batch
};

}  // namespace convoscope

// Which cells of a model's input one cell of a map depends on, along one axis, borders ignored: the extent, exactly.
// Knows no values.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/spec.h"

namespace convoscope {

/// The receptive field of the cells of one axis of a map. Transposed layers make it differ from cell to cell: cells whose
/// index has the same remainder by `period` have the same one, moved by `shift` input cells each period.
class ReceptiveField {
 public:
  /// Of the input itself: every cell is its own.
  ReceptiveField() = default;

  /// That of the map that a layer makes of this one: the layer's kernel, stride, dilation and padding before are what counts.
  /// Nothing where it would take more than 65536 steps. O(period · kernel), of a convolution whose cells are all alike O(1).
  std::optional<ReceptiveField> after(const AxisSpec& axis, bool is_transposed) const;

  /// Whether neighbours lie as far apart in the input as those of `other` do: both maps are of one scale.
  bool has_scale_of(const ReceptiveField& other) const;
  /// That of a map whose cells depend on both: sums and concatenations. Nothing where the scales differ.
  std::optional<ReceptiveField> joined(const ReceptiveField& other) const;

  /// How many input cells lie between neighbours, rounded down: the product of the strides.
  std::int64_t step() const { return shift_ / static_cast<std::int64_t>(reaches_.size()); }

  /// The largest extent over all cells, from the first input cell that is read to the last; 0 if no cell reads any.
  std::int64_t extent() const;

 private:
  struct Reach {
    std::int64_t first = 0;
    std::int64_t last = 0;  ///< below `first`: nothing is reached
  };
  Reach at(std::int64_t cell) const;

  std::int64_t shift_ = 1;
  std::vector<Reach> reaches_{{0, 0}};  ///< of the cells of one period
};

}  // namespace convoscope

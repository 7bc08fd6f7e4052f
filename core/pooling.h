// What pooling asks of its windows: which of them hold no input at all, and how many cells an average divides by.
// Knows no values.
#pragma once

#include <cstdint>
#include <optional>

#include "core/taps.h"

namespace convoscope {

/// The first window of an axis that holds nothing but padding, where zeros pad it. Usually O(1), never more steps than the
/// padding has cells.
std::optional<std::int64_t> window_of_padding(const AxisRelation& axis);

/// How many cells along one axis average pooling counts in the window of `coarse`: those of the map, with
/// `count_include_pad` those of the padding too, never those beyond it. O(1).
std::int64_t counted_cells(const Spec& spec, const AxisRelation& axis, std::int64_t coarse);

/// What average pooling divides the sum of the window of `output` by: both axes' counted cells multiplied. O(1).
std::int64_t divisor(const Spec& spec, const Relation& relation, Cell output);

}  // namespace convoscope

// Counts taps of a window by where they land. Multiplies by no stride.
#include "core/pooling.h"

#include <algorithm>
#include <numeric>

#include "core/integer.h"

namespace convoscope {
namespace {

/// The first tap of the window of `coarse` that lands at `place` or after it; the kernel's extent where none does.
std::int64_t first_tap_from(const AxisRelation& axis, std::int64_t coarse, std::int64_t place) {
  if (axis.place(coarse, axis.kernel - 1) < place) return axis.kernel;
  return std::max<std::int64_t>(-floor_divide(axis.place(coarse, 0) - place, axis.dilation), 0);
}

}  // namespace

std::optional<std::int64_t> window_of_padding(const AxisRelation& axis) {
  const IndexRange begin_on_map = coarse_range(axis, 0);
  // Of the windows that begin before the map the first reaches least far, and a dilation larger than the map may step over
  // it: where taps land repeats.
  const std::int64_t repeats = axis.dilation <= axis.fine ? 1 : axis.dilation / std::gcd(axis.dilation, axis.stride);
  for (std::int64_t coarse = 0; coarse < std::min(begin_on_map.first, repeats); ++coarse) {
    if (first_tap_from(axis, coarse, 0) == first_tap_from(axis, coarse, axis.fine)) return coarse;
  }
  if (begin_on_map.end < axis.coarse) return begin_on_map.end;
  return std::nullopt;
}

std::int64_t counted_cells(const Spec& spec, const AxisRelation& axis, std::int64_t coarse) {
  const bool counts_padding = spec.count_include_pad || spec.padding_mode != PaddingMode::zeros;
  if (counts_padding) return first_tap_from(axis, coarse, axis.padded_end);
  return first_tap_from(axis, coarse, axis.fine) - first_tap_from(axis, coarse, 0);
}

std::int64_t divisor(const Spec& spec, const Relation& relation, Cell output) {
  return counted_cells(spec, relation.axes[height], output.row) *
         counted_cells(spec, relation.axes[width], output.column);
}

}  // namespace convoscope

// The enumeration of connections. Whatever multiplies or divides by a stride to place something is here or in the
// header. Knows no values and no channels.
#include "core/taps.h"

#include <algorithm>
#include <utility>

#include "core/assert.h"
#include "core/geometry.h"
#include "core/integer.h"

namespace convoscope {
namespace {

std::int64_t count_axis_taps(const AxisRelation& axis, PaddingMode mode) {
  std::int64_t count = 0;
  for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
    const IndexRange range = coarse_range(axis, tap);
    count += range.end - range.first;
  }
  if (mode == PaddingMode::zeros) return count;
  count = axis.coarse * axis.kernel;  // every tap folds back onto the map, except beyond the padding
  for (std::int64_t coarse = axis.coarse; coarse-- > 0 && axis.place(coarse, axis.kernel - 1) >= axis.padded_end;) {
    for (std::int64_t tap = axis.kernel; tap-- > 0 && axis.place(coarse, tap) >= axis.padded_end;) --count;
  }
  return count;
}

}  // namespace

std::optional<std::int64_t> AxisRelation::coarse_of(std::int64_t placed, std::int64_t tap) const {
  const std::int64_t offset = placed + pad_begin - tap * dilation;
  if (offset < 0 || offset % stride != 0 || offset / stride >= coarse) return std::nullopt;
  return offset / stride;
}

IndexRange coarse_range(const AxisRelation& axis, std::int64_t tap) {
  const std::int64_t start = axis.place(0, tap);
  // The first coarse index that lands at or after 0, and the first that lands at or after the end.
  const std::int64_t first = -floor_divide(start, axis.stride);
  const std::int64_t end = -floor_divide(start - axis.fine, axis.stride);
  IndexRange range{std::clamp<std::int64_t>(first, 0, axis.coarse), std::clamp<std::int64_t>(end, 0, axis.coarse)};
  range.end = std::max(range.first, range.end);
  return range;
}

AxisRelation axis_relation(const Spec& spec, int axis) {
  const AxisSpec& a = spec.axes[axis];
  const std::int64_t output = axis_geometry(spec, axis).output;
  AxisRelation result{a.input, output, a.kernel, a.stride, a.dilation, a.pad_begin};
  if (is_transposed(spec)) std::swap(result.fine, result.coarse);
  if (is_pooling(spec)) result.padded_end = a.input + a.pad_end;
  return result;
}

Relation relation(const Spec& spec) {
  const bool transposed = is_transposed(spec);
  Relation result;
  for (int axis = 0; axis < axis_count; ++axis) result.axes[axis] = axis_relation(spec, axis);
  result.fine_channels = transposed ? spec.out_channels : spec.in_channels;
  result.coarse_channels = transposed ? spec.in_channels : spec.out_channels;
  result.groups = is_pooling(spec) ? spec.in_channels : spec.groups;
  result.padding_mode = spec.padding_mode;
  return result;
}

std::optional<std::int64_t> fold(PaddingMode mode, std::int64_t placed, std::int64_t extent) {
  if (placed >= 0 && placed < extent) return placed;
  switch (mode) {
    case PaddingMode::zeros: return std::nullopt;
    case PaddingMode::replicate: return placed < 0 ? 0 : extent - 1;
    case PaddingMode::circular: return floor_remainder(placed, extent);
    case PaddingMode::reflect: {
      if (extent == 1) return 0;
      const std::int64_t there_and_back = 2 * (extent - 1);
      const std::int64_t along = floor_remainder(placed, there_and_back);
      return std::min(along, there_and_back - along);
    }
  }
  CONVOSCOPE_ASSERT(!"a padding mode");
  return std::nullopt;
}

std::optional<std::int64_t> fine_at(const AxisRelation& axis, PaddingMode mode, std::int64_t placed) {
  if (placed >= axis.padded_end) return std::nullopt;
  return fold(mode, placed, axis.fine);
}

std::vector<std::int64_t> places_of_fine(const AxisRelation& axis, PaddingMode mode, std::int64_t fine) {
  if (mode == PaddingMode::zeros) return {fine};
  std::vector<std::int64_t> places;
  const std::int64_t end = std::min(axis.place(axis.coarse - 1, axis.kernel - 1) + 1, axis.padded_end);
  for (std::int64_t placed = axis.place(0, 0); placed < 0; ++placed) {
    if (fold(mode, placed, axis.fine) == fine) places.push_back(placed);
  }
  places.push_back(fine);
  for (std::int64_t placed = axis.fine; placed < end; ++placed) {
    if (fold(mode, placed, axis.fine) == fine) places.push_back(placed);
  }
  return places;
}

std::vector<AxisTap> axis_taps_of_coarse(const AxisRelation& axis, PaddingMode mode, std::int64_t coarse) {
  std::vector<AxisTap> taps;
  for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
    const std::int64_t placed = axis.place(coarse, tap);
    if (const auto fine = fine_at(axis, mode, placed)) taps.push_back({*fine, tap, coarse, placed});
  }
  return taps;
}

std::vector<AxisTap> axis_taps_of_fine(const AxisRelation& axis, PaddingMode mode, std::int64_t fine) {
  const std::vector<std::int64_t> places = places_of_fine(axis, mode, fine);
  std::vector<AxisTap> taps;
  for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
    for (const std::int64_t placed : places) {
      if (const auto coarse = axis.coarse_of(placed, tap)) taps.push_back({fine, tap, *coarse, placed});
    }
  }
  return taps;
}

std::vector<AxisTap> axis_taps_of_kernel(const AxisRelation& axis, PaddingMode mode, std::int64_t tap) {
  std::vector<AxisTap> taps;
  for (std::int64_t coarse = 0; coarse < axis.coarse; ++coarse) {
    const std::int64_t placed = axis.place(coarse, tap);
    if (const auto fine = fine_at(axis, mode, placed)) taps.push_back({*fine, tap, coarse, placed});
  }
  return taps;
}

std::vector<Tap> taps_of_coarse(const Relation& relation, Cell coarse) {
  std::vector<Tap> taps;
  visit_taps_of_coarse(relation, coarse, [&](const Tap& tap) { taps.push_back(tap); });
  return taps;
}

std::vector<Tap> taps_of_fine(const Relation& relation, Cell fine) {
  std::vector<Tap> taps;
  visit_taps_of_fine(relation, fine, [&](const Tap& tap) { taps.push_back(tap); });
  return taps;
}

std::vector<Tap> taps_of_kernel(const Relation& relation, Cell kernel) {
  std::vector<Tap> taps;
  visit_taps_of_kernel(relation, kernel, [&](const Tap& tap) { taps.push_back(tap); });
  return taps;
}

std::vector<Tap> all_taps(const Relation& relation) {
  std::vector<Tap> taps;
  taps.reserve(static_cast<std::size_t>(count_taps(relation)));
  visit_taps(relation, [&](const Tap& tap) { taps.push_back(tap); });
  return taps;
}

std::int64_t count_taps(const Relation& relation) {
  return count_axis_taps(relation.axes[height], relation.padding_mode) *
         count_axis_taps(relation.axes[width], relation.padding_mode);
}

std::vector<std::int64_t> overlap(const AxisRelation& axis, PaddingMode mode) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(axis.fine));
  for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
    for (const AxisTap& t : axis_taps_of_kernel(axis, mode, tap)) ++counts[static_cast<std::size_t>(t.fine)];
  }
  return counts;
}

Absence absence_on_axis(const AxisRelation& axis, std::int64_t placed, std::int64_t tap) {
  const std::int64_t offset = placed + axis.pad_begin - tap * axis.dilation;
  if (offset < 0 || offset > (axis.coarse - 1) * axis.stride) return Absence::border;
  return offset % axis.stride == 0 ? Absence::none : Absence::inserted_zero;
}

}  // namespace convoscope

// Walks the one relation, layer by layer; multiplies by no stride.
#include "core/overlap.h"

#include "core/assert.h"

namespace convoscope {

AxisRelation bare_stamps(const AxisRelation& axis, std::int64_t inputs) {
  AxisRelation bare = axis;
  bare.coarse = inputs;
  bare.pad_begin = 0;
  bare.fine = bare.place(inputs - 1, bare.kernel - 1) + 1;
  return bare;
}

std::vector<std::int64_t> overlap_of_stack(std::span<const AxisRelation> layers) {
  CONVOSCOPE_ASSERT(!layers.empty());
  std::vector<std::int64_t> counts(static_cast<std::size_t>(layers.front().coarse), 1);
  for (const AxisRelation& layer : layers) {
    CONVOSCOPE_ASSERT(static_cast<std::int64_t>(counts.size()) == layer.coarse);
    std::vector<std::int64_t> next(static_cast<std::size_t>(layer.fine), 0);
    for (std::int64_t tap = 0; tap < layer.kernel; ++tap) {
      for (const AxisTap& t : axis_taps_of_kernel(layer, PaddingMode::zeros, tap)) {
        next[static_cast<std::size_t>(t.fine)] += counts[static_cast<std::size_t>(t.coarse)];
      }
    }
    counts = std::move(next);
  }
  return counts;
}

std::vector<std::int64_t> overlap_period(const AxisRelation& axis, int layers) {
  std::vector<std::int64_t> counts{1};
  for (int layer = 0; layer < layers; ++layer) {
    const auto period = static_cast<std::int64_t>(counts.size());
    // A whole number of periods away from the start, out of every stamp's reach from there.
    const std::int64_t reach = axis.place(0, axis.kernel - 1) - axis.place(0, 0);
    const std::int64_t away = (reach / period + 1) * period;
    AxisRelation inside = axis;
    inside.coarse = away + period;
    const std::int64_t first = inside.place(away, 0);
    std::vector<std::int64_t> next(static_cast<std::size_t>(inside.place(away + period, 0) - first), 0);
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(next.size()); ++i) {
      for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
        if (const auto coarse = inside.coarse_of(first + i, tap)) {
          next[static_cast<std::size_t>(i)] += counts[static_cast<std::size_t>(*coarse % period)];
        }
      }
    }
    counts = std::move(next);
  }
  return counts;
}

}  // namespace convoscope

// One axis of a layer as blocks of rows compute it: which source cells each output cell reads, at unit steps. A transposed
// convolution falls apart into phases, one for each remainder of the output cell modulo the stride: each is an ordinary
// convolution with some of the taps, so that no inserted zero is ever multiplied. Knows no values and no channels.
#pragma once

#include <algorithm>
#include <vector>

#include "core/integer.h"
#include "core/taps.h"

namespace convoscope {

/// Output cell phase + i * phases reads, by way of each tap of its phase, the source cell i * step + offset: a place on
/// the input or beside it.
struct AxisPlan {
  struct SourceTap {
    std::int64_t tap = 0;
    std::int64_t offset = 0;
  };

  std::int64_t input = 1;
  std::int64_t output = 1;
  std::int64_t step = 1;                     ///< a convolution's stride; 1 if transposed
  std::vector<std::vector<SourceTap>> taps;  ///< of each phase, by ascending offset; one phase unless transposed
  std::int64_t least = 0, greatest = 0;      ///< of all offsets

  AxisPlan() = default;
  AxisPlan(const AxisRelation& axis, bool transposed)
      : input(transposed ? axis.coarse : axis.fine),
        output(transposed ? axis.fine : axis.coarse),
        step(transposed ? 1 : axis.stride),
        taps(static_cast<std::size_t>(transposed ? axis.stride : 1)) {
    bool is_first = true;
    for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
      const std::int64_t place = axis.place(0, tap);
      const std::int64_t phase = transposed ? floor_remainder(place, axis.stride) : 0;
      const std::int64_t offset = transposed ? (phase - place) / axis.stride : place;
      if (phase >= output) continue;
      taps[static_cast<std::size_t>(phase)].push_back({tap, offset});
      least = is_first ? offset : std::min(least, offset);
      greatest = is_first ? offset : std::max(greatest, offset);
      is_first = false;
    }
    for (auto& of_phase : taps) {
      std::ranges::sort(of_phase, {}, &SourceTap::offset);
    }
  }

  std::int64_t phases() const { return static_cast<std::int64_t>(taps.size()); }
  /// How many output cells a phase has; phase 0 has the most.
  std::int64_t count(std::int64_t phase) const {
    return std::max<std::int64_t>(0, (output - phase + phases() - 1) / phases());
  }
  /// How many source cells `outputs` neighbours of one phase lie over, whichever the phase.
  std::int64_t reach(std::int64_t outputs) const { return (outputs - 1) * step + greatest - least + 1; }
  /// Whether each output of the phase reads what the next one reads through the tap before: then neighbours share sources.
  bool shares(std::int64_t phase) const {
    const auto& of_phase = taps[static_cast<std::size_t>(phase)];
    return std::ranges::adjacent_find(of_phase, [&](const SourceTap& a, const SourceTap& b) {
             return b.offset - a.offset != step;
           }) == of_phase.end();
  }
};

}  // namespace convoscope

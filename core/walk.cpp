// The per-axis tables behind the walk.
#include "core/walk.h"

namespace convoscope {

AxisTable axis_table(const AxisRelation& axis, PaddingMode mode, WalkBy side) {
  const std::int64_t extent = side == WalkBy::coarse ? axis.coarse : axis.fine;
  AxisTable table;
  table.reserve(static_cast<std::size_t>(extent));
  for (std::int64_t i = 0; i < extent; ++i) {
    table.push_back(side == WalkBy::coarse ? axis_taps_of_coarse(axis, mode, i) : axis_taps_of_fine(axis, mode, i));
  }
  return table;
}

}  // namespace convoscope

// Solves for the cells' size; everything else follows from it.
#include "figure/overlap/overlap_layout.h"

#include "figure/draw/fitting.h"

#include <algorithm>

#include "figure/state/overlap_counts.h"

namespace convoscope {
namespace {

constexpr double smallest_cell_with_bars_pt = 5;
constexpr std::int64_t most_levels = 10;
constexpr double bars_to_cells_pt = 6;
constexpr double profile_to_map_pt = 8;
constexpr double stub_share = 0.7;
constexpr double least_cell_pt = 0.05;

StampBars bars_of(const AxisRelation& axis, double cell_pt) {
  StampBars bars;
  const std::int64_t reach = axis.place(0, axis.kernel - 1) - axis.place(0, 0) + 1;
  const std::int64_t apart = axis.place(1, 0) - axis.place(0, 0);
  bars.levels = std::min((reach + apart - 1) / apart, axis.coarse);
  bars.shown = cell_pt >= smallest_cell_with_bars_pt && bars.levels <= most_levels && !is_flat(axis);
  if (!bars.shown) return bars;
  bars.bar_pt = std::clamp(cell_pt * 0.5, 4.0, 15.0);
  bars.pitch_pt = bars.bar_pt + 2;
  const bool sticks_out = axis.place(0, 0) < 0 || axis.place(axis.coarse - 1, axis.kernel - 1) >= axis.fine;
  bars.stub_pt = sticks_out ? cell_pt * stub_share : 0;
  return bars;
}

double thickness(const StampBars& bars) {
  return bars.shown ? static_cast<double>(bars.levels) * bars.pitch_pt - 2 + bars_to_cells_pt : 0;
}

OverlapLayout place(const Relation& relation, const Measures& measures, double cell_pt) {
  const AxisRelation& down = relation.axes[height];
  const AxisRelation& across = relation.axes[width];
  OverlapLayout layout;
  layout.cell_pt = cell_pt;
  layout.gap_pt = std::min(measures.gap_pt, cell_pt * 0.12);
  for (int axis = 0; axis < axis_count; ++axis) layout.bars[axis] = bars_of(relation.axes[axis], cell_pt);
  const bool has_profiles = !is_flat(down) && !is_flat(across);
  const double profile = has_profiles ? cell_pt - layout.gap_pt : 0;
  const double beside = has_profiles ? profile + profile_to_map_pt : 0;
  StampBars& bars_down = layout.bars[height];
  StampBars& bars_across = layout.bars[width];
  const double left = std::max(thickness(bars_down) + beside, bars_across.stub_pt);
  const double top = std::max(thickness(bars_across) + beside, bars_down.stub_pt);
  bars_down.first_pt = left - beside - thickness(bars_down);
  bars_across.first_pt = top - beside - thickness(bars_across);
  layout.map = {left, top, static_cast<double>(across.fine) * cell_pt - layout.gap_pt,
                static_cast<double>(down.fine) * cell_pt - layout.gap_pt};
  if (has_profiles) {
    layout.columns = {left, top - beside, layout.map.width, profile};
    layout.rows = {left - beside, top, profile, layout.map.height};
  }
  layout.size = {layout.map.right() + bars_across.stub_pt, layout.map.bottom() + bars_down.stub_pt};
  return layout;
}

}  // namespace

OverlapLayout lay_out_overlap(const Relation& relation, const Measures& measures, Size room, double most_cell_pt) {
  const double cell_pt = largest_that_fits(least_cell_pt, most_cell_pt, 40, [&](double tried) {
    return fits_in(place(relation, measures, tried).size, room, 0);
  });
  return place(relation, measures, cell_pt);
}

}  // namespace convoscope

// Solves for one factor that scales all cells of a card, for both arrangements, and keeps the one with larger cells.
#include "figure/maps_layout.h"

#include <algorithm>

namespace convoscope {
namespace {

constexpr double title_baseline_pt = 28;
constexpr double label_baseline_pt = 51;
constexpr double grid_top_pt = 61;
constexpr double label_to_grid_pt = 10;
constexpr double column_gap_pt = 28;
constexpr double under_output_pt = 30;  // from the output to the kernel's label
constexpr double caption_step_pt = 22;
constexpr double first_caption_pt = 26;  // from a grid to the baseline under it
constexpr double bottom_pt = 20;
constexpr double most_spare_pt = 80;  // added between the two columns

struct Pitches {
  double expanded, output, kernel;
};

// Cells of larger outputs and kernels are smaller: they are to stay a side column.
Pitches pitches(const MapsExtents& e, const Measures& m, double factor) {
  const auto shrunk = [](double cell, double column, double least, std::int64_t count) {
    return std::max(std::min(cell, column / static_cast<double>(std::max<std::int64_t>(count, 1))), least);
  };
  const double column = m.output_cell_pt * 2.3;
  return {m.cell_pt * factor,
          shrunk(m.output_cell_pt, column, m.cell_pt * 0.75, std::max(e.output_rows, e.output_columns)) * factor,
          shrunk(m.kernel_cell_pt, m.kernel_cell_pt * 3, m.kernel_cell_pt * 0.75,
                 std::max(e.kernel_rows, e.kernel_columns)) *
              factor};
}

Size grid_size(std::int64_t rows, std::int64_t columns, double pitch, double gap) {
  return {std::max(static_cast<double>(columns) * pitch - gap, 0.0),
          std::max(static_cast<double>(rows) * pitch - gap, 0.0)};
}

Rect at(double x, double y, Size size) { return {x, y, size.width, size.height}; }

// Lays out for a fixed factor; a card larger than that keeps its edges.
MapsLayout place(const MapsExtents& e, const Measures& m, Size room, double factor, bool stacked) {
  const Pitches p = pitches(e, m, factor);
  const double gap = std::min(m.gap_pt, p.expanded * 0.12);
  const Size expanded = grid_size(e.expanded_rows, e.expanded_columns, p.expanded, gap);
  const Size output = grid_size(e.output_rows, e.output_columns, p.output, gap);
  const Size kernel = grid_size(e.kernel_rows, e.kernel_columns, p.kernel, gap);
  const bool has_kernel = e.kernel_rows > 0;

  MapsLayout layout;
  layout.factor = factor;
  layout.stacked = stacked;
  layout.title_y = title_baseline_pt;
  layout.label_y = label_baseline_pt;
  layout.expanded = at(0, grid_top_pt, expanded);
  double bottom = 0;
  if (stacked) {
    const double top = layout.expanded.bottom() + under_output_pt + label_to_grid_pt;
    layout.output = at(0, top, output);
    layout.kernel = at(std::max(output.width, e.side_label_pt) + column_gap_pt, top, kernel);
    const double right = has_kernel ? layout.kernel.x + std::max(kernel.width, e.side_label_pt)
                                    : std::max(output.width, e.side_label_pt);
    layout.size.width = std::max({expanded.width, right, room.width});
    layout.caption_y = std::max(layout.output.bottom(), layout.kernel.bottom()) + first_caption_pt;
    layout.caption_room_pt = layout.size.width;
    bottom = layout.caption_y + 2 * caption_step_pt + bottom_pt;
  } else {
    const double column = std::max({output.width, kernel.width, e.side_label_pt});
    layout.size.width = std::max(expanded.width + column_gap_pt + column, room.width);
    const double spare = layout.size.width - expanded.width - column_gap_pt - column;
    const double inset = std::max(spare - most_spare_pt, 0.0) / 2;
    layout.expanded.x = inset;
    const double x = layout.size.width - inset - column;
    layout.output = at(x, grid_top_pt, output);
    const double kernel_top = std::max(layout.output.bottom() + under_output_pt + label_to_grid_pt,
                                       layout.expanded.bottom() + 2 * caption_step_pt - kernel.height);
    layout.kernel = at(x, kernel_top, kernel);
    layout.caption_y = layout.expanded.bottom() + first_caption_pt;
    layout.caption_room_pt = x - inset - column_gap_pt / 2;
    bottom = layout.caption_y + 2 * caption_step_pt + bottom_pt;
    bottom = std::max(bottom, (has_kernel ? layout.kernel.bottom() : layout.output.bottom()) + bottom_pt + 2);
  }
  layout.size.height = std::max(bottom, room.height);
  layout.product_y = layout.caption_y + caption_step_pt;
  layout.step_y = layout.size.height - bottom_pt;
  return layout;
}

bool fits(const MapsLayout& layout, Size room) {
  constexpr double slack = 0.01;
  return (room.width <= 0 || layout.size.width <= room.width + slack) &&
         (room.height <= 0 || layout.size.height <= room.height + slack);
}

double largest_factor(const MapsExtents& e, const Measures& m, Size room, double most, bool stacked) {
  const auto good = [&](double factor) { return fits(place(e, m, {0, 0}, factor, stacked), room); };
  if (good(most)) return most;
  double low = 0;
  double high = most;
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (good(middle) ? low : high) = middle;
  }
  return low;
}

// Cells that vanish help nobody: a card smaller than its words keeps some, and its owner scales the whole.
constexpr double least_factor = 0.02;

struct Arrangement {
  double factor;
  bool stacked;
};

Arrangement arrange(const MapsExtents& extents, const Measures& measures, Size room, double most) {
  const double beside = largest_factor(extents, measures, room, most, false);
  const double below = largest_factor(extents, measures, room, most, true);
  const bool is_wide = extents.expanded_columns > 2 * extents.expanded_rows;
  const bool stacked = is_wide ? below >= beside : below > 1.3 * beside;
  return {std::max(stacked ? below : beside, least_factor), stacked};
}

}  // namespace

MapsLayout lay_out_maps(const MapsExtents& extents, const Measures& measures, Size room, double most) {
  const Arrangement chosen = arrange(extents, measures, room, most);
  return place(extents, measures, room, chosen.factor, chosen.stacked);
}

Size natural_maps_size(const MapsExtents& extents, const Measures& measures, Size room) {
  const Arrangement chosen = arrange(extents, measures, room, 1);
  return place(extents, measures, {0, 0}, chosen.factor, chosen.stacked).size;
}

}  // namespace convoscope

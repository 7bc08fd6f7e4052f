// Solves for one number that scales all cells of a card, for both arrangements, and keeps the one with larger cells.
#include "figure/maps/maps_layout.h"

#include <algorithm>

#include "figure/draw/fitting.h"

namespace convoscope {
namespace {

constexpr double label_baseline_pt = 51;
constexpr double grid_top_pt = 61;
constexpr double label_to_grid_pt = 10;
constexpr double column_gap_pt = 28;
constexpr double row_gap_pt = 18;       // between output and kernel of a stacked card
constexpr double under_output_pt = 30;  // from the output to the kernel's label
constexpr double caption_step_pt = 22;
constexpr double first_caption_pt = 26;  // from a grid to the baseline under it
constexpr double bottom_pt = 20;
constexpr double note_step_pt = 20;
constexpr double most_spare_pt = 80;  // added between the two columns

// A small grid beside a large one stays readable up to this size.
constexpr double kept_pt = 90;

struct Pitches {
  double expanded, output, kernel;
};

// One measure of all cells: up to 1 they grow to what their numbers need, small grids first; up to 2 from there to the theme's
// sizes; beyond 2 past those.
double pitch(const GridExtents& grid, double theme_pt, double fullness) {
  const double count = static_cast<double>(std::max<std::int64_t>(grid.longer(), 1));
  const double legible = std::min(grid.legible_pt, theme_pt * 1.5);
  if (fullness <= 1) return std::max(legible * fullness, std::min(legible, kept_pt / count));
  const double natural = std::max(theme_pt, legible);
  return fullness <= 2 ? legible + (fullness - 1) * (natural - legible) : natural * (fullness - 1);
}

Pitches pitches(const MapsExtents& e, const Measures& m, double fullness) {
  // Cells of larger outputs and kernels are smaller: they are to stay a side column.
  const auto shrunk = [](double cell, double column, double least, const GridExtents& grid) {
    return std::max(std::min(cell, column / static_cast<double>(std::max<std::int64_t>(grid.longer(), 1))), least);
  };
  return {pitch(e.expanded, m.cell_pt, fullness),
          pitch(e.output, shrunk(m.output_cell_pt, m.output_cell_pt * 2.3, m.cell_pt * 0.9, e.output), fullness),
          pitch(e.kernel, shrunk(m.kernel_cell_pt, m.kernel_cell_pt * 3, m.kernel_cell_pt * 0.75, e.kernel), fullness)};
}

Size grid_size(const GridExtents& grid, double pitch, double gap) {
  return {std::max(static_cast<double>(grid.columns) * pitch - gap, 0.0),
          std::max(static_cast<double>(grid.rows) * pitch - gap, 0.0)};
}

Rect at(double x, double y, Size size) { return {x, y, size.width, size.height}; }

// Lays out for a fixed factor; a card larger than that keeps its edges.
MapsLayout place(const MapsExtents& e, const Measures& m, Size room, double fullness, bool stacked) {
  const Pitches p = pitches(e, m, fullness);
  const Size expanded = grid_size(e.expanded, p.expanded, m.gap_pt);
  const Size output = grid_size(e.output, p.output, m.gap_pt);
  const Size kernel = grid_size(e.kernel, p.kernel, m.gap_pt);
  const bool has_kernel = e.kernel.rows > 0;
  const double label_gap_pt = e.has_words ? label_to_grid_pt : 0;
  const double to_caption_pt = e.has_words ? first_caption_pt : 0;
  const double captions_pt = e.has_words ? 2 * caption_step_pt : 0;

  MapsLayout layout;
  layout.growth = std::max(fullness - 1, 1.0);
  layout.stacked = stacked;
  layout.label_y = label_baseline_pt;
  layout.expanded = at(0, grid_top_pt, expanded);
  double bottom = 0;
  if (stacked) {
    // Labels stand at the left, out of the way of the line from the window down to its output cell.
    const double x = e.side_label_pt + label_gap_pt;
    const double output_top = layout.expanded.bottom() + (e.has_words ? under_output_pt : row_gap_pt);
    layout.output = at(x, output_top, output);
    layout.kernel = at(x, layout.output.bottom() + (has_kernel ? row_gap_pt : 0), kernel);
    const double half_text = m.label_pt * 0.36;
    layout.output_label = {0, output_top + (p.output - m.gap_pt) / 2 + half_text};
    layout.kernel_label = {0, layout.kernel.y + (p.kernel - m.gap_pt) / 2 + half_text};
    layout.output_label_room_pt = e.side_label_pt;
    layout.size.width = std::max({expanded.width, x + output.width, x + kernel.width, room.width});
    layout.caption_y = std::max(layout.kernel.bottom(), layout.kernel_label.y) + to_caption_pt;
    layout.caption_room_pt = layout.size.width;
    bottom = layout.caption_y + captions_pt + bottom_pt;
  } else {
    const double column = std::max({output.width, kernel.width, e.side_label_pt});
    const double left = std::max(expanded.width, std::min(e.words_pt, room.width - column_gap_pt - column));
    layout.size.width = std::max(left + column_gap_pt + column, room.width);
    const double spare = layout.size.width - left - column_gap_pt - column;
    const double inset = std::max(spare - most_spare_pt, 0.0) / 2;
    layout.expanded.x = inset;
    const double x = layout.size.width - inset - column;
    layout.output = at(x, grid_top_pt, output);
    // Without a kernel its label shares the caption's line.
    const double beside_captions = has_kernel ? captions_pt - kernel.height : to_caption_pt + label_gap_pt;
    const double under_pt = e.has_words ? under_output_pt + label_gap_pt : row_gap_pt;
    const double kernel_top = std::max(layout.output.bottom() + under_pt, layout.expanded.bottom() + beside_captions);
    layout.kernel = at(x, kernel_top, kernel);
    layout.output_label = {x, layout.output.y - label_to_grid_pt};
    layout.kernel_label = {x, layout.kernel.y - label_to_grid_pt};
    layout.output_label_room_pt = column;
    layout.caption_y = layout.expanded.bottom() + to_caption_pt;
    layout.caption_room_pt = x - inset - column_gap_pt / 2;
    bottom = layout.caption_y + captions_pt + bottom_pt;
    bottom = std::max(bottom, layout.kernel.bottom() + bottom_pt + 2);
  }
  const double notes_pt = e.notes * note_step_pt;
  bottom += notes_pt;
  layout.size.height = std::max(bottom, room.height);
  layout.product_y = layout.caption_y + caption_step_pt;
  layout.note_step_pt = note_step_pt;
  layout.step_y = layout.size.height - bottom_pt - notes_pt;
  layout.notes_y = layout.step_y + note_step_pt;
  // The kernel's last rows may stand beside the step's line.
  layout.step_room_pt = (stacked ? layout.size.width : layout.kernel.x - column_gap_pt / 2) - layout.expanded.x;
  return layout;
}

double largest_fullness(const MapsExtents& e, const Measures& m, Size room, double most, bool stacked) {
  return largest_that_fits(0, most, 40, [&](double fullness) {
    return fits_in(place(e, m, {0, 0}, fullness, stacked).size, room);
  });
}

// Maps that vanish help nobody: a card smaller than its words keeps some, and its owner scales the whole.
double least_fullness(const MapsExtents& e) {
  constexpr double least_map_pt = 24;
  const double full_pt = static_cast<double>(std::max<std::int64_t>(e.expanded.longer(), 1)) * e.expanded.legible_pt;
  return std::min(0.02, least_map_pt / std::max(full_pt, 1.0));
}

struct Arrangement {
  double fullness;
  bool stacked;
};

Arrangement arrange(const MapsExtents& extents, const Measures& measures, Size room, double most_growth) {
  const double beside = largest_fullness(extents, measures, room, 2, false);
  const double below = largest_fullness(extents, measures, room, 2, true);
  const bool is_wide = extents.expanded.columns > 2 * extents.expanded.rows;
  const bool stacked = is_wide ? below >= beside : below > beside + 0.3;
  const double fullness = largest_fullness(extents, measures, room, most_growth + 1, stacked);
  return {std::max(fullness, least_fullness(extents)), stacked};
}

}  // namespace

MapsLayout lay_out_maps(const MapsExtents& extents, const Measures& measures, Size room, double most_growth) {
  const Arrangement chosen = arrange(extents, measures, room, most_growth);
  return place(extents, measures, room, chosen.fullness, chosen.stacked);
}

Size natural_maps_size(const MapsExtents& extents, const Measures& measures, Size room) {
  const Arrangement chosen = arrange(extents, measures, room, 1);
  const MapsLayout layout = place(extents, measures, {0, 0}, chosen.fullness, chosen.stacked);
  const double beside = layout.stacked ? 0 : column_gap_pt + layout.output_label_room_pt;
  return {std::max({layout.size.width, extents.header_pt, extents.words_pt + beside}), layout.size.height};
}

}  // namespace convoscope

// One decision for the whole list, so that its columns stay columns.
#include "gui/cell/term_layout.h"

#include <algorithm>

namespace convoscope {
namespace {

constexpr double side_by_side_pt = 24;
constexpr double stacked_pt = 42;
constexpr std::size_t least_shown = 4;
constexpr std::size_t most_shown = 12;

}  // namespace

TermLayout lay_out_terms(double widest_symbols, double widest_numbers, double room, std::size_t count,
                         double available) {
  TermLayout layout;
  layout.is_stacked = widest_symbols + term_gap_pt + widest_numbers > room;
  layout.row_pt = layout.is_stacked ? stacked_pt : side_by_side_pt;
  const auto fitting = static_cast<std::size_t>(std::max(0.0, available) / layout.row_pt);
  layout.shown = std::min(count, std::clamp(fitting, least_shown, most_shown));
  return layout;
}

double scroll_to_show(const TermLayout& layout, std::size_t count, std::size_t row, double now_pt) {
  const double top = layout.row_pt * static_cast<double>(row);
  const double most = layout.row_pt * static_cast<double>(count) - layout.height_pt();
  if (top >= now_pt && top + layout.row_pt <= now_pt + layout.height_pt()) return now_pt;
  return std::clamp(top - (layout.height_pt() - layout.row_pt) / 2, 0.0, std::max(0.0, most));
}

}  // namespace convoscope

// The plan of the list of terms: whether symbols and numbers stand side by side, and how much of the list shows at once.
// Knows no widget; all lengths in points.
#pragma once

#include <cstddef>

namespace convoscope {

struct TermLayout {
  bool is_stacked = false;  ///< the numbers stand below their symbols
  double row_pt = 0;
  std::size_t shown = 0;  ///< rows before the list scrolls

  double height_pt() const { return row_pt * static_cast<double>(shown); }
};

/// The least distance between the columns.
inline constexpr double term_gap_pt = 16;

/// `widest_symbols` and `widest_numbers` in a list of `count` terms, `room` across; `available` down for the list.
TermLayout lay_out_terms(double widest_symbols, double widest_numbers, double room, std::size_t count,
                         double available);

/// Where a list of `count` rows is scrolled to so that `row` shows, from where it is now; unmoved while it shows already.
double scroll_to_show(const TermLayout& layout, std::size_t count, std::size_t row, double now_pt);

}  // namespace convoscope

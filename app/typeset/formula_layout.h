// Formulas laid out: fractions, scripts, sums with their limits, growing brackets. Knows no page.
#pragma once

#include <vector>

#include "figure/draw/fonts.h"
#include "figure/figure.h"
#include "lesson/formula.h"

namespace convoscope {

/// Something set on a baseline: its items stand at the origin, the baseline's left end.
struct SetFormula {
  double width = 0;
  double ascent = 0;   ///< above the baseline
  double descent = 0;  ///< below it
  std::vector<Item> items;
};

/// `style`: of its symbols; variables are slanted. A displayed formula has the limits of its sums above and below them.
SetFormula set_formula(const Formula& formula, const TextStyle& style, bool is_displayed, const FontMetrics& fonts);

}  // namespace convoscope

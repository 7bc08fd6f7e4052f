// A line ends at the lightest break that fits, not at the last one.
#include "gui/widgets/text_wrap.h"

#include <optional>

namespace convoscope {
namespace {

/// A space at which a formula may break, and what that costs the reader.
struct FormulaBreak {
  std::size_t at = 0;
  int cost = 0;
};

/// Each level of brackets costs more than any operator. The first "=" says what is computed: it stays with what follows.
std::vector<FormulaBreak> formula_breaks(std::string_view formula) {
  constexpr int bracket_cost = 10;
  std::vector<FormulaBreak> breaks;
  int depth = 0;
  bool has_equals = false;
  for (std::size_t i = 0; i < formula.size(); ++i) {
    const std::string_view rest = formula.substr(i);
    if (rest.starts_with('(') || rest.starts_with("⌊") || rest.starts_with('[')) ++depth;
    if (rest.starts_with(')') || rest.starts_with("⌋") || rest.starts_with(']')) --depth;
    if (rest.front() != ' ') continue;
    const std::string_view next = rest.substr(1);
    // An operator ends its line never: the break is before it.
    const bool is_equals = next.starts_with("= ");
    const bool is_sum = next.starts_with("+ ") || next.starts_with("− ");
    const bool is_product = next.starts_with("· ") || next.starts_with("/ ") || next.starts_with("→ ");
    if (!is_equals && !is_sum && !is_product) continue;
    int cost = depth * bracket_cost + (is_equals ? 0 : is_sum ? 1 : 2);
    if (is_equals && !has_equals && i < 4) cost = 2 * bracket_cost;
    has_equals = has_equals || is_equals;
    breaks.push_back({i, cost});
  }
  return breaks;
}

}  // namespace

std::vector<std::string_view> wrap_formula(const WidthOf& width_of, std::string_view formula, double max_width) {
  std::vector<std::string_view> lines;
  const std::vector<FormulaBreak> breaks = formula_breaks(formula);
  std::size_t start = 0;
  while (width_of(formula.substr(start)) > max_width) {
    std::optional<FormulaBreak> best;
    for (const FormulaBreak& candidate : breaks) {
      if (candidate.at <= start) continue;
      const bool fits = width_of(formula.substr(start, candidate.at - start)) <= max_width;
      // Where not even the first piece fits it stands alone.
      if (!fits && best) break;
      if (!best || candidate.cost <= best->cost) best = candidate;
      if (!fits) break;
    }
    if (!best) break;
    lines.push_back(formula.substr(start, best->at - start));
    start = best->at + 1;
  }
  lines.push_back(formula.substr(start));
  return lines;
}

}  // namespace convoscope

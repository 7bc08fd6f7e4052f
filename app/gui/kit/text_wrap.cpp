// Greedy filling of lines; a formula's line ends at the lightest break that fits, not at the last one.
#include "gui/kit/text_wrap.h"

#include <algorithm>
#include <optional>

#include "gui/kit/type_set.h"

namespace convoscope {
namespace {

bool breaks_anywhere(char32_t c) { return c >= 0x2E80 && c < 0xD800; }
/// Chinese punctuation that may not begin a line.
bool sticks_to_previous(char32_t c) {
  return c == U'\u3002' || c == U'\uFF0C' || c == U'\u3001' || c == U'\uFF1A' || c == U'\uFF1B' || c == U'\uFF09' ||
         c == U'\uFF01' || c == U'\uFF1F' || c == U'\u201D';
}

std::size_t byte_count(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

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

std::vector<std::string_view> wrap_text(const WidthOf& width_of, std::string_view text, double max_width) {
  std::vector<std::string_view> lines;
  std::size_t start = 0;
  std::size_t position = 0;
  std::size_t break_end = 0;   // where the line may end
  std::size_t break_next = 0;  // where the next line then begins
  char32_t previous = 0;
  for (const char32_t c : characters(text)) {
    if (c == U'\n') {
      lines.push_back(text.substr(start, position - start));
      start = break_end = break_next = position + 1;
    } else if (c == U' ') {
      break_end = position;
      break_next = position + 1;
    } else if (position > start && !sticks_to_previous(c) && (breaks_anywhere(c) || breaks_anywhere(previous)) &&
               previous != U' ') {
      break_end = break_next = position;
    }
    position += c == U'\uFFFD' ? 1 : byte_count(c);
    const bool too_wide = c != U' ' && width_of(text.substr(start, position - start)) > max_width;
    if (too_wide && break_end > start) {
      lines.push_back(text.substr(start, break_end - start));
      start = break_next;
      break_end = start;
    }
    previous = c;
  }
  lines.push_back(text.substr(std::min(start, text.size())));
  return lines;
}

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

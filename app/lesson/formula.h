// Formulas as trees: the small part of TeX's spelling that lessons use. Knows no fonts and no points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/message.h"

namespace convoscope {

struct Formula {
  enum class Kind : std::uint8_t {
    row,       ///< its parts, one after the other
    variable,  ///< a letter, slanted
    symbol,    ///< a number, an operator, a bracket, upright
    words,     ///< \text{...}
    fraction,  ///< numerator, denominator
    scripts,   ///< base, subscript, superscript; those that are not there are empty rows. Of a sum they are its limits
    floor,     ///< one part between growing brackets
    ceiling,
    hat,  ///< one part
  };
  Kind kind = Kind::row;
  std::string text{};
  std::vector<Formula> parts{};
  bool operator==(const Formula&) const = default;
  bool is_nothing() const { return kind == Kind::row && parts.empty(); }
};

inline constexpr std::size_t most_formula_bytes = 500;
inline constexpr int most_formula_depth = 16;

/// What is wrong in a text, and at which byte of it.
struct FormulaMistake {
  std::size_t offset = 0;
  Message what;
};

/// Reads "\lfloor \frac{n + 2p - K}{s} \rfloor + 1"; nothing, and a mistake, where something else stands there. Commands that
/// there are: frac, hat, text, lfloor, rfloor, lceil, rceil, sum, cdot, times, le, ge, ne, to, ldots, partial.
std::optional<Formula> parse_formula(std::string_view text, FormulaMistake& mistake);

/// How a formula in one line tells what is lowered and raised.
struct LineMarks {
  std::string_view lower = "_";
  std::string_view lower_end;  ///< where both ends are empty, what is more than one thing stands in brackets
  std::string_view upper = "^";
  std::string_view upper_end;
  std::string (*escaped)(std::string_view text) = nullptr;  ///< each text of the formula; null: as it is
};
std::string in_line(const Formula& formula, const LineMarks& marks);

/// In one line, for those who read or hear a formula as text: "⌊(n + 2p − K) / s⌋ + 1".
inline std::string spoken(const Formula& formula) { return in_line(formula, {}); }

}  // namespace convoscope

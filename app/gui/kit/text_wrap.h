// Where a text that is too wide for its place breaks. Words break at spaces (U+00A0 holds them together) and Chinese
// anywhere; formulas break before an operator, outside of brackets if that can be had, and never inside a number.
// Knows no font: whoever asks says how wide a text is.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace convoscope {

using WidthOf = std::function<double(std::string_view)>;

/// The lines of `text`, each at most `max_width` wide unless a single word is wider.
std::vector<std::string_view> wrap_text(const WidthOf& width_of, std::string_view text, double max_width);
std::vector<std::string_view> wrap_formula(const WidthOf& width_of, std::string_view formula, double max_width);

}  // namespace convoscope

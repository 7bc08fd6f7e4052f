// Where sentences that are too wide for their place break: at spaces (U+00A0 holds words together) and between Chinese characters, but
// before no sign that closes. Knows no font: whoever asks says how wide a text is.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace convoscope {

using WidthOf = std::function<double(std::string_view)>;

/// The lines of `text`, filled one after the other, each at most `max_width` wide unless a single word is wider; a line feed ends its
/// line. At least one line.
std::vector<std::string_view> wrap_text(const WidthOf& width_of, std::string_view text, double max_width);

}  // namespace convoscope

// Bits of XML that SVG and HTML share: escaping, short numbers, colours. Knows no figure's layout.
#pragma once

#include <string>
#include <string_view>

#include "figure/figure.h"

namespace convoscope {

/// Text for element content or a double-quoted attribute. Characters that XML 1.0 forbids and broken UTF-8 are dropped.
std::string xml_escaped(std::string_view text);

/// Rounded to that many decimals, without trailing zeros: "12", "0.5", "-3.25".
std::string short_number(double value, int decimals = 2);

/// "#rrggbb"; the alpha is said apart.
std::string hex_color(Color color);

}  // namespace convoscope

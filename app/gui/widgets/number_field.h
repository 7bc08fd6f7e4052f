// Numbers as they are typed into fields: "3", "3x4", "1,0,1,1", "-0.5".
// Knows no widget.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace convoscope {

/// Whole numbers set apart by x, ×, *, commas or blanks. Nothing for anything else, for none, or for one that is too
/// large for 64 bits.
std::optional<std::vector<std::int64_t>> parse_sizes(std::string_view text);
/// One finite number, without the locale.
std::optional<float> parse_value(std::string_view text);
std::optional<double> parse_number(std::string_view text);

}  // namespace convoscope

// The themes that pictures can have: the files of assets/themes, by their names.
#pragma once

#include <array>
#include <string_view>

namespace convoscope {

inline constexpr std::array<std::string_view, 6> theme_names{"light", "dark",          "classic",
                                                             "print", "high-contrast", "color-blind-safe"};

}  // namespace convoscope

// A theme's colours with their names, for files that say colours by what they are for.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "figure/draw/theme.h"

namespace convoscope {

/// Each colour and its token: "fine", "on_fine"; "edge_1" and so on for connections.
std::vector<std::pair<Color, std::string>> named_colors(const Theme& theme);

}  // namespace convoscope

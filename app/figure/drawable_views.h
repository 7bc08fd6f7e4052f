// Which views there are layouts for: those that menus offer and --view accepts.
#pragma once

#include <array>

#include "document/scene.h"

namespace convoscope {

inline constexpr std::array drawable_views{View::maps, View::connections};

}  // namespace convoscope

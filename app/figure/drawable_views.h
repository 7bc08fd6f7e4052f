// Which views there are layouts for: those that menus offer and --view accepts.
#pragma once

#include <algorithm>
#include <array>

#include "document/scene.h"

namespace convoscope {

inline constexpr std::array drawable_views{View::maps,     View::connections, View::stack,  View::matrix,
                                           View::lockstep, View::crop,        View::overlap};

inline bool is_drawable(View view) {
  return std::find(drawable_views.begin(), drawable_views.end(), view) != drawable_views.end();
}

}  // namespace convoscope

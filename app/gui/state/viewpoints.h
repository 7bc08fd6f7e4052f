// Where the stack can be seen from, as commands offer it.
// Knows no widget.
#pragma once

#include <cstddef>

#include "gui/state/app_state.h"

namespace convoscope {

/// The one that a scene begins with, then figure/camera.h's presets.
Camera viewpoint(std::size_t index);
bool is_seen_from(const AppState& app, std::size_t index);
void see_from(AppState& app, std::size_t index);

}  // namespace convoscope

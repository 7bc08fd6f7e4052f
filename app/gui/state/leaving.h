// What Escape leaves, the topmost first, and how the window is closed.
// Knows no widget.
#pragma once

#include "gui/state/app_state.h"

namespace convoscope {

/// Closes the window, or asks first where changes would be lost or a file is being written.
void close_window(AppState& app);

/// The question about unsaved changes is closed, and none of them is given up.
void keep_scene(AppState& app);

bool has_something_to_leave(const AppState& app);
void leave(AppState& app);

}  // namespace convoscope

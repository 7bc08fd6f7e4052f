// The scene as a link: copied for others, and opened from one.
// Knows no widget.
#pragma once

#include <string>

#include "gui/state/app_state.h"

namespace convoscope {

/// Puts the link to what is shown on the clipboard, or says why there is none.
void copy_link(AppState& app);
/// Opens the scene of a link in place of the present one, as `open_recovered` does. `again` is done once more where changes would be
/// lost and the user lets them go.
void open_link(AppState& app, const std::string& text, Action again);

}  // namespace convoscope

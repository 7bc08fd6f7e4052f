// The window's state as one line of JSON: how a test that presses real keys sees what they did.
// Knows no widget.
#pragma once

#include <string>

#include "gui/panels/frame.h"

namespace convoscope {

/// `{"step": 5, "steps": 9, "pin": "transposed.fine[1,1]", ...}`; steps counted from 1, the canvas and the bar of
/// a lesson's pages in points, padding at the top,
/// right, bottom, left. `role_swap` is below 0 while both operations' connections are shown.
std::string report_state(const AppState& app, const FrameLayout& layout);

}  // namespace convoscope

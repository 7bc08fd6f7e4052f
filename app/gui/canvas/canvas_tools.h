// The buttons on the card under the mouse: this view alone and back, the stack's viewpoints, the connections' roles.
// Knows no drawing of figures.
#pragma once

#include "gui/panels/panels.h"

namespace convoscope {

/// Within the canvas's panel. `canvas` is the region that shows `picture`, in the window's points.
void draw_canvas_tools(const PanelInputs& in, const Rect& canvas, const Figure& picture);

}  // namespace convoscope

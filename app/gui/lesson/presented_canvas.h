// What lies over a presented page: the pointer and the pen, and the field for a count of hands.
#pragma once

#include "gui/panels/panels.h"

namespace convoscope {

/// While presenting: the pointer follows the mouse, and a pen draws while the button is held (`touched`: of the canvas). Whether the
/// mouse is the pen's alone.
bool use_ink(const PanelInputs& in, const Touch& touched);
void draw_ink(const PanelInputs& in);
/// The field for a count of hands, while it is typed.
void draw_hands(const PanelInputs& in, const Rect& canvas);

}  // namespace convoscope

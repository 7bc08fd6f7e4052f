// What the mouse does to the picture: hovering, clicks, the wheel, and what a held button drags.
// Knows no layout of the window.
#pragma once

#include "gui/panels/panels.h"

namespace convoscope {

/// `touched`: what the mouse does with the canvas, whose region is `canvas` in the window's points; `picture` is shown there.
void use_mouse(const PanelInputs& in, const Rect& canvas, const Figure& picture, const Touch& touched);

}  // namespace convoscope

// One frame: where each region stands for a window of this size, and all of them drawn.
// Knows no GLFW and no OpenGL.
#pragma once

#include "gui/panels/panels.h"

namespace convoscope {

struct FrameLayout {
  Rect header;
  Rect layer;  ///< width 0: folded away
  Rect canvas;
  Rect cell;  ///< width 0: folded away
  Rect timeline;
};

/// Regions of a window of `window` points; notes in `ui` which panels are shown.
FrameLayout lay_out(UiState& ui, Size window);

/// Draws every region and the open dialog. `picture` stands in `layout.canvas`.
void draw_frame(const PanelInputs& in, const FrameLayout& layout, const Figure& picture);

}  // namespace convoscope

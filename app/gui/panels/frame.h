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
  Rect pages{};    ///< of an open lesson: below its panel
  Rect aside{};    ///< where a wrong answer is drawn beside the right one; width 0: in the lesson's panel
  Rect details{};  ///< of a model, below its strip; height 0: none
};

/// Regions of a window of `window` points; notes in `ui` which panels are shown.
FrameLayout lay_out(UiState& ui, Size window);

/// Draws every region and the open dialog. `picture` stands in `layout.canvas`.
void draw_frame(const PanelInputs& in, const FrameLayout& layout, const Figure& picture);

}  // namespace convoscope

// The open lesson in the window: its page in the layer panel's place, and the way through its pages.
#pragma once

#include "gui/panels/panels.h"

namespace convoscope {

/// From the edges of what a lesson shows to what stands in it.
inline constexpr double lesson_margin_pt = 24;

/// The page: prose up to where the reader stands, scenes to go back to, questions. `has_aside`: a wrong answer is drawn there.
void draw_lesson(const PanelInputs& in, const Rect& rect, bool has_aside);
/// Page before, page after, and where the page is among them.
void draw_lesson_pages(const PanelInputs& in, const Rect& rect);

}  // namespace convoscope

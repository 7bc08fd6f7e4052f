// The open lesson in the window: its page in the layer panel's place, the way through its pages, what was answered wrong.
#pragma once

#include "gui/panels/panels.h"

namespace convoscope {

/// The page: prose up to where the reader stands, scenes to go back to, questions. `has_aside`: a wrong answer is drawn there.
void draw_lesson(const PanelInputs& in, const Rect& rect, bool has_aside);
/// Page before, page after, and where the page is among them.
void draw_lesson_pages(const PanelInputs& in, const Rect& rect);

/// How wide windows show a wrong answer beside the right one.
void draw_answer_aside(const PanelInputs& in, const Rect& rect);
bool has_answer_aside(const UiState& ui);

/// On the canvas: the cell that the question is about, and those clicked for an answer.
void draw_picked_cells(const PanelInputs& in, const Rect& canvas, const Figure& picture);

}  // namespace convoscope

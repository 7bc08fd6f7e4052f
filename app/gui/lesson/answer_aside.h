// What was answered, drawn: a wrong answer beside the right one, and the cells that are being clicked.
#pragma once

#include "gui/panels/panels.h"

namespace convoscope {

/// Wrong above right, from `origin` down; answers where they end.
double draw_answers(const PanelInputs& in, Point origin, double room_pt);

/// How wide windows show a wrong answer beside the right one.
void draw_answer_aside(const PanelInputs& in, const Rect& rect);
bool has_answer_aside(const UiState& ui);

/// On the canvas: the cell that the question is about, and those clicked for an answer.
void draw_picked_cells(const PanelInputs& in, const Rect& canvas, const Figure& picture);

}  // namespace convoscope

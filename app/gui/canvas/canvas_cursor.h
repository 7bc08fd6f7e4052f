// The keyboard's way over the picture: a cursor on one of its cells, which lights what the mouse would light there.
#pragma once

#include "gui/panels/panels.h"

namespace convoscope {

/// While the canvas has the keyboard: the arrows move the cursor, Enter pins its cell, and once more types its value. After `use_mouse`.
void use_cursor(const PanelInputs& in, const Rect& canvas, const Figure& picture);

/// The cell that is next in a direction (-1, 0 or 1 each): the nearest straight ahead, else the one that is least aside. Cells are what
/// can be pinned, connections apart. Nothing where there is none.
std::optional<CellCursor> next_cell(const Figure& picture, const Evaluation& evaluation, const CellCursor& from,
                                    int right, int down);

}  // namespace convoscope

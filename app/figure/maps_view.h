// The maps view: one operation's padded or zero-inserted input, kernel and output as grids with numbers, the window of the
// current step between them.
#pragma once

#include "figure/compose.h"
#include "figure/layout.h"

namespace convoscope {

/// The size that a card for `side` wants: content (without the padding at its sides) by the card's height. The cells are
/// as large as the theme says, smaller where that would not fit into `room` (the same two lengths; 0: no limit).
Size maps_size(const PictureInputs& inputs, Side side, Size room);

/// Draws the card's content with its top left corner (left end of the title, top edge of the card) at `origin`, in a card of
/// `size` (content by card height).
void draw_maps(Sheet& sheet, const PictureInputs& inputs, Side side, Point origin, Size size);

}  // namespace convoscope

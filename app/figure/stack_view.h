// The stack view: one operation's maps as tilted planes, the padded or zero-inserted input below, the output above, the window's
// pyramid between them.
#pragma once

#include "figure/compose.h"
#include "figure/layout.h"

namespace convoscope {

/// The size that a card for `side` wants within `room` (a direction of 0: no limit): content (without the padding at its sides)
/// by the card's height.
Size stack_size(const PictureInputs& inputs, Side side, Size room);

/// Draws the card's content with its top left corner (left end of the title, top edge of the card) at `origin`, in a card of
/// `size` (content by card height). Planes shrink to fit; nothing is cut off.
void draw_stack(Sheet& sheet, const PictureInputs& inputs, Side side, Point origin, Size size);

}  // namespace convoscope

// The lock-step view: the transposed convolution by zero insertion, by scatter, as a matrix and as the ordinary convolution's
// backward pass, one connection lit in all four.
#pragma once

#include "figure/compose.h"
#include "figure/layout.h"

namespace convoscope {

/// The size that the card wants within `room` (a direction of 0: no limit): content (without the padding at its sides) by the
/// card's height.
Size lockstep_size(const PictureInputs& inputs, Size room);

/// Draws the card's content with its top left corner (left end of the title, top edge of the card) at `origin`, in a card of
/// `size` (content by card height). Cells are tagged as in the other views, the backward pass as the convolution's.
void draw_lockstep(Sheet& sheet, const PictureInputs& inputs, Point origin, Size size);

}  // namespace convoscope

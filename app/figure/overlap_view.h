// The overlap view: how many stamps of the transposed convolution reach each output cell, and how kernels of other sizes would
// share the cells out at this stride.
#pragma once

#include "figure/compose.h"
#include "figure/layout.h"

namespace convoscope {

/// The size that the card wants within `room` (a direction of 0: no limit): content (without the padding at its sides) by the
/// card's height.
Size overlap_size(const PictureInputs& inputs, Size room);

/// Draws the card's content with its top left corner (left end of the title, top edge of the card) at `origin`, in a card of
/// `size` (content by card height). Output cells are tagged as the transposed convolution's.
void draw_overlap(Sheet& sheet, const PictureInputs& inputs, Point origin, Size size);

}  // namespace convoscope

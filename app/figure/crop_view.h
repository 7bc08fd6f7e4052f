// The crop view: all that the transposed convolution's stamps make, and the frame that padding and output padding leave of it.
#pragma once

#include "figure/compose.h"
#include "figure/layout.h"

namespace convoscope {

/// The size that the card wants within `room` (a direction of 0: no limit): content (without the padding at its sides) by the
/// card's height.
Size crop_size(const PictureInputs& inputs, Size room);

/// Draws the card's content with its top left corner (left end of the title, top edge of the card) at `origin`, in a card of
/// `size` (content by card height). The frame's edges are tagged Part::frame and wide enough to be taken hold of; cells within it
/// are the transposed convolution's output.
void draw_crop(Sheet& sheet, const PictureInputs& inputs, Point origin, Size size);

}  // namespace convoscope

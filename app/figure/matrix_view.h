// The matrix view: C and its transpose, entries coloured by kernel element, the vectors that they multiply beside them; as a whole
// with an enlarged part where they are too large to be read.
#pragma once

#include "figure/compose.h"
#include "figure/layout.h"

namespace convoscope {

/// The size that the card wants within `room` (a direction of 0: no limit): content (without the padding at its sides) by the
/// card's height.
Size matrix_size(const PictureInputs& inputs, Size room);

/// Draws the card's content with its top left corner (left end of the title, top edge of the card) at `origin`, in a card of
/// `size` (content by card height). Entries are tagged Part::matrix: row = flattened coarse cell, column = flattened fine cell.
void draw_matrix(Sheet& sheet, const PictureInputs& inputs, Point origin, Size size);

}  // namespace convoscope

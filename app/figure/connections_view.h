// The connections view: both operations' graph of the same edges, arrows reversed between them; the selection strong and
// labelled, the rest a whisper.
#pragma once

#include "figure/compose.h"
#include "figure/layout.h"

namespace convoscope {

/// The size that the card wants: content (without the padding at its sides) by the card's height. `room_pt` is the width at hand (0:
/// no limit): it decides whether the two directions stand side by side.
Size connections_size(const PictureInputs& inputs, double room_pt);

/// Draws the card's content, its top left corner (left end of the title, top edge of the card) at `origin`.
void draw_connections(Sheet& sheet, const PictureInputs& inputs, Point origin, Size size);

}  // namespace convoscope

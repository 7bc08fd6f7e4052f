// One operation's card of maps. Within this folder only.
#pragma once

#include "figure/draw/pen.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// What all channels in small may take of a card's height.
inline constexpr double most_strip_share = 0.35;

/// With its content's left end at `origin`, its top edge there; `size` as the view's row says.
void paint_maps(Pen& pen, const PictureInputs& inputs, Side side, Point origin, Size size);

}  // namespace convoscope

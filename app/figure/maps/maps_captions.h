// What a card of maps says under its input: how the window moves, what the multiplication adds, which step it is.
#pragma once

#include "figure/draw/pen.h"
#include "figure/maps/maps_layout.h"
#include "figure/picture_inputs.h"
#include "figure/state/maps_state.h"

namespace convoscope {

/// `origin` is the content's left end at the card's top edge. Words wider than their room break where another line has room, or say
/// less.
void draw_captions(Pen& pen, const PictureInputs& inputs, const MapsState& state, const MapsLayout& layout,
                   Point origin);

}  // namespace convoscope

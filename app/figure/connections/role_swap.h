// The ordinary convolution's graph becoming the transposed one's: the edges stay, the arrows turn, the roles change hands.
#pragma once

#include "figure/draw/pen.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// Whether the connections are shown so: asked for, and there are two operations to go between.
bool swaps_roles(const PictureInputs& inputs);

/// Draws the card's content as it is at motion.role_swap, its top left corner at `origin`: one graph, as large as `size` lets it be.
void draw_role_swap(Pen& pen, const PictureInputs& inputs, Point origin, Size size);

}  // namespace convoscope

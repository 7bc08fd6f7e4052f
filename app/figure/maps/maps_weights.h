// The cells under the window with the weights that meet them, as in conv_arithmetic's numerical figures.
#pragma once

#include <span>

#include "figure/draw/map_part.h"
#include "figure/draw/pen.h"
#include "figure/picture_inputs.h"
#include "figure/state/maps_state.h"

namespace convoscope {

/// Whether they are to be drawn: asked for, of a layer that has weights, and while the window stands still.
bool shows_weights(const PictureInputs& inputs, const MapsState& state);

/// In each shown cell that the window reads its number, and small at the lower right the weight. `grid` is the input's, of the cells
/// in `part`; `array` holds all of them, `styles` are the looks of its classes under the window's tint, numbers at most as large as
/// there.
void draw_weights(Pen& pen, const MapsState& state, const Grid& grid, const MapArray& array, const MapPart& part,
                  std::span<const CellStyle> styles);

}  // namespace convoscope

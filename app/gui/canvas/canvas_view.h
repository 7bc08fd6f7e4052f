// Where the picture stands in the canvas: zoom and pan, there and back.
// Knows no widget.
#pragma once

#include "figure/figure.h"
#include "gui/state/ui_state.h"

namespace convoscope {

inline constexpr double least_zoom = 0.2;
inline constexpr double most_zoom = 1200;  ///< cells of a map of 4096 x 4096 get some 60 pixels

/// From the window's points to the picture's, and back; `canvas` is the region in the window's points.
Point to_picture(const UiState& ui, const Rect& canvas, Point point);
Rect to_screen(const UiState& ui, const Rect& canvas, const Rect& rect);
/// The card that stands at `point` of the window; null between the cards and outside the canvas.
const CardPlace* card_under(const UiState& ui, const Rect& canvas, const Figure& picture, Point point);
/// Enlarges by `factor` so that `still` (window points) stays where it is, within the limits.
void zoom_at(UiState& ui, const Rect& canvas, Point still, double factor);
/// Moves the picture back where it would leave the canvas altogether.
void keep_in_sight(UiState& ui, const Rect& canvas);

}  // namespace convoscope

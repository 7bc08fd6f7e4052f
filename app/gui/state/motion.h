// What moves on the canvas by itself: the roles changing hands, the window gliding from step to step.
// Knows no widget.
#pragma once

#include "figure/compose.h"
#include "gui/state/app_state.h"

namespace convoscope {

/// Where the picture lies now.
Motion motion_of(const AppState& app);
/// Whether the connections are shown with two operations to go between.
bool can_swap_roles(const AppState& app);
/// The convolution's graph becomes the transposed one's and stays so; the second time it goes back, and then both are shown again.
void swap_roles(AppState& app);

/// Ends what is over. After the clock has moved.
void advance_motion(AppState& app);
/// When the next frame of a movement is due; infinity: nothing moves.
double next_motion_s(const AppState& app);

}  // namespace convoscope

// The scene that a photograph is opened as.
#pragma once

#include "document/scene.h"

namespace convoscope {

/// A convolution of 3 x 3 with padding 1 that looks for upright edges, channel by channel; the loupe where the picture's middle
/// changes most, at its own middle step.
SavedScene scene_of_photograph(SharedPhotograph photograph);

/// The step of the loupe's own timeline that computes the cell which it is about.
void go_to_middle(SavedScene& saved);

}  // namespace convoscope

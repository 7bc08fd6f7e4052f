// What the canvas shows of a lesson in place of the scene's own picture: what is presented, and pictures to choose from.
// Knows no widget and no OpenGL.
#pragma once

#include <optional>

#include "figure/figure.h"

namespace convoscope {

struct AppState;

/// The picture for a canvas of this size (points); nothing where the scene's own is to be shown.
std::optional<Figure> lesson_figure(const AppState& app, Size available);

/// The smallest type of what is presented, as a share of the canvas's height: 20 pt of 600.
inline constexpr double least_presented_type = 20.0 / 600;

}  // namespace convoscope

// The course of everything that glides from one place to another, on screen and in files.
// Knows no clock.
#pragma once

#include <algorithm>

namespace convoscope {

/// How far it has come at the part `t` (held within 0 and 1) of its time, slow at both ends.
constexpr double eased(double t) {
  const double held = std::clamp(t, 0.0, 1.0);
  return held * held * (3 - 2 * held);
}

}  // namespace convoscope

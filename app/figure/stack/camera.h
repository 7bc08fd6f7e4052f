// The stack view's orthographic camera: where planes land in the picture, and the ways to move it.
// Knows no maps and no figure items.
#pragma once

#include <array>
#include <string_view>

#include "document/scene.h"
#include "figure/figure.h"

namespace convoscope {

/// The picture of horizontal planes: how far one cell along a map's columns and one along its rows lead (y down), and how far a
/// cell's height rises. A map's image is the affine group that these span, so it is exact in every format.
struct Projection {
  Point column;
  Point row;
  double rise = 0;
  bool from_below = false;  ///< lower planes cover higher ones

  /// The plane's coordinates, in points, to the picture; its point `center` lands at `at`.
  Affine plane(Point center, Point at) const;
};

/// Elevations flatter than 5 degrees count as 5: a plane is never a line. From -90 (from below) to 90.
Projection project(const Camera& camera);

/// The camera that shows a plane's columns and rows along these two directions of the picture (y down), and the roll that this
/// takes; any two directions that are not parallel have one.
Camera camera_showing(Point column, Point row);

struct CameraPreset {
  std::string_view name;  ///< "classic"
  Camera camera;
};
/// isometric, front, top, and classic: the tilt of conv_arithmetic's figures (TikZ's yslant=0.5, xslant=-0.7).
const std::array<CameraPreset, 4>& camera_presets();

/// The camera after dragging by so many points: the near edge follows the pointer. Elevation stays within 5 and 90 degrees.
Camera orbit(Camera camera, double dx_pt, double dy_pt);

}  // namespace convoscope

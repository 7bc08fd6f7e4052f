// Turns about the vertical, tilts, rolls; everything else follows from where the three axes go.
#include "figure/stack/camera.h"

#include <algorithm>
#include <cmath>

#include <glm/ext/matrix_transform.hpp>
#include <glm/mat4x4.hpp>
#include <glm/trigonometric.hpp>

namespace convoscope {
namespace {

constexpr double flattest_deg = 5;
constexpr double steepest_deg = 90;
constexpr double degrees_per_point = 0.4;

double held(double elevation_deg) {
  const double steepness = std::clamp(std::abs(elevation_deg), flattest_deg, steepest_deg);
  return std::copysign(steepness, elevation_deg);
}

}  // namespace

Projection project(const Camera& camera) {
  // Eye coordinates: x right, y up, z towards the viewer. A map's columns run along x, its rows along z.
  glm::dmat4 view(1);
  view = glm::rotate(view, glm::radians(camera.roll_deg), glm::dvec3(0, 0, 1));
  view = glm::rotate(view, glm::radians(held(camera.elevation_deg)), glm::dvec3(1, 0, 0));
  view = glm::rotate(view, glm::radians(-camera.azimuth_deg), glm::dvec3(0, 1, 0));
  Projection projection;
  projection.column = {view[0].x, -view[0].y};
  projection.row = {view[2].x, -view[2].y};
  projection.rise = std::hypot(view[1].x, view[1].y);
  projection.from_below = camera.elevation_deg < 0;
  return projection;
}

Affine Projection::plane(Point center, Point at) const {
  return {column.x,
          column.y,
          row.x,
          row.y,
          at.x - column.x * center.x - row.x * center.y,
          at.y - column.y * center.x - row.y * center.y};
}

Camera camera_showing(Point column, Point row) {
  // The map of a plane is a turn, a squash by the elevation's sine and another turn: its singular values and vectors.
  const double e = (column.x + row.y) / 2;
  const double f = (column.x - row.y) / 2;
  const double g = (column.y + row.x) / 2;
  const double h = (column.y - row.x) / 2;
  const double q = std::hypot(e, h);
  const double r = std::hypot(f, g);
  const double first = std::atan2(g, f);
  const double second = std::atan2(h, e);
  Camera camera;
  camera.azimuth_deg = glm::degrees((second - first) / 2);
  camera.elevation_deg = glm::degrees(std::asin((q - r) / (q + r)));
  camera.roll_deg = glm::degrees(-(second + first) / 2);
  return camera;
}

const std::array<CameraPreset, 4>& camera_presets() {
  // One cell up, slanted in y by 0.5 and then in x by -0.7, leads 0.7 to the left and 0.65 up.
  static const std::array<CameraPreset, 4> presets{{
      {"isometric", {45, glm::degrees(std::asin(1 / std::sqrt(3.0))), 0}},
      {"front", {0, 28, 0}},
      {"top", {0, 90, 0}},
      {"classic", camera_showing({1, -0.5}, {0.7, 0.65})},
  }};
  return presets;
}

Camera orbit(Camera camera, double dx_pt, double dy_pt) {
  camera.azimuth_deg = std::remainder(camera.azimuth_deg - dx_pt * degrees_per_point, 360.0);
  camera.elevation_deg = std::clamp(camera.elevation_deg + dy_pt * degrees_per_point, flattest_deg, steepest_deg);
  return camera;
}

}  // namespace convoscope

// The camera against glm's own view and projection matrices, its presets, and dragging.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include <glm/ext/matrix_clip_space.hpp>
#include <glm/ext/matrix_transform.hpp>
#include <glm/glm.hpp>

#include "figure/stack/camera.h"

namespace convoscope {
namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

// An eye on a sphere around the map, looking at its middle, through an orthographic lens; y down, in units of cells.
Point seen_by_glm(const Camera& camera, glm::dvec3 point) {
  const double azimuth = radians(camera.azimuth_deg);
  const double elevation = radians(camera.elevation_deg);
  const glm::dvec3 towards_eye{std::sin(azimuth) * std::cos(elevation), std::sin(elevation),
                               std::cos(azimuth) * std::cos(elevation)};
  // The direction that becomes "up": that of rising elevation, so that it is known from right above too.
  const glm::dvec3 up{-std::sin(azimuth) * std::sin(elevation), std::cos(elevation),
                      -std::cos(azimuth) * std::sin(elevation)};
  const glm::dmat4 view = glm::lookAt(towards_eye * 100.0, glm::dvec3(0), up);
  const glm::dmat4 lens = glm::ortho(-1.0, 1.0, -1.0, 1.0, 0.0, 200.0);
  const glm::dvec4 seen = lens * view * glm::dvec4(point, 1);
  const double roll = radians(camera.roll_deg);
  return {seen.x * std::cos(roll) - seen.y * std::sin(roll), -(seen.x * std::sin(roll) + seen.y * std::cos(roll))};
}

void expect_near(Point a, Point b, double tolerance = 1e-9) {
  EXPECT_NEAR(a.x, b.x, tolerance);
  EXPECT_NEAR(a.y, b.y, tolerance);
}

RC_GTEST_PROP(StackCamera, ProjectsAsGlmDoes, ()) {
  const Camera camera{static_cast<double>(*rc::gen::inRange(-180, 180)), static_cast<double>(*rc::gen::inRange(5, 91)),
                      static_cast<double>(*rc::gen::inRange(-180, 180))};
  const Projection projection = project(camera);
  expect_near(projection.column, seen_by_glm(camera, {1, 0, 0}));
  expect_near(projection.row, seen_by_glm(camera, {0, 0, 1}));
  const Point up = seen_by_glm(camera, {0, 1, 0});
  EXPECT_NEAR(projection.rise, std::hypot(up.x, up.y), 1e-9);
}

TEST(StackCamera, PlaneIsTheProjectionOfItsPoints) {
  const Camera camera{38, 32, 0};
  const Affine plane = project(camera).plane({2.5, 1.5}, {100, 200});
  expect_near(plane({2.5, 1.5}), {100, 200});
  const Point away = seen_by_glm(camera, {3, 0, -1});
  expect_near(plane({5.5, 0.5}), {100 + away.x, 200 + away.y});
}

TEST(StackCamera, IsNeverFlat) {
  const Projection flat = project({20, 0, 0});
  const Projection held = project({20, 5, 0});
  expect_near(flat.column, held.column);
  EXPECT_FALSE(flat.from_below);
  EXPECT_TRUE(project({20, -40, 0}).from_below);
  const Projection below = project({20, -40, 0});
  EXPECT_LT(below.column.x * below.row.y - below.column.y * below.row.x, 0) << "a plane seen from below is mirrored";
}

RC_GTEST_PROP(StackCamera, IsFoundFromWhatItShows, ()) {
  const Camera camera{static_cast<double>(*rc::gen::inRange(-89, 90)), static_cast<double>(*rc::gen::inRange(5, 85)),
                      static_cast<double>(*rc::gen::inRange(-80, 80))};
  const Projection shown = project(camera);
  const Projection found = project(camera_showing(shown.column, shown.row));
  expect_near(shown.column, found.column, 1e-7);
  expect_near(shown.row, found.row, 1e-7);
}

const Camera& preset(std::string_view name) {
  return std::ranges::find(camera_presets(), name, &CameraPreset::name)->camera;
}

// conv_arithmetic draws with yslant=0.5 and xslant=-0.7: (x, y) goes to (x - 0.7 y, 0.5 (x - 0.7 y) + y), y up.
TEST(StackCamera, ClassicTiltsAsConvArithmeticDoes) {
  const Projection classic = project(preset("classic"));
  const double scale = classic.column.x;
  const auto drawn = [](double x, double y_up) { return Point{x - 0.7 * y_up, -(0.5 * (x - 0.7 * y_up) + y_up)}; };
  expect_near({classic.column.x / scale, classic.column.y / scale}, drawn(1, 0));
  expect_near({classic.row.x / scale, classic.row.y / scale}, drawn(0, -1));
}

TEST(StackCamera, PresetsShowWhatTheyAreCalled) {
  const Projection top = project(preset("top"));
  expect_near(top.column, {1, 0});
  expect_near(top.row, {0, 1});
  const Projection isometric = project(preset("isometric"));
  const double column = std::hypot(isometric.column.x, isometric.column.y);
  EXPECT_NEAR(column, std::hypot(isometric.row.x, isometric.row.y), 1e-12);
  EXPECT_NEAR(column, isometric.rise, 1e-12);
  EXPECT_NEAR(project(preset("front")).column.y, 0, 1e-12);
}

TEST(StackCamera, NearEdgeFollowsThePointer) {
  const Camera start{35, 30, 0};
  const Point near_before = project(start).row;
  const Point near_after = project(orbit(start, 20, 0)).row;
  EXPECT_GT(near_after.x, near_before.x);
  EXPECT_GT(project(orbit(start, 0, 20)).row.y, near_before.y);
  EXPECT_DOUBLE_EQ(orbit(start, 0, 1e6).elevation_deg, 90);
  EXPECT_DOUBLE_EQ(orbit(start, 0, -1e6).elevation_deg, 5);
  Camera round = start;
  for (int i = 0; i < 90; ++i) round = orbit(round, 10, 0);
  EXPECT_NEAR(round.azimuth_deg, 35, 1e-9) << "900 points are a full turn";
}

}  // namespace
}  // namespace convoscope

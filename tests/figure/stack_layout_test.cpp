// Piles of planes: nothing is cut off, nothing runs into words, one map does not cover the other, whatever the sizes and the
// camera. And the pyramid's faces against normals in space.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include <glm/glm.hpp>

#include "figure/stack/stack_beam.h"
#include "figure/stack/stack_layout.h"
#include "figure/stack/stack_scene.h"

namespace convoscope {
namespace {

Camera random_camera() {
  return {static_cast<double>(*rc::gen::inRange(-180, 181)), static_cast<double>(*rc::gen::inRange(-90, 91)),
          static_cast<double>(*rc::gen::inRange(-20, 21))};
}

StackExtents random_extents() {
  StackExtents e;
  e.input_rows = *rc::gen::inRange(1, 40);
  e.input_columns = *rc::gen::inRange(1, 40);
  e.input_planes = *rc::gen::inRange(1, 4);
  e.output_rows = *rc::gen::inRange(1, 40);
  e.output_columns = *rc::gen::inRange(1, 40);
  e.output_planes = *rc::gen::inRange(1, 4);
  e.output_words = {110, 36};
  e.input_words = {160, 36};
  e.kernel_words = {130, 36};
  e.input_names_pt = e.input_planes > 1 ? 60 : 0;
  e.output_names_pt = e.output_planes > 1 ? 60 : 0;
  return e;
}

std::vector<Quad> quads_of(const StackLayout& layout) {
  std::vector<Quad> quads;
  for (const auto* planes : {&layout.inputs, &layout.outputs}) {
    for (const StackPlane& plane : *planes) quads.push_back(quad_of(plane, all_cells(plane), layout.cell_pt));
  }
  return quads;
}

bool inside(const Quad& quad, Point p) {
  int positive = 0;
  int negative = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const Point a = quad[i];
    const Point b = quad[(i + 1) % 4];
    const double side = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
    (side > 0 ? positive : negative) += 1;
  }
  return positive == 4 || negative == 4;
}

RC_GTEST_PROP(StackLayout, CutsNothingOffAndKeepsClearOfWords, ()) {
  const StackExtents e = random_extents();
  const Projection projection = project(random_camera());
  const Size size{static_cast<double>(*rc::gen::inRange(320, 1200)), static_cast<double>(*rc::gen::inRange(320, 900))};
  const StackLayout layout = lay_out_stack(e, projection, size, 46, 52);
  RC_ASSERT(layout.cell_pt > 0.01);
  RC_ASSERT(layout.cell_pt <= 52.0);
  for (const Quad& quad : quads_of(layout)) {
    for (const Point p : quad) {
      RC_ASSERT(p.x >= -0.1 && p.x <= size.width + 0.1);
      RC_ASSERT(p.y >= 45.9 && p.y <= size.height + 0.1);
    }
    for (const Rect& words : {layout.output_words, layout.input_words, layout.kernel_words}) {
      for (int i = 0; i <= 10; ++i) {
        for (int j = 0; j <= 10; ++j) {
          RC_ASSERT(!inside(quad, {words.x + words.width * i / 10, words.y + words.height * j / 10}));
        }
      }
    }
  }
}

RC_GTEST_PROP(StackLayout, OutputStandsClearAboveTheInput, ()) {
  StackExtents e = random_extents();
  e.input_planes = e.output_planes = 1;
  const StackLayout layout = lay_out_stack(e, project(random_camera()), {800, 700}, 46, 52);
  const std::vector<Quad> quads = quads_of(layout);
  const auto by_y = [](Point a, Point b) { return a.y < b.y; };
  RC_ASSERT(std::ranges::max_element(quads[1], by_y)->y <= std::ranges::min_element(quads[0], by_y)->y + 0.01);
}

RC_GTEST_PROP(StackLayout, SmallestSizeKeepsTheCells, ()) {
  const StackExtents e = random_extents();
  const Projection projection = project(random_camera());
  const Size room{760, 720};
  const Size size = smallest_stack(e, projection, room, 46, 52);
  RC_ASSERT(size.width <= room.width && size.height <= room.height);
  const double whole = lay_out_stack(e, projection, room, 46, 52).cell_pt;
  RC_ASSERT(lay_out_stack(e, projection, size, 46, 52).cell_pt >= whole * 0.98);
}

// A face looks at the viewer exactly where its outward normal does.
RC_GTEST_PROP(StackBeam, FacesTurnAsNormalsDo, ()) {
  const Camera camera{static_cast<double>(*rc::gen::inRange(-180, 181)), static_cast<double>(*rc::gen::inRange(5, 86)),
                      0};
  const double below = *rc::gen::arbitrary<bool>() ? -1 : 1;
  const double azimuth = camera.azimuth_deg * std::numbers::pi / 180;
  const double elevation = below * camera.elevation_deg * std::numbers::pi / 180;
  const glm::dvec3 towards_eye{std::sin(azimuth) * std::cos(elevation), std::sin(elevation),
                               std::cos(azimuth) * std::cos(elevation)};
  const glm::dvec3 right{std::cos(azimuth), 0, -std::sin(azimuth)};
  const glm::dvec3 up = glm::cross(towards_eye, right);
  const auto picture = [&](glm::dvec3 p) { return Point{glm::dot(p, right), -glm::dot(p, up)}; };

  const double x = *rc::gen::inRange(0, 5);
  const double z = *rc::gen::inRange(0, 5);
  const double height = *rc::gen::inRange(3, 12);
  const glm::dvec3 bottom[4] = {{x, 0, z}, {x + 3, 0, z}, {x + 3, 0, z + 3}, {x, 0, z + 3}};
  const glm::dvec3 top[4] = {{2, height, 2}, {3, height, 2}, {3, height, 3}, {2, height, 3}};
  Beam beam;
  Quad low, high;
  for (std::size_t i = 0; i < 4; ++i) {
    low[i] = picture(bottom[i]);
    high[i] = picture(top[i]);
  }
  const double rise = height * std::cos(elevation);
  beam.add(0, low);
  beam.add(rise, high);
  const std::vector<BeamFace> faces = beam.faces(0, rise);
  RC_ASSERT(faces.size() == 4u);
  glm::dvec3 middle{0};
  for (std::size_t i = 0; i < 4; ++i) middle += (bottom[i] + top[i]) / 8.0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t j = (i + 1) % 4;
    glm::dvec3 normal = glm::cross(bottom[j] - bottom[i], top[i] - bottom[i]);
    if (glm::dot(normal, bottom[i] - middle) < 0) normal = -normal;
    const double facing = glm::dot(glm::normalize(normal), towards_eye);
    if (std::abs(facing) < 1e-6) continue;
    const Quad expected{high[j], high[i], low[i], low[j]};
    const auto found = std::ranges::find_if(faces, [&](const BeamFace& f) { return f.corners == expected; });
    RC_ASSERT(found != faces.end());
    RC_ASSERT(found->looks_here == (facing > 0));
  }
  RC_ASSERT(std::ranges::is_sorted(faces, {}, &BeamFace::looks_here));
}

TEST(StackBeam, IsCutByPlanesAndJoinedAgain) {
  Beam beam;
  beam.add(0, {{{0, 0}, {6, 0}, {6, 6}, {0, 6}}});
  beam.add(10, {{{0, -10}, {6, -10}, {6, -4}, {0, -4}}});
  beam.add(20, {{{2, -20}, {4, -20}, {4, -18}, {2, -18}}});
  EXPECT_EQ(beam.edge(0, 0, 5), (std::vector<Point>{{0, 0}, {0, -5}}));
  EXPECT_EQ(beam.edge(0, 5, 15), (std::vector<Point>{{0, -5}, {0, -10}, {1, -15}}));
  EXPECT_EQ(beam.edge(2, 15, 99).back(), (Point{4, -18}));
  EXPECT_EQ(beam.faces(5, 15).size(), 8u);
  EXPECT_TRUE(beam.faces(20, 30).empty());
  EXPECT_TRUE(Beam().faces(0, 1).empty());
}

}  // namespace
}  // namespace convoscope

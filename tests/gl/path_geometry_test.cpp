// Flattened paths against their curves, filled boundaries against areas known from geometry, coverage against exact shares.
#include "gl/path_geometry.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "gl/glyph_raster.h"

namespace convoscope {
namespace {

using enum Segment::Kind;

Segment move_to(double x, double y) { return {move, {x, y}}; }
Segment line_to(double x, double y) { return {line, {x, y}}; }

// By the shoelace formula; the edges need no order.
double area(const std::vector<FillEdge>& edges) {
  double sum = 0;
  for (const FillEdge& e : edges) sum += e.from.x * e.to.y - e.to.x * e.from.y;
  return std::abs(sum) / 2;
}

std::vector<Segment> polygon(const std::vector<Point>& points) {
  std::vector<Segment> segments;
  for (const Point p : points) segments.push_back({segments.empty() ? move : line, p});
  segments.push_back({close});
  return segments;
}

std::vector<Segment> joined(std::vector<Segment> a, const std::vector<Segment>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::vector<Segment> square(double x, double y, double side, bool clockwise = true) {
  if (clockwise) return polygon({{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}});
  return polygon({{x, y}, {x, y + side}, {x + side, y + side}, {x + side, y}});
}

// A circle as four curves; the usual constant is true to 0.03 %.
std::vector<Segment> circle(double x, double y, double r) {
  const double k = 0.5522847498 * r;
  return {move_to(x + r, y),
          {cubic, {x, y + r}, {x + r, y + k}, {x + k, y + r}},
          {cubic, {x - r, y}, {x - k, y + r}, {x - r, y + k}},
          {cubic, {x, y - r}, {x - r, y - k}, {x - k, y - r}},
          {cubic, {x + r, y}, {x + k, y - r}, {x + r, y - k}},
          {close}};
}

double filled_area(const std::vector<Segment>& path) { return area(filled_boundary(flatten(path, 0.01))); }

TEST(Flatten, StaysWithinItsTolerance) {
  for (const double tolerance : {1.0, 0.1, 0.01}) {
    const auto lines = flatten(circle(0, 0, 100), tolerance);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(lines[0].closed);
    const auto& points = lines[0].points;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Point a = points[i], b = points[(i + 1) % points.size()];
      const double middle = std::hypot((a.x + b.x) / 2, (a.y + b.y) / 2);
      EXPECT_NEAR(middle, 100, tolerance + 0.03) << tolerance;
    }
  }
}

TEST(Flatten, BeginsANewLineAtAMoveAndAfterAClose) {
  const auto lines =
      flatten({move_to(0, 0), line_to(1, 0), line_to(1, 1), {close}, line_to(5, 5), move_to(2, 2), line_to(3, 3)}, 0.1);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].points.size(), 3U);
  EXPECT_TRUE(lines[0].closed);
  EXPECT_EQ(lines[1].points.front(), (Point{0, 0}));  // where the closed one began
  EXPECT_FALSE(lines[1].closed);
  EXPECT_EQ(lines[2].points.front(), (Point{2, 2}));
}

TEST(Flatten, DropsRepeatedPoints) {
  const auto lines = flatten({move_to(0, 0), line_to(0, 0), line_to(4, 0), line_to(4, 0), line_to(0, 0), {close}}, 0.1);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].points.size(), 2U);
}

TEST(FilledBoundary, OfSimpleShapesIsTheirOutline) {
  EXPECT_NEAR(filled_area(square(3, 4, 10)), 100, 1e-9);
  EXPECT_NEAR(filled_area(square(3, 4, 10, false)), 100, 1e-9);
  EXPECT_NEAR(filled_area(circle(0, 0, 50)), std::numbers::pi * 2500, 5);
}

TEST(FilledBoundary, OfOverlappingShapesIsTheirUnion) {
  EXPECT_NEAR(filled_area(joined(square(0, 0, 10), square(5, 5, 10))), 175, 1e-6);
  EXPECT_NEAR(filled_area(joined(square(0, 0, 10), square(0, 0, 10))), 100, 1e-6);
  EXPECT_NEAR(filled_area(joined(square(0, 0, 10), square(10, 0, 10))), 200, 1e-6) << "side by side";
}

TEST(FilledBoundary, OfAShapeTurnedTheOtherWayIsAHole) {
  EXPECT_NEAR(filled_area(joined(square(0, 0, 10), square(2, 2, 4, false))), 84, 1e-6);
  EXPECT_NEAR(filled_area(joined(square(0, 0, 10), square(2, 2, 4, true))), 100, 1e-6) << "the same way is no hole";
}

TEST(FilledBoundary, OfAPentagramFillsItsMiddle) {
  std::vector<Point> star;
  for (int i = 0; i < 5; ++i) {
    const double turn = 2 * std::numbers::pi * (2 * i) / 5;
    star.push_back({std::sin(turn), -std::cos(turn)});
  }
  // The outline of the star as a decagon: outer radius 1, inner one by the golden ratio.
  const double inner = std::pow((std::sqrt(5.0) - 1) / 2, 2);
  EXPECT_NEAR(filled_area(polygon(star)), 5 * inner * std::sin(std::numbers::pi / 5), 1e-6);
}

TEST(FilledBoundary, OfLinesIsEmpty) {
  EXPECT_TRUE(filled_boundary(flatten({move_to(0, 0), line_to(5, 5)}, 0.1)).empty());
  EXPECT_TRUE(filled_boundary(flatten({move_to(0, 0), line_to(5, 0), line_to(9, 0), {close}}, 0.1)).empty());
}

double covered(const Coverage& c) { return std::accumulate(c.pixels.begin(), c.pixels.end(), 0.0) / 255; }

TEST(Rasterize, CoversWhatGeometrySays) {
  const Coverage c = rasterize(square(0, 0, 1), {2.5, 0, 0, 1.5, 10.25, 20.5});
  EXPECT_EQ(c.left, 10);
  EXPECT_EQ(c.top, 20);
  ASSERT_EQ(c.width, 3);
  ASSERT_EQ(c.height, 2);
  const std::vector<double> expected{0.75 * 0.5, 0.5, 0.75 * 0.5, 0.75, 1, 0.75};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(c.pixels[i] / 255.0, expected[i], 0.003) << i;
}

TEST(Rasterize, KeepsTheAreaUnderAnyMap) {
  for (const Affine m :
       {Affine{1, 0, 0, 1, 0.3, 0.7}, Affine{0.8, 0.6, -0.6, 0.8, 5, 5}, Affine{1, 0.3, -0.9, 0.5, 0, 0}}) {
    const double scale = std::abs(m.a * m.d - m.b * m.c);
    EXPECT_NEAR(covered(rasterize(square(0, 0, 20), m)), 400 * scale, 0.5);
    EXPECT_NEAR(covered(rasterize(circle(0, 0, 9.5), m)), std::numbers::pi * 9.5 * 9.5 * scale, 1.0);
  }
}

TEST(Rasterize, TakesOverlapsOnceAndHolesOut) {
  EXPECT_NEAR(covered(rasterize(joined(square(0, 0, 10), square(5, 0, 10)), {})), 150, 0.5);
  EXPECT_NEAR(covered(rasterize(joined(square(0, 0, 10), square(2, 2, 4, false)), {})), 84, 0.5);
  EXPECT_TRUE(rasterize({}, {}).pixels.empty());
}

}  // namespace
}  // namespace convoscope

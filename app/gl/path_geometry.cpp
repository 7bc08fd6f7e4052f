#include "gl/path_geometry.h"

#include <algorithm>
#include <cmath>

namespace convoscope {
namespace {

Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
Point operator*(Point a, double t) { return {a.x * t, a.y * t}; }
double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }
bool near(Point a, Point b, double distance) {
  return std::abs(a.x - b.x) < distance && std::abs(a.y - b.y) < distance;
}
double length(Point a) { return std::hypot(a.x, a.y); }

void add(Polyline& line, Point p) {
  if (line.points.empty() || !(line.points.back() == p)) line.points.push_back(p);
}

void add_curve(Polyline& line, Point from, const Segment& curve, double tolerance) {
  // A chord's error is at most 1/8 of the second derivative over the square of the number of pieces.
  const double bend = std::max(length(from - curve.c1 * 2 + curve.c2), length(curve.c1 - curve.c2 * 2 + curve.p));
  const int pieces = std::clamp(static_cast<int>(std::ceil(std::sqrt(0.75 * bend / tolerance))), 1, 256);
  for (int i = 1; i < pieces; ++i) {
    const double t = static_cast<double>(i) / pieces;
    const double u = 1 - t;
    add(line, from * (u * u * u) + curve.c1 * (3 * u * u * t) + curve.c2 * (3 * u * t * t) + curve.p * (t * t * t));
  }
  add(line, curve.p);
}

// Where along `a`, strictly between its ends, `b` touches or crosses it.
void add_cuts(const FillEdge& a, const FillEdge& b, std::vector<double>& cuts) {
  const Point span = a.to - a.from;
  const double squared = span.x * span.x + span.y * span.y;
  const auto add_if_inside = [&cuts](double t) {
    if (t > 1e-9 && t < 1 - 1e-9) cuts.push_back(t);
  };
  const double determinant = cross(span, b.to - b.from);
  const Point between = b.from - a.from;
  if (std::abs(determinant) > 1e-12) {
    const double along_b = cross(between, span) / determinant;
    if (along_b >= -1e-9 && along_b <= 1 + 1e-9) add_if_inside(cross(between, b.to - b.from) / determinant);
  } else if (std::abs(cross(between, span)) <= 1e-9 * squared) {
    for (const Point p : {b.from, b.to})
      add_if_inside(((p.x - a.from.x) * span.x + (p.y - a.from.y) * span.y) / squared);
  }
}

int winding_at(Point p, const std::vector<FillEdge>& edges) {
  int winding = 0;
  for (const FillEdge& e : edges) {
    if ((e.from.y <= p.y) == (e.to.y <= p.y)) continue;
    const double x = e.from.x + (p.y - e.from.y) / (e.to.y - e.from.y) * (e.to.x - e.from.x);
    if (x > p.x) winding += e.to.y > e.from.y ? 1 : -1;
  }
  return winding;
}

}  // namespace

std::vector<Polyline> flatten(const std::vector<Segment>& segments, double tolerance) {
  std::vector<Polyline> lines;
  Point start;
  Point at;
  bool drawing = false;  // a line is open; after a closing one the next begins where that one did
  const auto begin = [&](Point p) {
    lines.push_back({{p}, false});
    start = p;
    drawing = true;
  };
  for (const Segment& s : segments) {
    if (s.kind == Segment::Kind::move) {
      begin(s.p);
    } else if (s.kind == Segment::Kind::close) {
      if (drawing) {
        auto& points = lines.back().points;
        if (points.size() > 1 && points.back() == points.front()) points.pop_back();
        lines.back().closed = true;
      }
      drawing = false;
      at = start;
      continue;
    } else {
      if (!drawing) begin(at);
      if (s.kind == Segment::Kind::line)
        add(lines.back(), s.p);
      else
        add_curve(lines.back(), at, s, tolerance);
    }
    at = s.p;
  }
  return lines;
}

std::vector<FillEdge> filled_boundary(const std::vector<Polyline>& polylines) {
  std::vector<FillEdge> edges;
  double extent = 0;
  for (const Polyline& line : polylines) {
    if (line.points.size() < 3) continue;
    for (std::size_t i = 0; i < line.points.size(); ++i) {
      const FillEdge edge{line.points[i], line.points[(i + 1) % line.points.size()]};
      if (edge.from == edge.to) continue;
      edges.push_back(edge);
      extent = std::max({extent, std::abs(edge.from.x), std::abs(edge.from.y)});
    }
  }
  std::vector<FillEdge> boundary;
  std::vector<double> cuts;
  const double step = std::max(extent, 1.0) * 1e-7;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const FillEdge& edge = edges[i];
    cuts.assign({0.0, 1.0});
    for (std::size_t other = 0; other < edges.size(); ++other) {
      if (other != i) add_cuts(edge, edges[other], cuts);
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end(), [](double a, double b) { return b - a < 1e-9; }), cuts.end());
    if (cuts.back() < 1) cuts.back() = 1;
    const Point span = edge.to - edge.from;
    const Point aside = Point{-span.y, span.x} * (step / length(span));
    for (std::size_t piece = 0; piece + 1 < cuts.size(); ++piece) {
      const Point middle = edge.from + span * (0.5 * (cuts[piece] + cuts[piece + 1]));
      const bool filled_left = winding_at(middle - aside, edges) != 0;
      const bool filled_right = winding_at(middle + aside, edges) != 0;
      if (filled_left == filled_right) continue;
      FillEdge part{edge.from + span * cuts[piece], edge.from + span * cuts[piece + 1]};
      // All edges turn the same way round what is filled, so that their winding is 0 or 1 everywhere.
      if (filled_left) std::swap(part.from, part.to);
      const auto same = [&](const FillEdge& e) { return near(e.from, part.from, step) && near(e.to, part.to, step); };
      if (std::none_of(boundary.begin(), boundary.end(), same)) boundary.push_back(part);
    }
  }
  return boundary;
}

}  // namespace convoscope

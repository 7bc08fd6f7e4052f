// Cross-sections joined by straight edges.
#include "figure/stack/stack_beam.h"

#include <algorithm>

#include "core/assert.h"

namespace convoscope {
namespace {

// Twice the area; positive where the corners run as those of a plane seen from above do.
double winding(const Quad& q) {
  double sum = 0;
  for (std::size_t i = 0; i < q.size(); ++i) {
    const Point a = q[i];
    const Point b = q[(i + 1) % q.size()];
    sum += a.x * b.y - b.x * a.y;
  }
  return sum;
}

}  // namespace

void Beam::add(double rise_pt, const Quad& corners) {
  CONVOSCOPE_ASSERT(stations_.empty() || rise_pt >= stations_.back().rise_pt);
  stations_.push_back({rise_pt, corners});
}

Quad Beam::at(double rise_pt) const {
  const auto above = std::ranges::find_if(stations_, [=](const Station& s) { return s.rise_pt >= rise_pt; });
  CONVOSCOPE_ASSERT(above != stations_.end());
  if (above->rise_pt == rise_pt) return above->corners;
  CONVOSCOPE_ASSERT(above != stations_.begin());
  const Station& below = *std::prev(above);
  const double t = (rise_pt - below.rise_pt) / (above->rise_pt - below.rise_pt);
  Quad quad;
  for (std::size_t i = 0; i < quad.size(); ++i) {
    const Point a = below.corners[i];
    const Point b = above->corners[i];
    quad[i] = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
  }
  return quad;
}

std::vector<double> Beam::cuts(double low_pt, double high_pt) const {
  if (stations_.size() < 2) return {};
  const double low = std::max(low_pt, stations_.front().rise_pt);
  const double high = std::min(high_pt, stations_.back().rise_pt);
  if (low >= high) return {};
  std::vector<double> rises{low};
  for (const Station& station : stations_) {
    if (station.rise_pt > low && station.rise_pt < high) rises.push_back(station.rise_pt);
  }
  rises.push_back(high);
  return rises;
}

std::vector<BeamFace> Beam::faces(double low_pt, double high_pt) const {
  std::vector<BeamFace> faces;
  const std::vector<double> rises = cuts(low_pt, high_pt);
  for (std::size_t k = 0; k + 1 < rises.size(); ++k) {
    const Quad bottom = at(rises[k]);
    const Quad top = at(rises[k + 1]);
    for (std::size_t i = 0; i < top.size(); ++i) {
      const std::size_t j = (i + 1) % top.size();
      // Each side shares the top's edge, run the other way round.
      const Quad side{top[j], top[i], bottom[i], bottom[j]};
      faces.push_back({side, winding(side) > 0});
    }
  }
  std::ranges::stable_sort(faces, {}, &BeamFace::looks_here);
  return faces;
}

std::vector<Point> Beam::edge(std::size_t i, double low_pt, double high_pt) const {
  std::vector<Point> points;
  for (const double rise : cuts(low_pt, high_pt)) points.push_back(at(rise)[i]);
  return points;
}

}  // namespace convoscope

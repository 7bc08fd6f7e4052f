#include "gl/stroke_pieces.h"

#include <cmath>

namespace convoscope {
namespace {

double length_of(const StrokePiece& piece) { return std::hypot(piece.to.x - piece.from.x, piece.to.y - piece.from.y); }

// The halving line's normal. A path that turns back on itself has none: there the first piece goes as far as it goes.
Point halving_normal(const StrokePiece& before, const StrokePiece& after) {
  const auto direction = [](const StrokePiece& piece) {
    const double l = length_of(piece);
    return Point{(piece.to.x - piece.from.x) / l, (piece.to.y - piece.from.y) / l};
  };
  const Point a = direction(before), b = direction(after);
  const double l = std::hypot(a.x + b.x, a.y + b.y);
  return l > 1e-6 ? Point{(a.x + b.x) / l, (a.y + b.y) / l} : a;
}

void part(StrokePiece& before, StrokePiece& after) {
  before.cut_end = after.cut_begin = halving_normal(before, after);
  before.reach_end = length_of(after);
  after.reach_begin = length_of(before);
}

}  // namespace

std::vector<StrokePiece> pieces_of(const Polyline& line) {
  const auto& points = line.points;
  std::vector<StrokePiece> pieces;
  if (points.size() == 1) {
    pieces.push_back({points[0], points[0], {}, {}});
    return pieces;
  }
  const bool loops = line.closed && points.size() > 2;
  double along = 0;
  for (std::size_t i = 0; i + (loops ? 0 : 1) < points.size(); ++i) {
    StrokePiece piece{points[i], points[(i + 1) % points.size()], {}, {}};
    piece.along = along;
    along += length_of(piece);
    pieces.push_back(piece);
  }
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) part(pieces[i], pieces[i + 1]);
  if (loops) part(pieces.back(), pieces.front());
  return pieces;
}

}  // namespace convoscope

// Works in coordinates along the way (onwards) and across it.
#include "figure/draw/gap_line.h"

#include <algorithm>
#include <cmath>

namespace convoscope {
namespace {

struct Span {
  double begin = 0;
  double end = 0;
};

bool is_down(Way way) { return way == Way::down || way == Way::up; }
bool is_back(Way way) { return way == Way::left || way == Way::up; }

Span onwards(const Rect& rect, Way way) {
  const Span span = is_down(way) ? Span{rect.y, rect.bottom()} : Span{rect.x, rect.right()};
  return is_back(way) ? Span{-span.end, -span.begin} : span;
}

// The middle of the gap before row (or column) `index` of the map, across the way.
double gap_before(const Grid& g, std::int64_t index, Way way) {
  const Rect& r = g.rect;
  const double along = static_cast<double>(index - (is_down(way) ? g.first.column : g.first.row));
  return is_down(way) ? r.x + (r.width + g.gap_pt) / static_cast<double>(g.columns) * along - g.gap_pt / 2
                      : r.y + (r.height + g.gap_pt) / static_cast<double>(g.rows) * along - g.gap_pt / 2;
}

// The first and the last row (or column) of an end's cells, across the way.
std::pair<std::int64_t, std::int64_t> lanes_of(const LineEnd& end, Way way) {
  const CellRange& cells = end.cells;
  return is_down(way) ? std::pair{cells.first.column, cells.last.column} : std::pair{cells.first.row, cells.last.row};
}

}  // namespace

Rect cell_of(const Grid& grid, Cell cell) {
  return grid.cell_rect(cell.row - grid.first.row, cell.column - grid.first.column);
}

Rect rect_of(const Grid& grid, const CellRange& cells) {
  const Rect first = cell_of(grid, cells.first);
  const Rect last = cell_of(grid, cells.last);
  return {first.x, first.y, last.right() - first.x, last.bottom() - first.y};
}

std::vector<Segment> gap_line(const LineEnd& from, const LineEnd& to, Way way) {
  const auto point = [way](double on, double across) {
    const double at = is_back(way) ? -on : on;
    return is_down(way) ? Point{across, at} : Point{at, across};
  };
  const auto [from_first, from_last] = lanes_of(from, way);
  const Span start = onwards(rect_of(from.grid, from.cells), way), leaves = onwards(from.grid.rect, way);
  const Span cells = onwards(rect_of(to.grid, to.cells), way), arrives = onwards(to.grid.rect, way);
  const auto [to_first, to_last] = lanes_of(to, way);
  const double low = gap_before(to.grid, to_first, way), high = gap_before(to.grid, to_last + 1, way);
  constexpr double touch = 1e-6;
  const bool is_last = from_first == from_last && start.end >= leaves.end - touch;
  const double gap_beside = gap_before(from.grid, (from_first + from_last + 1) / 2, way);
  const double from_lane = is_last ? (gap_beside + gap_before(from.grid, from_last + 1, way)) / 2 : gap_beside;
  const bool is_first = cells.begin <= arrives.begin + touch;
  const double to_lane = is_first                                                 ? (low + high) / 2
                         : std::abs(low - from_lane) < std::abs(high - from_lane) ? low
                                                                                  : high;
  const double bend = (leaves.end + arrives.begin) / 2;
  return {{Segment::Kind::move, point(start.end + from.distance_pt, from_lane), {}, {}},
          {Segment::Kind::line, point(std::max(leaves.end, start.end) + from.distance_pt, from_lane), {}, {}},
          {Segment::Kind::cubic, point(arrives.begin - to.distance_pt, to_lane), point(bend, from_lane),
           point(bend, to_lane)},
          {Segment::Kind::line, point(std::max(cells.begin, arrives.begin) - to.distance_pt, to_lane), {}, {}}};
}

std::vector<Segment> between(std::vector<Segment> from, const std::vector<Segment>& to, double t) {
  const auto move = [t](Point& p, Point end) { p = {std::lerp(p.x, end.x, t), std::lerp(p.y, end.y, t)}; };
  for (std::size_t i = 0; i < from.size(); ++i) {
    move(from[i].p, to[i].p);
    move(from[i].c1, to[i].c1);
    move(from[i].c2, to[i].c2);
  }
  return from;
}

}  // namespace convoscope

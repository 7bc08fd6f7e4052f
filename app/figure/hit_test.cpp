// What lies under a point of a figure: the inverse of layout and of painting, topmost first.
// Knows no pixels and no views.
#include <algorithm>
#include <cmath>

#include "figure/figure.h"

namespace convoscope {
namespace {

// A thin line is hard to point at: it counts within this distance, in its own points.
constexpr double line_reach_pt = 4;
constexpr int pieces_per_curve = 24;

bool inside_rounded(const Rect& rect, double radius, Point p) {
  if (!rect.contains(p)) return false;
  const double r = std::min({radius, rect.width / 2, rect.height / 2});
  const double dx = std::max({rect.x + r - p.x, p.x - (rect.right() - r), 0.0});
  const double dy = std::max({rect.y + r - p.y, p.y - (rect.bottom() - r), 0.0});
  return dx * dx + dy * dy <= r * r || dx == 0 || dy == 0;
}

double distance_to_line(Point p, Point from, Point to) {
  const double dx = to.x - from.x;
  const double dy = to.y - from.y;
  const double length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - from.x) * dx + (p.y - from.y) * dy) / length, 0.0, 1.0) : 0;
  return std::hypot(p.x - from.x - t * dx, p.y - from.y - t * dy);
}

Point on_curve(Point from, const Segment& segment, double t) {
  const double s = 1 - t;
  const double w0 = s * s * s, w1 = 3 * s * s * t, w2 = 3 * s * t * t, w3 = t * t * t;
  return {w0 * from.x + w1 * segment.c1.x + w2 * segment.c2.x + w3 * segment.p.x,
          w0 * from.y + w1 * segment.c1.y + w2 * segment.c2.y + w3 * segment.p.y};
}

bool hits_path(const Path& path, Point p) {
  const bool filled = path.fill.color.a != 0 || path.fill.hatch.a != 0;
  const bool stroked = path.stroke.width_pt > 0 && path.stroke.color.a != 0;
  const double reach = std::max(path.stroke.width_pt / 2, line_reach_pt);
  int winding = 0;
  bool near = false;
  const auto visit = [&](Point from, Point to) {
    near = near || (stroked && distance_to_line(p, from, to) <= reach);
    const double side = (to.x - from.x) * (p.y - from.y) - (p.x - from.x) * (to.y - from.y);
    if (from.y <= p.y && to.y > p.y && side > 0) ++winding;
    if (from.y > p.y && to.y <= p.y && side < 0) --winding;
  };
  Point start, at;
  for (const Segment& segment : path.segments) {
    switch (segment.kind) {
      case Segment::Kind::move: start = segment.p; break;
      case Segment::Kind::line: visit(at, segment.p); break;
      case Segment::Kind::cubic: {
        Point from = at;
        for (int i = 1; i <= pieces_per_curve; ++i) {
          const Point to = on_curve(at, segment, static_cast<double>(i) / pieces_per_curve);
          visit(from, to);
          from = to;
        }
        break;
      }
      case Segment::Kind::close: visit(at, start); break;
    }
    at = segment.kind == Segment::Kind::close ? start : segment.p;
  }
  return near || (filled && winding != 0);
}

Rect text_bounds(const Text& text) {
  const double shift = text.align == Align::start ? 0 : text.align == Align::middle ? 0.5 : 1;
  return {text.position.x - shift * text.width_pt, text.position.y - text.style.size_pt, text.width_pt,
          text.style.size_pt * 1.25};
}

// `inherited` is the tag of the innermost tagged group around.
Tag hit(const Item& item, const Tag& inherited, Point p) {
  const Tag& tag = item.tag ? item.tag : inherited;
  if (const auto* group = std::get_if<Group>(&item.shape)) {
    const Affine& m = group->transform;
    if (std::abs(m.a * m.d - m.b * m.c) < 1e-12) return {};
    const Point inner = m.inverse()(p);
    if (group->clip.width > 0 && !group->clip.contains(inner)) return {};
    for (auto child = group->items.rbegin(); child != group->items.rend(); ++child) {
      if (Tag found = hit(*child, tag, inner)) return found;
    }
    return {};
  }
  if (!tag) return {};
  if (const auto* grid = std::get_if<Grid>(&item.shape)) {
    const auto cell = grid->cell_at(p);
    return cell ? grid->tag_of(tag, cell->row, cell->column) : Tag{};
  }
  if (const auto* image = std::get_if<Image>(&item.shape)) {
    const auto pixel = image->pixel_at(p);
    Tag found = tag;
    if (pixel) found.cell = *pixel;
    return pixel ? found : Tag{};
  }
  if (const auto* box = std::get_if<Box>(&item.shape)) {
    return inside_rounded(box->rect, box->radius_pt, p) ? tag : Tag{};
  }
  if (const auto* path = std::get_if<Path>(&item.shape)) return hits_path(*path, p) ? tag : Tag{};
  return text_bounds(std::get<Text>(item.shape)).contains(p) ? tag : Tag{};
}

}  // namespace

Tag hit_test(const Figure& figure, Point point) {
  for (auto item = figure.items.rbegin(); item != figure.items.rend(); ++item) {
    if (Tag found = hit(*item, {}, point)) return found;
  }
  return {};
}

}  // namespace convoscope

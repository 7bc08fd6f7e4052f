#include "figure/writing/item_bounds.h"

#include <algorithm>

#include "figure/writing/drawing.h"

namespace convoscope {

namespace {

constexpr Rect nothing{0, 0, -1, -1};

Rect grown(const Rect& rect, double by) {
  return {rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

Rect grid_bounds(const Grid& grid, const FontMetrics& fonts) {
  Rect bounds = grid.rect;
  if (grid.rows <= 0 || grid.columns <= 0 || is_drawn_as_image(grid)) return bounds;
  for (std::int64_t row = 0; row < grid.rows; ++row)
    for (std::int64_t column = 0; column < grid.columns; ++column)
      bounds = around(bounds, cell_bounds(grid, row, column, fonts));
  return bounds;
}

Rect group_bounds(const Group& group, const FontMetrics& fonts) {
  Rect bounds = nothing;
  for (const Item& item : group.items) bounds = around(bounds, bounds_of(item, fonts));
  return is_empty(bounds) ? bounds : mapped(bounds, group.transform);
}

}  // namespace

Rect around(const Rect& a, const Rect& b) {
  if (is_empty(a)) return b;
  if (is_empty(b)) return a;
  const double x = std::min(a.x, b.x);
  const double y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

Rect mapped(const Rect& rect, const Affine& map) {
  Rect bounds = nothing;
  for (const Point corner : {Point{rect.x, rect.y}, Point{rect.right(), rect.y}, Point{rect.x, rect.bottom()},
                             Point{rect.right(), rect.bottom()}}) {
    const Point p = map(corner);
    bounds = around(bounds, {p.x, p.y, 0, 0});
  }
  return bounds;
}

Rect bounds_of(const Box& box) { return grown(box.rect, box.stroke.width_pt); }

Rect bounds_of(const Path& path) {
  Rect bounds = nothing;
  const auto add = [&](Point p) { bounds = around(bounds, {p.x, p.y, 0, 0}); };
  for (const Segment& s : path.segments) {
    if (s.kind == Segment::Kind::close) continue;
    add(s.p);
    if (s.kind != Segment::Kind::cubic) continue;
    add(s.c1);
    add(s.c2);
  }
  return is_empty(bounds) ? bounds : grown(bounds, path.stroke.width_pt);
}

Rect text_bounds(std::string_view text, Point position, const TextStyle& style, Align align, const FontMetrics& fonts) {
  if (text.empty()) return nothing;
  const double across = fonts.width(text, style);
  const double share = align == Align::start ? 0 : align == Align::middle ? 0.5 : 1;
  const double size = style.size_pt;
  // Glyphs reach a little beyond their advances, and below the baseline.
  return grown({position.x - share * across, position.y - size, across, 1.3 * size}, 0.3 * size);
}

Rect cell_bounds(const Grid& grid, std::int64_t row, std::int64_t column, const FontMetrics& fonts) {
  const CellStyle& style = grid.style_of(row, column);
  const Rect rect = grid.cell_rect(row, column);
  const Point baseline{rect.center().x, rect.center().y + style.text.size_pt / 2};
  if (style.text.size_pt < smallest_legible_pt) return grown(rect, style.stroke.width_pt);
  return around(grown(rect, style.stroke.width_pt),
                text_bounds(grid.text_of(row, column), baseline, style.text, Align::middle, fonts));
}

Rect bounds_of(const Item& item, const FontMetrics& fonts) {
  struct Visitor {
    const FontMetrics& fonts;
    Rect operator()(const Box& box) const { return bounds_of(box); }
    Rect operator()(const Path& path) const { return bounds_of(path); }
    Rect operator()(const Text& text) const {
      return text_bounds(text.text, text.position, text.style, text.align, fonts);
    }
    Rect operator()(const Grid& grid) const { return grid_bounds(grid, fonts); }
    Rect operator()(const Image& image) const { return image.rect; }
    Rect operator()(const Group& group) const { return group_bounds(group, fonts); }
  };
  return std::visit(Visitor{fonts}, item.shape);
}

}  // namespace convoscope

#include "raster/cairo_painter.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "figure/writing/drawing.h"
#include "figure/writing/item_bounds.h"
#include "figure/writing/overloaded.h"
#include "raster/cairo_image.h"

namespace convoscope {

namespace {

/// Clockwise from the end of the top left corner, as SVG's rect has it, so that dashes begin at the same place.
void rounded_rectangle(cairo_t* cairo, const Rect& rect, double radius) {
  cairo_new_path(cairo);
  if (radius <= 0) {
    cairo_rectangle(cairo, rect.x, rect.y, rect.width, rect.height);
    return;
  }
  constexpr double quarter = std::numbers::pi / 2;
  cairo_move_to(cairo, rect.x + radius, rect.y);
  cairo_arc(cairo, rect.right() - radius, rect.y + radius, radius, -quarter, 0);
  cairo_arc(cairo, rect.right() - radius, rect.bottom() - radius, radius, 0, quarter);
  cairo_arc(cairo, rect.x + radius, rect.bottom() - radius, radius, quarter, 2 * quarter);
  cairo_arc(cairo, rect.x + radius, rect.y + radius, radius, 2 * quarter, 3 * quarter);
  cairo_close_path(cairo);
}

void trace_path(cairo_t* cairo, const std::vector<Segment>& segments) {
  cairo_new_path(cairo);
  for (const Segment& s : segments) {
    switch (s.kind) {
      case Segment::Kind::move: cairo_move_to(cairo, s.p.x, s.p.y); break;
      case Segment::Kind::line: cairo_line_to(cairo, s.p.x, s.p.y); break;
      case Segment::Kind::cubic: cairo_curve_to(cairo, s.c1.x, s.c1.y, s.c2.x, s.c2.y, s.p.x, s.p.y); break;
      case Segment::Kind::close: cairo_close_path(cairo); break;
    }
  }
}

}  // namespace

void CairoPainter::paint(const Figure& figure, const IsWanted& is_wanted) {
  is_wanted_ = is_wanted ? &is_wanted : nullptr;
  paint_items(figure.items);
  is_wanted_ = nullptr;
}

void CairoPainter::paint_ground(Color color) {
  set_source(color);
  cairo_paint(cairo_);
}

bool CairoPainter::is_wanted(const Rect& bounds) const {
  if (is_wanted_ == nullptr) return true;
  cairo_matrix_t m;
  cairo_get_matrix(cairo_, &m);
  return !is_empty(bounds) && (*is_wanted_)(mapped(bounds, {m.xx, m.yx, m.xy, m.yy, m.x0, m.y0}));
}

void CairoPainter::paint_items(const std::vector<Item>& items) {
  for (const Item& item : items) {
    std::visit(Overloaded{[&](const Box& box) { paint_box(box); }, [&](const Path& path) { paint_path(path); },
                          [&](const Text& text) { paint_text(text.text, text.position, text.style, text.align); },
                          [&](const Grid& grid) { paint_grid(grid); },
                          [&](const Image& image) {
                            // Beyond what a printer can show; Cairo would keep all of it in a PDF.
                            constexpr double most_px_per_pt = 4;
                            if (is_wanted(image.rect)) paint_pixels(image_of(image, most_px_per_pt), image.rect);
                          },
                          [&](const Group& group) { paint_group(group); }},
               item.shape);
  }
}

void CairoPainter::set_source(Color color) {
  cairo_set_source_rgba(cairo_, color.r / 255.0, color.g / 255.0, color.b / 255.0, opacity_ * color.a / 255.0);
}

void CairoPainter::paint_hatch(Color color) {
  double left = 0, top = 0, right = 0, bottom = 0;
  cairo_fill_extents(cairo_, &left, &top, &right, &bottom);
  cairo_save(cairo_);
  cairo_path_t* const outline = cairo_copy_path(cairo_);
  cairo_clip(cairo_);
  cairo_set_line_width(cairo_, hatch_width_pt);
  cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_SQUARE);
  cairo_set_dash(cairo_, nullptr, 0, 0);
  set_source(color);
  visit_hatch_lines({left, top, right - left, bottom - top}, [&](Point from, Point to) {
    cairo_move_to(cairo_, from.x, from.y);
    cairo_line_to(cairo_, to.x, to.y);
  });
  cairo_stroke(cairo_);
  cairo_restore(cairo_);
  cairo_append_path(cairo_, outline);
  cairo_path_destroy(outline);
}

void CairoPainter::fill_current_path(const Fill& fill) {
  if (is_visible(fill.color)) {
    set_source(fill.color);
    cairo_fill_preserve(cairo_);
  }
  if (is_visible(fill.hatch)) paint_hatch(fill.hatch);
}

void CairoPainter::stroke_current_path(const Stroke& stroke, cairo_line_cap_t cap, cairo_line_join_t join) {
  if (is_visible(stroke)) {
    set_source(stroke.color);
    cairo_set_line_width(cairo_, stroke.width_pt);
    cairo_set_line_join(cairo_, join);
    const bool is_dashed = stroke.dash == Dash::dashed;
    // A dash ends where it is said to: only solid lines have round ends.
    cairo_set_line_cap(cairo_, is_dashed ? CAIRO_LINE_CAP_BUTT : cap);
    const double dash = dash_length_pt(stroke);
    cairo_set_dash(cairo_, &dash, is_dashed ? 1 : 0, 0);
    cairo_stroke_preserve(cairo_);
  }
  cairo_new_path(cairo_);
}

void CairoPainter::paint_box(const Box& box) {
  if (!is_wanted(bounds_of(box))) return;
  rounded_rectangle(cairo_, box.rect, corner_radius_pt(box.rect, box.radius_pt));
  fill_current_path(box.fill);
  stroke_current_path(box.stroke, CAIRO_LINE_CAP_BUTT, CAIRO_LINE_JOIN_MITER);
}

void CairoPainter::paint_path(const Path& path) {
  if (!is_wanted(bounds_of(path))) return;
  trace_path(cairo_, path.segments);
  fill_current_path(path.fill);
  stroke_current_path(path.stroke, CAIRO_LINE_CAP_ROUND, CAIRO_LINE_JOIN_ROUND);
}

void CairoPainter::paint_text(std::string_view text, Point position, const TextStyle& style, Align align) {
  if (text.empty() || !is_visible(style.color)) return;
  // Measuring costs as much as a short text's drawing in part: only where something may be left out.
  if (is_wanted_ != nullptr && !is_wanted(text_bounds(text, position, style, align, text_.fonts()))) return;
  set_source(style.color);
  text_.draw(cairo_, text, position, style, align);
}

void CairoPainter::paint_grid(const Grid& grid) {
  if (grid.rows <= 0 || grid.columns <= 0) return;
  if (is_drawn_as_image(grid)) {
    if (is_wanted(grid.rect)) paint_pixels(image_of(grid), grid.rect);
    return;
  }
  visit_cells(grid, text_.fonts(), [&](const GridCell& cell) {
    paint_box({cell.rect, cell.style.radius_pt, cell.style.fill, cell.style.stroke});
    paint_text(cell.text, cell.baseline, cell.style.text, Align::middle);
  });
}

void CairoPainter::paint_pixels(const Pixels& pixels, const Rect& rect) {
  if (rect.width <= 0 || rect.height <= 0) return;  // Cairo takes no scale of 0, and would draw nothing after it
  const CairoSurface image = to_cairo(pixels);
  if (const Status made = status_of(image); !made) {
    if (images_) images_ = made;
    return;
  }
  cairo_save(cairo_);
  cairo_translate(cairo_, rect.x, rect.y);
  cairo_scale(cairo_, rect.width / pixels.width, rect.height / pixels.height);
  cairo_set_source_surface(cairo_, image.get(), 0, 0);
  // Cells smaller than a pixel are averaged: of those that fall between pixels a regular map would make a pattern of its own.
  double cell_x = 1, cell_y = 1;
  cairo_user_to_device_distance(cairo_, &cell_x, &cell_y);
  const bool is_reduced = std::min(std::abs(cell_x), std::abs(cell_y)) < 1;
  cairo_pattern_set_filter(cairo_get_source(cairo_), is_reduced ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
  cairo_paint_with_alpha(cairo_, opacity_);
  cairo_restore(cairo_);
}

void CairoPainter::paint_group(const Group& group) {
  // An opacity over one fill or stroke needs no layer of its own: most connections are such groups.
  const bool is_translucent = group.opacity < 1;
  const bool needs_layer = is_translucent && !(group.items.size() == 1 && count_paints(group.items.front()) <= 1);
  if (needs_layer && is_wanted_ != nullptr && !is_wanted(bounds_of(Item{{}, group}, text_.fonts()))) return;
  const Affine& m = group.transform;
  if (m.a * m.d == m.b * m.c) return;  // flattened to a line, or less
  const double outer_opacity = opacity_;
  cairo_save(cairo_);
  const cairo_matrix_t matrix{m.a, m.b, m.c, m.d, m.e, m.f};
  cairo_transform(cairo_, &matrix);
  if (group.clip.width > 0) {
    cairo_rectangle(cairo_, group.clip.x, group.clip.y, group.clip.width, group.clip.height);
    cairo_clip(cairo_);
  }
  if (needs_layer) {
    cairo_push_group(cairo_);
    opacity_ = 1;
  } else {
    opacity_ = outer_opacity * group.opacity;
  }
  paint_items(group.items);
  opacity_ = outer_opacity;
  if (needs_layer) {
    cairo_pop_group_to_source(cairo_);
    cairo_paint_with_alpha(cairo_, outer_opacity * group.opacity);
  }
  cairo_restore(cairo_);
}

}  // namespace convoscope

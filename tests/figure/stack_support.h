// What tests of the stack and the matrix share: a view drawn alone at its natural size, and where things of it are.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "figure/views.h"
#include "support.h"

namespace convoscope::testing {

inline Figure view_alone(std::string_view name, const PictureInputs& inputs, Side side, Size room) {
  const ViewRow& view = *find_view(name);
  Pen pen(inputs.theme, inputs.fonts);
  Figure figure;
  figure.size = room.width > 0 ? room : view.size(inputs, side, {});
  view.draw(pen, inputs, side, {}, figure.size);
  figure.items = pen.take();
  return figure;
}

inline Figure stack_alone(const PictureInputs& inputs, Side side, Size room = {}) {
  return view_alone("stack", inputs, side, room);
}

inline Figure matrix_alone(const PictureInputs& inputs, Size room = {}) {
  return view_alone("matrix", inputs, Side::none, room);
}

/// The box around everything drawn, strokes left out.
inline Rect bounds_of(const Figure& figure) {
  double left = std::numeric_limits<double>::max(), top = left, right = -left, bottom = -left;
  const auto add = [&](Point p) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  };
  const auto add_rect = [&](const Rect& r, const Affine& m) {
    for (const Point p : {Point{r.x, r.y}, Point{r.right(), r.y}, Point{r.x, r.bottom()}, Point{r.right(), r.bottom()}})
      add(m(p));
  };
  visit_items(figure, [&](const Item& item, const Affine& m) {
    if (const auto* box = std::get_if<Box>(&item.shape)) add_rect(box->rect, m);
    if (const auto* grid = std::get_if<Grid>(&item.shape)) add_rect(grid->rect, m);
    if (const auto* text = std::get_if<Text>(&item.shape)) {
      const double shift = text->align == Align::start ? 0 : text->align == Align::middle ? 0.5 : 1;
      add_rect({text->position.x - shift * text->width_pt, text->position.y - 0.7 * text->style.size_pt, text->width_pt,
                0.7 * text->style.size_pt},
               m);
    }
    if (const auto* path = std::get_if<Path>(&item.shape)) {
      for (const Segment& s : path->segments) {
        if (s.kind != Segment::Kind::close) add(m(s.p));
      }
    }
  });
  return {left, top, right - left, bottom - top};
}

inline void expect_inside(const Figure& figure, double slack_pt = 3) {
  const Rect bounds = bounds_of(figure);
  EXPECT_GE(bounds.x, -slack_pt);
  EXPECT_GE(bounds.y, -slack_pt);
  EXPECT_LE(bounds.right(), figure.size.width + slack_pt);
  EXPECT_LE(bounds.bottom(), figure.size.height + slack_pt);
}

}  // namespace convoscope::testing

// What is hard to see in a figure: words and numbers by WCAG 2.1's 4.5 : 1, rings and frames by its 3 : 1.
#pragma once

#include <string>
#include <vector>

#include "figure/draw/contrast.h"
#include "figure/draw/pen.h"
#include "support.h"

namespace convoscope::testing {

/// What is painted, in painter's order, and where: as far as words, numbers and rings stand on it.
class Ground {
 public:
  explicit Ground(Color background) : background_(background) {}
  void paint(const Affine& to, const Rect& rect, Color fill) {
    if (fill.a > 0) painted_.push_back({to, rect, fill});
  }
  void outline(const Affine& to, const Rect& rect, const Stroke& stroke) {
    const double half = stroke.width_pt / 2;
    if (stroke.color.a > 0 && half > 0) painted_.push_back({to, grown(rect, half), stroke.color, grown(rect, -half)});
  }
  Color at(Point p) const {
    Color color = background_;
    for (const Painted& painted : painted_) {
      const Affine& m = painted.to;
      const double size = m.a * m.d - m.b * m.c;
      const double x = p.x - m.e, y = p.y - m.f;
      const Point local{(m.d * x - m.c * y) / size, (m.a * y - m.b * x) / size};
      if (painted.rect.contains(local) && !painted.hole.contains(local))
        color = mix(color, with_alpha(painted.fill, 1), painted.fill.a / 255.0);
    }
    return with_alpha(color, 1);
  }

 private:
  struct Painted {
    Affine to;
    Rect rect;
    Color fill;
    Rect hole{};  ///< left out
  };
  Color background_;
  std::vector<Painted> painted_;
};

/// Words and numbers that stand out from their ground by less than 4.5 : 1.
inline std::string faint_texts(const Figure& figure) {
  std::string faint;
  Ground ground(figure.background);
  const auto look_at = [&](const std::string& text, Color color, Point at) {
    if (text.empty() || color.a == 0) return;
    const Color on = ground.at(at);
    const double found = contrast(mix(on, with_alpha(color, 1), color.a / 255.0), on);
    if (found < 4.5) faint += " \"" + text + "\" " + std::to_string(found);
  };
  visit_items(figure, [&](const Item& item, const Affine& to) {
    if (const auto* box = std::get_if<Box>(&item.shape)) ground.paint(to, box->rect, box->fill.color);
    if (const auto* text = std::get_if<Text>(&item.shape)) {
      const double along = text->align == Align::start ? 0.5 : text->align == Align::end ? -0.5 : 0;
      look_at(text->text, text->style.color,
              to({text->position.x + along * text->width_pt, text->position.y - 0.35 * text->style.size_pt}));
    }
    const auto* grid = std::get_if<Grid>(&item.shape);
    for (std::int64_t i = 0; grid != nullptr && i < grid->rows * grid->columns; ++i) {
      const Rect cell = grid->cell_rect(i / grid->columns, i % grid->columns);
      const CellStyle& style = grid->style_of(i / grid->columns, i % grid->columns);
      ground.paint(to, cell, style.fill.color);
      if (style.text.size_pt < smallest_legible_pt) continue;
      look_at(grid->text_of(i / grid->columns, i % grid->columns), style.text.color, to(cell.center()));
    }
  });
  return faint;
}

/// Rings and frames, by their colours those that say "here" or what is left, that stand out by less than 3 : 1 from what is at either side.
inline std::string faint_rings(const Figure& figure, const Theme& theme) {
  std::string faint;
  Ground ground(figure.background);
  visit_items(figure, [&](const Item& item, const Affine& to) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    for (std::int64_t i = 0; grid != nullptr && i < grid->rows * grid->columns; ++i)
      ground.paint(to, grid->cell_rect(i / grid->columns, i % grid->columns),
                   grid->style_of(i / grid->columns, i % grid->columns).fill.color);
    const auto* box = std::get_if<Box>(&item.shape);
    if (box == nullptr) return;
    ground.paint(to, box->rect, box->fill.color);
    const Stroke& stroke = box->stroke;
    const Color opaque = with_alpha(stroke.color, 1);
    const bool is_ring = box->fill.color.a == 0 && (opaque == theme.focus || opaque == theme.text);
    if (is_ring && stroke.color.a > 0) {
      const Rect& r = box->rect;
      const Point c = r.center();
      const double beside = stroke.width_pt / 2 + 0.2;
      const std::pair<Point, Point> sides[] = {
          {{c.x, r.y}, {0, -1}}, {{c.x, r.bottom()}, {0, 1}}, {{r.x, c.y}, {-1, 0}}, {{r.right(), c.y}, {1, 0}}};
      for (const auto& [p, out] : sides) {
        const Color ring = mix(ground.at(to(p)), opaque, stroke.color.a / 255.0);
        const double found = std::max(contrast(ring, ground.at(to({p.x + out.x * beside, p.y + out.y * beside}))),
                                      contrast(ring, ground.at(to({p.x - out.x * beside, p.y - out.y * beside}))));
        if (found < 3) faint += " " + std::to_string(found);
      }
    }
    ground.outline(to, box->rect, stroke);
  });
  return faint;
}

}  // namespace convoscope::testing

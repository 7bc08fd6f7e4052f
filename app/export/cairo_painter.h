// Figure items -> Cairo, in pixels and in PDF alike. Draws what drawing.h says and nothing of its own.
// Knows no file format.
#pragma once

#include <cairo.h>

#include <vector>

#include "export/cairo_text.h"
#include "figure/figure.h"

namespace convoscope {

class CairoPainter {
 public:
  /// Draws to `cairo`, whose coordinates are points, y down.
  CairoPainter(cairo_t* cairo, CairoText& text) : cairo_(cairo), text_(text) {}

  void paint(const Figure& figure, bool with_background);

 private:
  void paint_items(const std::vector<Item>& items);
  void paint_box(const Rect& rect, double radius_pt, const Fill& fill, const Stroke& stroke);
  void paint_path(const Path& path);
  void paint_text(std::string_view text, Point position, const TextStyle& style, Align align);
  void paint_grid(const Grid& grid);
  void paint_image(const Grid& grid);
  void paint_group(const Group& group);

  void fill_current_path(const Fill& fill);
  void stroke_current_path(const Stroke& stroke, cairo_line_cap_t cap, cairo_line_join_t join);
  void paint_hatch(Color color);
  void set_source(Color color);

  cairo_t* cairo_;
  CairoText& text_;
  double opacity_ = 1;  ///< of the enclosing group, where it is multiplied into a colour
};

}  // namespace convoscope

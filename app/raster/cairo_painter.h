// Figure items -> Cairo, in pixels and in PDF alike. Draws what drawing.h says and nothing of its own.
// Knows no file format.
#pragma once

#include <cairo.h>

#include <functional>
#include <vector>

#include "figure/figure.h"
#include "raster/cairo_image.h"
#include "raster/cairo_text.h"

namespace convoscope {

class CairoPainter {
 public:
  /// Draws to `cairo`, whose coordinates are points, y down.
  CairoPainter(cairo_t* cairo, CairoText& text) : cairo_(cairo), text_(text) {}

  /// Whether something within a rectangle, in device coordinates, is wanted.
  using IsWanted = std::function<bool(const Rect&)>;

  /// What is wanted nowhere may be left out; without `is_wanted` everything is painted.
  void paint(const Figure& figure, const IsWanted& is_wanted = nullptr);
  /// One colour, over all of the surface.
  void paint_ground(Color color);
  /// What became of all that was painted: of Cairo's drawing, and of the images that it could not make.
  Status status() const { return images_ ? status_of(cairo_) : images_; }

 private:
  void paint_items(const std::vector<Item>& items);
  void paint_box(const Box& box);
  void paint_path(const Path& path);
  void paint_text(std::string_view text, Point position, const TextStyle& style, Align align);
  void paint_grid(const Grid& grid);
  void paint_pixels(const Pixels& pixels, const Rect& rect);
  void paint_group(const Group& group);

  void fill_current_path(const Fill& fill);
  void stroke_current_path(const Stroke& stroke, cairo_line_cap_t cap, cairo_line_join_t join);
  void paint_hatch(Color color);
  void set_source(Color color);
  bool is_wanted(const Rect& bounds) const;

  cairo_t* cairo_;
  CairoText& text_;
  const IsWanted* is_wanted_ = nullptr;  ///< while painting; null: everything is
  Status images_ = ok();
  double opacity_ = 1;  ///< of the enclosing group, where it is multiplied into a colour
};

}  // namespace convoscope

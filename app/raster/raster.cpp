#include "raster/raster.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <new>

#include "figure/writing/changed_region.h"
#include "figure/writing/item_bounds.h"
#include "raster/cairo_painter.h"

namespace convoscope {

Result<Raster> Raster::create(PixelSize size, double scale, bool transparent, const FontBook& fonts) {
  CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size.width, size.height));
  if (Status made = status_of(surface); !made) return made.message();
  // Cairo 1.16 jumps into nowhere when there is no memory for the pieces that it fills shapes by: that much must be left over,
  // whatever the pictures take that other threads draw.
  constexpr int spare_megabytes = 8;
  const CairoSurface spare(cairo_image_surface_create(CAIRO_FORMAT_A8, 1 << 10, spare_megabytes << 10));
  if (Status left = status_of(spare); !left) return left.message();
  try {
    return Raster(std::move(surface), Pixels(size.width, size.height), scale, transparent, fonts);
  } catch (const std::bad_alloc&) {
    return Message{"export.out_of_memory", {}};
  }
}

Raster::Raster(CairoSurface surface, Pixels pixels, double scale, bool transparent, const FontBook& fonts)
    : surface_(std::move(surface)),
      pixels_(std::move(pixels)),
      scale_(scale),
      transparent_(transparent),
      text_(std::make_unique<CairoText>(fonts, CairoText::Mode::outlines)) {}

Tiles Raster::tiles_to_draw(const Figure& figure) const {
  Tiles tiles(pixels_.width, pixels_.height);
  const auto region = before_ ? changed_region(*before_, figure, text_->fonts()) : std::nullopt;
  if (!region) tiles.mark({0, 0, static_cast<double>(pixels_.width), static_cast<double>(pixels_.height)});
  // A pixel more on every side: edges are smooth.
  const Affine to_pixels{scale_, 0, 0, scale_, 0, 0};
  for (const Rect& rect : region.value_or(std::vector<Rect>())) {
    const Rect covered = mapped(rect, to_pixels);
    tiles.mark({covered.x - 1, covered.y - 1, covered.width + 2, covered.height + 2});
  }
  return tiles;
}

Status Raster::draw(Figure figure) {
  const Tiles tiles = tiles_to_draw(figure);
  const std::vector<PixelRect> parts = tiles.rectangles();
  drawn_part_ = around(parts);
  if (parts.empty()) return ok();
  // What reaches into the parts is painted whole, over a ground without the rest, and only the parts are taken from there:
  // a clip would make edges come out a shade different.
  const CairoContext cairo(cairo_create(surface_.get()));
  CairoPainter painter(cairo.get(), *text_);
  cairo_set_operator(cairo.get(), CAIRO_OPERATOR_SOURCE);
  // The whole surface, so that its last column and row are no paler where the figure ends within them.
  painter.paint_ground(transparent_ ? Color{} : figure.background);
  cairo_set_operator(cairo.get(), CAIRO_OPERATOR_OVER);
  cairo_scale(cairo.get(), scale_, scale_);
  painter.paint(figure, [&](const Rect& rect) { return tiles.any_marked(rect); });
  for (const Status& drawn : {painter.status(), status_of(surface_)})
    if (!drawn) return drawn;
  for (const PixelRect& part : parts) from_cairo(surface_.get(), part, pixels_);
  before_ = std::move(figure);
  return ok();
}

}  // namespace convoscope

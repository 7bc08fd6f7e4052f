#include "export/raster.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <new>

#include "export/cairo_painter.h"

namespace convoscope {

Result<PixelSize> pixel_size(Size size, double scale) {
  // Written so that a scale that is not a number is refused too.
  const double across = std::ceil(std::max(size.width * scale - 1e-6, 1.0));
  const double down = std::ceil(std::max(size.height * scale - 1e-6, 1.0));
  if (!(across <= max_side_px && down <= max_side_px && across * down <= static_cast<double>(max_pixels))) {
    return Message{"export.too_large",
                   {{"width", fmt::format("{:.0f}", across)},
                    {"height", fmt::format("{:.0f}", down)},
                    {"limit", fmt::format("{}", max_side_px)},
                    {"pixels", fmt::format("{}", max_pixels / 1000000)}}};
  }
  return PixelSize{static_cast<int>(across), static_cast<int>(down)};
}

Result<Raster> Raster::create(PixelSize size, double scale, bool transparent, const FontBook& fonts) {
  CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size.width, size.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return Message{"export.out_of_memory", {}};
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

void Raster::draw(const Figure& figure) {
  const CairoContext cairo(cairo_create(surface_.get()));
  cairo_set_operator(cairo.get(), CAIRO_OPERATOR_CLEAR);
  cairo_paint(cairo.get());
  cairo_set_operator(cairo.get(), CAIRO_OPERATOR_OVER);
  cairo_scale(cairo.get(), scale_, scale_);
  CairoPainter(cairo.get(), *text_).paint(figure, !transparent_);
  from_cairo(surface_.get(), pixels_);
}

}  // namespace convoscope

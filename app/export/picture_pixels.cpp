#include "export/picture_pixels.h"

#include "export/raster.h"

namespace convoscope {

Result<Size> size_in_pixels(Size figure_pt, double scale) {
  const Result<PixelSize> size = pixel_size(figure_pt, scale);
  if (!size) return size.message();
  return Size{static_cast<double>(size->width), static_cast<double>(size->height)};
}

Result<Pixels> draw_pixels(const Figure& figure, double scale, bool transparent, const FontBook& fonts) {
  const Result<PixelSize> size = pixel_size(figure.size, scale);
  if (!size) return size.message();
  Result<Raster> raster = Raster::create(*size, scale, transparent, fonts);
  if (!raster) return raster.message();
  raster->draw(figure);
  return raster->pixels();
}

}  // namespace convoscope

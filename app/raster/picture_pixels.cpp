#include "raster/picture_pixels.h"

#include "raster/raster.h"

namespace convoscope {

Result<Pixels> draw_pixels(const Figure& figure, double scale, bool transparent, const FontBook& fonts) {
  const Result<PixelSize> size = pixel_size(figure.size, scale);
  if (!size) return size.message();
  Result<Raster> raster = Raster::create(*size, scale, transparent, fonts);
  if (!raster) return raster.message();
  if (Status drawn = raster->draw(figure); !drawn) return drawn.message();
  return raster->pixels();
}

}  // namespace convoscope

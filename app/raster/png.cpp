#include "raster/png.h"

#include "figure/writing/scene_marks.h"
#include "png/png_encoder.h"
#include "raster/raster.h"

namespace convoscope {

double pixels_per_metre(double scale) { return scale * 72 / 0.0254; }

std::string png_metadata(const Figure& figure, const ExportOptions& options) {
  std::string chunks;
  if (!figure.title.empty()) chunks += png_text("Title", figure.title);
  if (!figure.description.empty()) chunks += png_text("Description", figure.description);
  if (!options.scene.empty()) chunks += png_text(png_scene_keyword, options.scene);
  return chunks;
}

Result<std::string> write_png(const Figure& figure, const ExportOptions& options, const FontBook& fonts) {
  const auto size = pixel_size(figure.size, options.scale);
  if (!size) return size.message();
  auto raster = Raster::create(*size, options.scale, options.transparent, fonts);
  if (!raster) return raster.message();
  if (Status drawn = raster->draw(figure); !drawn) return drawn.message();
  return encode_png(raster->pixels(), pixels_per_metre(options.scale), png_metadata(figure, options));
}

}  // namespace convoscope

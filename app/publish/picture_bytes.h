// A figure as the picture file that platforms and pages take: PNG, or SVG in a build without raster.
#pragma once

#include "publish/sheet.h"

namespace convoscope {

struct PictureBytes {
  std::string bytes;
  std::string_view extension;   ///< "png"
  std::string_view media_type;  ///< "image/png"
};
Result<PictureBytes> picture_bytes(const Figure& figure, const FontBook& fonts);

}  // namespace convoscope

#include "publish/picture_bytes.h"

#include "picture/formats.h"

namespace convoscope {

Result<PictureBytes> picture_bytes(const Figure& figure, const FontBook& fonts) {
  const Format* png = format_of("figure.png");
  const bool has_png = png != nullptr && png->still != nullptr;
  const Format* format = has_png ? png : format_of("figure.svg");
  ExportOptions options;
  options.scale = 2;  // for screens of today
  options.text_as_outlines = !has_png;
  Result<std::string> bytes = format->still(figure, options, fonts);
  if (!bytes) return bytes.message();
  return PictureBytes{std::move(*bytes), format->extension, has_png ? "image/png" : "image/svg+xml"};
}

}  // namespace convoscope

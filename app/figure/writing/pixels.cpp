#include "figure/writing/pixels.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace convoscope {

Result<PixelSize> pixel_size(Size figure, double scale) {
  // Written so that a scale that is not a number is refused too.
  const double across = std::ceil(std::max(figure.width * scale - 1e-6, 1.0));
  const double down = std::ceil(std::max(figure.height * scale - 1e-6, 1.0));
  if (!(across <= max_side_px && down <= max_side_px && across * down <= static_cast<double>(max_pixels))) {
    return Message{"export.too_large",
                   {{"width", fmt::format("{:.0f}", across)},
                    {"height", fmt::format("{:.0f}", down)},
                    {"limit", fmt::format("{}", max_side_px)},
                    {"pixels", fmt::format("{}", max_pixels / 1000000)}},
                   Cause::picture_size};
  }
  return PixelSize{static_cast<int>(across), static_cast<int>(down)};
}

}  // namespace convoscope

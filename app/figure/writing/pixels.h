// A picture in memory: rows of straight (not premultiplied) RGBA bytes. Knows no file format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "document/message.h"
#include "figure/figure.h"

namespace convoscope {

/// No side above this (Cairo's own limit), and no more pixels than that (512 MB of them).
inline constexpr int max_side_px = 32767;
inline constexpr std::int64_t max_pixels = std::int64_t{1} << 27;

struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;  ///< 4 * width * height, row by row

  Pixels() = default;
  Pixels(int width_px, int height_px)
      : width(width_px),
        height(height_px),
        rgba(std::size_t{4} * static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px)) {}

  const std::uint8_t* at(int x, int y) const { return rgba.data() + offset(x, y); }
  std::uint8_t* at(int x, int y) { return rgba.data() + offset(x, y); }

 private:
  std::size_t offset(int x, int y) const {
    return 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
  }
};

struct PixelSize {
  int width = 0;
  int height = 0;
  bool operator==(const PixelSize&) const = default;
};

/// The whole pixels that a figure of this size (points) takes at `scale` pixels per point, at least one each way;
/// "export.too_large" where no picture can be so large.
Result<PixelSize> pixel_size(Size figure, double scale);

/// A part of a picture, in pixels.
struct PixelRect {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
  bool operator==(const PixelRect&) const = default;
};

}  // namespace convoscope

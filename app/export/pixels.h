// A picture in memory: rows of straight (not premultiplied) RGBA bytes. Knows no file format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace convoscope {

struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;  ///< 4 * width * height, row by row

  Pixels() = default;
  Pixels(int width_px, int height_px)
      : width(width_px),
        height(height_px),
        rgba(std::size_t{4} * static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px)) {}

  const std::uint8_t* at(int x, int y) const {
    return rgba.data() +
           4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
  }
};

}  // namespace convoscope

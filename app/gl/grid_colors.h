// The colours of a grid's cells as a texture with mipmaps, made once for an array of classes, however often the grid is drawn;
// and what one cell looks like from afar.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "figure/figure.h"
#include "gl/gl_objects.h"

namespace convoscope {

using LinearColor = std::array<float, 4>;  ///< premultiplied, 0 .. 1, in sRGB's own steps, as everything is blended

LinearColor premultiplied(Color color);
/// The average of a cell: its fill, hatching and the part of the outline that lies inside.
LinearColor average_color(const CellStyle& style, Size cell);

class GridColors {
 public:
  /// Costs about 6 bytes of texture memory a cell, and is the one thing whose time grows with the whole map.
  explicit GridColors(const Grid& grid);

  bool is_of(const Grid& grid) const;
  void bind() const { glBindTexture(GL_TEXTURE_2D, texture_.name()); }
  /// How many columns and rows of cells the texture spans.
  Size span() const { return span_; }
  /// The mipmap whose texels are `cells` cells wide.
  double level_for(double cells) const;

 private:
  void upload(const Grid& grid, int across, int down);
  std::uint32_t block_average(const std::uint8_t* classes, const std::array<std::uint32_t, 256>& palette,
                              std::int64_t x, std::int64_t y) const;

  // Identity, not contents: figures share arrays and never change them. The weak pointer keeps the address from being reused.
  std::weak_ptr<const std::vector<std::uint8_t>> classes_;
  std::vector<CellStyle> styles_;
  Size cell_;
  std::int64_t rows_, columns_;
  GlTexture texture_;
  Size span_;
  int halvings_ = 0;  // a texel of the first level is 2^halvings cells wide
};

}  // namespace convoscope

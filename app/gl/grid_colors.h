// What a grid's cells look like from afar: the colours of those in view as a texture of about the screen's own resolution,
// with the mipmaps next to it; and what one cell looks like.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "gl/cell_window.h"
#include "gl/gl_objects.h"
#include "gl/row_kinds.h"

namespace convoscope {

using LinearColor = std::array<float, 4>;  ///< premultiplied, 0 .. 1, in sRGB's own steps, as everything is blended

LinearColor premultiplied(Color color);
/// The average of a cell: its fill, hatching and the part of the outline that lies inside.
LinearColor average_color(const CellStyle& style, Size cell);

class GridColors {
 public:
  /// Has the colours of the cells of `window` ready, for texels `texel_cells` cells wide. Takes its kinds of rows from `known`
  /// where one is of this grid. Costs the texels, however many cells they stand for, as long as few rows differ.
  void build(const Grid& grid, const CellWindow& window, double texel_cells,
             std::span<const std::shared_ptr<const RowKinds>> known);

  void bind() const { glBindTexture(GL_TEXTURE_2D, texture_.name()); }
  /// The cells that the texture spans, some beyond the grid's last ones among them.
  const CellWindow& window() const { return window_; }
  /// The mipmap for texels `texel_cells` cells wide.
  double level_for(double texel_cells) const;
  /// Null of a grid without classes.
  const std::shared_ptr<const RowKinds>& kinds() const { return kinds_; }

 private:
  using Palette = std::array<std::uint32_t, 256>;
  bool is_good_for(const Grid& grid, const CellWindow& window, double texel_cells) const;
  void upload(const Grid& grid, const Palette& palette, int level);

  std::shared_ptr<const RowKinds> kinds_;
  std::vector<CellStyle> styles_;
  Size cell_;
  CellWindow window_;
  int halvings_ = 0;  // a texel of the first level is 2^halvings cells wide
  GlTexture texture_;
};

}  // namespace convoscope

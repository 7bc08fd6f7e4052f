// Figure -> pixels by Cairo: what every picture and animation made of pixels begins with.
// Knows no file format.
#pragma once

#include "figure/writing/format.h"
#include "raster/cairo_image.h"
#include "raster/cairo_text.h"
#include "raster/tiles.h"

namespace convoscope {

/// Draws figures of one size, one after the other, into the same memory.
class Raster {
 public:
  static Result<Raster> create(PixelSize size, double scale, bool transparent, const FontBook& fonts);

  /// Overwrites the pixels: only where the figure looks other than the one before. One of another size is drawn at the top
  /// left, the rest being cut or left to the background. Where it fails the pixels are as they were.
  Status draw(Figure figure);
  const Pixels& pixels() const { return pixels_; }
  /// Outside of this the last drawing changed nothing; nothing where it changed nothing at all.
  std::optional<PixelRect> drawn_part() const { return drawn_part_; }

 private:
  Raster(CairoSurface surface, Pixels pixels, double scale, bool transparent, const FontBook& fonts);
  Tiles tiles_to_draw(const Figure& figure) const;

  CairoSurface surface_;
  Pixels pixels_;
  double scale_;
  bool transparent_;
  std::unique_ptr<CairoText> text_;
  std::optional<Figure> before_;  ///< what the pixels show; nothing at first
  std::optional<PixelRect> drawn_part_;
};

}  // namespace convoscope

// Steps of an animation as pixels, one after the other in the same memory, and what changes from one to the next.
// Knows no file format.
#pragma once

#include <optional>

#include "png/png_encoder.h"
#include "raster/raster.h"

namespace convoscope {

class AnimationRaster {
 public:
  /// All steps get the size of the first, which is drawn. `frames` is not empty (asserted) and outlives this.
  static Result<AnimationRaster> create(const FrameSource& frames, const ExportOptions& options, const FontBook& fonts);

  /// Draws a step: what `pixels` then are, until the next.
  Status draw(std::int64_t step);
  const Pixels& pixels() const { return raster_.pixels(); }
  /// Outside of this the pixels are those of the step drawn before.
  std::optional<PixelRect> drawn_part() const { return raster_.drawn_part(); }
  PixelSize size() const { return size_; }
  const Figure& first_figure() const { return first_; }

 private:
  AnimationRaster(const FrameSource& frames, Figure first, PixelSize size, Raster raster);

  const FrameSource* frames_;
  Figure first_;
  PixelSize size_;
  Raster raster_;
};

/// The smallest rectangle outside of which both pictures, of one size, are equal; nothing where they are equal everywhere. Outside of
/// `within` they are known to be.
std::optional<PixelRect> changed_part(const Pixels& before, const Pixels& after, PixelRect within);

/// Copies the part of one picture into another of the same size.
void copy_part(const Pixels& from, PixelRect part, Pixels& to);

/// How long a frame stays, in whole units of 1/`units_per_s` s. Rounded so that the sum never drifts.
std::int64_t duration_of(std::int64_t frame, std::int64_t count, const ExportOptions& options, int units_per_s);

}  // namespace convoscope

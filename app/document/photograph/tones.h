// From numbers to grey: what the pictures of maps look like.
#pragma once

#include "document/photograph/photograph.h"
#include "document/progress.h"

namespace convoscope {

/// What is shown as white: the magnitude that one finite number in a hundred exceeds, so that edges are not lost beside the strongest of
/// them; the largest where that is 0, and 0 where all are, or are too small to divide by (2^-100).
float bright_magnitude(const Tensor& map);

/// Batch entry 0: three channels as red, green and blue, of others the `channel` in grey. `most` is what is white (Tone::absolute and
/// about_grey; 0: everything is black, or the middle grey). What is no number is black.
SharedPixels pixels_of(const Tensor& map, Tone tone, float most, std::int64_t channel = 0);

/// The same bit by bit.
class Toning {
 public:
  Toning(std::shared_ptr<const Tensor> map, Tone tone, float most, std::int64_t channel = 0);

  /// Goes on, by some rows at least, until `progress`, told of rows, says to break off: then null. Else the pixels, once.
  SharedPixels advance(const Progress& progress = {});

 private:
  const std::shared_ptr<const Tensor> map_;
  const Tone tone_;
  const float most_;
  const std::int64_t channel_;
  std::shared_ptr<ImagePixels> pixels_;
  std::int64_t done_ = 0;  ///< rows
};

}  // namespace convoscope

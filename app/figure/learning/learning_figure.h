// A kernel that is learned, as a picture: the loss as a curve, the kernel as it is now, and beside it the one that is wanted.
#pragma once

#include <cstdint>
#include <span>

#include "core/learning.h"
#include "document/catalog.h"
#include "figure/draw/fonts.h"
#include "figure/draw/theme.h"
#include "figure/figure.h"

namespace convoscope {

struct LearningPicture {
  std::span<const LearningState> states;  ///< at least one; the step is the place
  std::int64_t step = 0;
  double rate = 0;
  const Tensor* wanted = nullptr;  ///< of the weight's shape; null: only its output is known
  const Theme& theme;
  const Catalog& catalog;
  const FontMetrics& fonts;
};

/// The state after `step` steps. Of several channels the kernel between the first two is shown, as its heading says. Every step's picture
/// has the same size, and the same state the same picture.
Figure learning_figure(const LearningPicture& picture);

}  // namespace convoscope

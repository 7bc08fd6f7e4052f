// Where the cards of a picture stand, and how large: a value that depends on what is shown and in how much room, not on where the
// reader is. A hover, a pin or a step draws into these rectangles. Knows no view by name.
#pragma once

#include <vector>

#include "figure/view.h"

namespace convoscope {

struct PlacedCard {
  const ViewRow* view = nullptr;
  Side side = Side::none;
  Rect rect;  ///< points before `scale`
};

struct Arrangement {
  Size size;         ///< of the figure
  double scale = 1;  ///< by which all cards are drawn larger or smaller
  std::vector<PlacedCard> cards;
};

/// The scene's views in `available` points, without a size in their natural one. Costs some dozens of `size` calls the first
/// time, and a comparison while the cache has it.
Arrangement arrange(const PictureInputs& inputs, Size available);

}  // namespace convoscope

#include "figure/state/shown_sides.h"

namespace convoscope {

std::vector<Side> shown_sides(const PictureInputs& inputs) {
  std::vector<Side> sides;
  if (inputs.evaluation.convolution && inputs.scene.shows_convolution) sides.push_back(Side::convolution);
  if (inputs.evaluation.transposed && inputs.scene.shows_transposed) sides.push_back(Side::transposed);
  if (sides.empty()) sides.push_back(inputs.evaluation.asked);
  return sides;
}

bool lacks_counterpart(const PictureInputs& inputs) {
  if (inputs.evaluation.weight->size() == 0) return false;
  const bool lacks_convolution = inputs.scene.shows_convolution && !inputs.evaluation.convolution;
  return lacks_convolution || (inputs.scene.shows_transposed && !inputs.evaluation.transposed);
}

}  // namespace convoscope

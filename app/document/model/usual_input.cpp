// Each size is tried by following the model.
#include "document/model/usual_input.h"

#include <algorithm>
#include <array>

namespace convoscope {

MapSize usual_input(const Model& model) {
  const MapSize said = model.input;
  if (said.channels > 0 && said.rows > 0 && said.columns > 0) return said;
  const auto first = std::ranges::find_if(
      model.layers, [](const ModelLayer& layer) { return layer.layer && layer.layer->has_channels; });
  MapSize input = said;
  if (input.channels == 0) input.channels = first == model.layers.end() ? 3 : first->layer->spec.in_channels;
  if (input.channels < 1) input.channels = 1;
  const bool is_line = first != model.layers.end() && first->layer->is_line;
  const bool grows = first != model.layers.end() && is_transposed(first->layer->spec);
  // Of pictures; what begins with a transposed layer grows out of little.
  constexpr std::array down{224, 28, 32, 64, 96, 128, 256, 299, 384, 512, 572, 1024};
  constexpr std::array up{1, 4, 7, 8, 16, 28, 32, 64, 128, 224, 256, 512};
  std::optional<MapSize> reaching;
  for (const int size : grows ? up : down) {
    const MapSize tried{input.channels,
                        said.rows > 0 ? said.rows
                        : is_line     ? 1
                                      : size,
                        said.columns > 0 ? said.columns : size};
    const std::vector<ModelStep> steps = follow(model, tried);
    if (std::ranges::none_of(steps, [](const ModelStep& step) { return step.problem.has_value(); })) return tried;
    if (!steps.empty() && steps.back().output && !reaching) reaching = tried;
  }
  return reaching.value_or(MapSize{input.channels, is_line ? 1 : 224, 224});
}

}  // namespace convoscope

// A line of layers says nothing of its skips, so any is a choice there; a graph names its maps, of which one takes another's place.
#include "document/model/skips.h"

#include <algorithm>

namespace convoscope {
namespace {

const ModelLayer& layer_at(const Model& model, int layer) { return model.layers[static_cast<std::size_t>(layer)]; }

std::optional<MapSize> map_made(const Model& model, const std::vector<ModelStep>& steps, int layer) {
  return layer < 0 ? std::optional(model.input) : steps[static_cast<std::size_t>(layer)].output;
}

/// The map of an activation is that of the layer before it.
bool is_named(const Model& model, int layer) { return layer < 0 || layer_at(model, layer).effect != Effect::keeps; }

}  // namespace

bool takes_skips(const Model& model, int layer) {
  if (layer < 0 || layer >= static_cast<int>(model.layers.size())) return false;
  const ModelLayer& own = layer_at(model, layer);
  if (!model.has_graph) return own.layer.has_value();
  return (own.effect == Effect::adds || own.effect == Effect::joins) && own.inputs.size() > 1;
}

std::vector<int> skip_choices(const Model& model, const std::vector<ModelStep>& steps, int layer, int present) {
  std::vector<int> choices;
  if (!takes_skips(model, layer)) return choices;
  const ModelLayer& own = layer_at(model, layer);
  const bool is_line = !model.has_graph;
  if (is_line || own.effect == Effect::adds) choices.push_back(no_skip);
  const std::optional<MapSize> line = is_line ? map_made(model, steps, layer - 1) : std::nullopt;
  const std::optional<MapSize> replaced = present == no_skip ? std::nullopt : map_made(model, steps, present);
  const std::int64_t wanted =
      own.layer && own.layer->has_channels && !is_pooling(own.layer->spec) ? own.layer->spec.in_channels : 0;
  for (int from = is_line ? layer - 2 : layer - 1; from >= -1; --from) {
    const std::optional<MapSize> size = map_made(model, steps, from);
    if (!size || size->channels == 0) continue;
    if (from != present && !is_named(model, from)) continue;
    if (is_line) {
      if (!line) continue;
      const bool joins = wanted > 0 && line->channels + size->channels == wanted;
      const bool adds = line->channels == size->channels && (wanted == 0 || wanted == line->channels);
      if (!joins && !adds) continue;
    } else {
      const bool is_read = std::ranges::find(own.inputs, from) != own.inputs.end();
      if (from != present && (is_read || !replaced || replaced->channels != size->channels)) continue;
    }
    choices.push_back(from);
  }
  return choices;
}

Model with_skip(const Model& model, int layer, int present, int chosen) {
  Model changed = model;
  ModelLayer& own = changed.layers[static_cast<std::size_t>(layer)];
  if (!model.has_graph) {
    own.skip = chosen;
    return changed;
  }
  const auto replaced = std::ranges::find(own.inputs, present);
  if (replaced == own.inputs.end()) return changed;
  if (chosen == no_skip)
    own.inputs.erase(replaced);
  else
    *replaced = chosen;
  return changed;
}

}  // namespace convoscope

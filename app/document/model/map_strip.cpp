// Cutting the list of layers where the resolution changes.
#include "document/model/map_strip.h"

#include <algorithm>

namespace convoscope {
namespace {

bool strides(const ModelLayer& layer) {
  if (!layer.layer) return false;
  return std::ranges::any_of(layer.layer->spec.axes, [](const AxisSpec& axis) { return axis.stride > 1; });
}

bool begins_map(const ModelLayer& layer, const ModelStep& step) {
  if (strides(layer)) return true;
  switch (layer.effect) {
    case Effect::scales:
    case Effect::shuffles: return true;
    case Effect::sets:
    case Effect::flattens:
    case Effect::connects:
      return !step.input || step.input->rows != step.output->rows || step.input->columns != step.output->columns;
    default: return false;
  }
}

/// "layer1.0.conv1" to "layer1": the first part that is no number, with what stands before it.
std::string short_name(const std::string& name) {
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find('.', at), name.size());
    const bool is_number = name.find_first_not_of("0123456789", at) >= end;
    if (!is_number) return name.substr(0, end);
    at = end + 1;
  }
  return name;
}

/// Of the layer that gives the map its features: the first one with a weight, else the first.
std::string name_of_map(const Model& model, const StripMap& map) {
  if (map.first < 0) return {};
  for (int at = map.first; at <= map.last; ++at) {
    const ModelLayer& layer = model.layers[static_cast<std::size_t>(at)];
    if (layer.layer && !is_pooling(layer.layer->spec)) return layer.name;
  }
  return model.layers[static_cast<std::size_t>(map.first)].name;
}

void name_maps(const Model& model, std::vector<StripMap>& maps) {
  for (StripMap& map : maps) map.name = name_of_map(model, map);
  std::vector<std::string> names;
  for (const StripMap& map : maps) names.push_back(short_name(map.name));
  const auto is_single = [&](const std::string& name) { return std::ranges::count(names, name) == 1; };
  for (std::size_t i = 0; i < maps.size(); ++i)
    if (is_single(names[i])) maps[i].name = names[i];
}

std::vector<StripMap> cut(const Model& model, const std::vector<ModelStep>& steps, bool at_each_layer) {
  std::vector<StripMap> maps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const ModelStep& step = steps[i];
    if (!step.output) {
      continue;
    }
    const ModelLayer& layer = model.layers[i];
    const int at = static_cast<int>(i);
    if (maps.empty() && step.input) maps.push_back({"", -1, -1, *step.input, *step.input, false});
    const bool is_first = maps.empty() || maps.back().first < 0;
    if (is_first || (at_each_layer ? layer.layer.has_value() : begins_map(layer, step))) {
      // A layer beside the line, as in a residual block, belongs to the map that has its size.
      const bool is_same = !is_first && !at_each_layer && maps.back().size.rows == step.output->rows &&
                           maps.back().size.columns == step.output->columns;
      if (!is_same) {
        maps.push_back({"", at, at, *step.output, *step.output, false});
        continue;
      }
    }
    maps.back().last = at;
    maps.back().size = *step.output;
  }
  return maps;
}

}  // namespace

MapStrip strip_of(const Model& model, const std::vector<ModelStep>& steps, std::size_t most) {
  MapStrip strip;
  strip.maps = cut(model, steps, false);
  if (strip.maps.size() < 4) strip.maps = cut(model, steps, true);
  std::vector<StripMap>& maps = strip.maps;
  if (maps.size() > most)
    maps.erase(maps.begin() + static_cast<std::ptrdiff_t>(most / 2),
               maps.end() - static_cast<std::ptrdiff_t>(most - most / 2));
  const auto area = [](const StripMap& map) { return map.size.rows * map.size.columns; };
  const auto smallest = std::ranges::min_element(maps, {}, area);
  if (smallest != maps.end() && area(maps.back()) > area(*smallest))
    for (auto map = smallest; map != maps.end(); ++map) map->is_up = true;
  name_maps(model, maps);
  for (std::size_t i = 0; i < steps.size(); ++i)
    for (const Joint& joint : steps[i].joints) {
      const int from = map_of_layer(strip, joint.from);
      const int to = map_of_layer(strip, static_cast<int>(i));
      if (from >= 0 && to >= 0 && from != to) strip.skips.push_back({from, to, static_cast<int>(i), joint});
    }
  return strip;
}

int map_of_layer(const MapStrip& strip, int layer) {
  for (std::size_t i = 0; i < strip.maps.size(); ++i)
    if (strip.maps[i].first <= layer && layer <= strip.maps[i].last) return static_cast<int>(i);
  return -1;
}

}  // namespace convoscope

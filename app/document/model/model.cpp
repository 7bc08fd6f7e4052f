// One walk over the layers. Sizes are bounded by `max_cells` on every way.
#include "document/model/model.h"

#include <algorithm>
#include <cmath>

#include "core/costs.h"
#include "core/geometry.h"
#include "core/receptive_field.h"

namespace convoscope {
namespace {

/// A map on its way through the model. Its channels may be known where its size is not.
struct FlowingMap {
  MapSize size;
  std::array<std::optional<ReceptiveField>, axis_count> fields;
  bool is_exact =
      true;  ///< false: the fields tell the map's scale alone, as of the line that a map of another scale has joined
  bool is_known = true;  ///< false: behind what stops the sizes

  bool has_size() const { return size.rows > 0 && size.columns > 0; }
};

std::string size_text(const MapSize& size) { return std::to_string(size.rows) + "x" + std::to_string(size.columns); }

bool is_too_large(const MapSize& size) {
  const std::int64_t rows = std::max<std::int64_t>(size.rows, 1);
  const std::int64_t columns = std::max<std::int64_t>(size.columns, 1);
  if (std::max({size.channels, rows, columns}) > max_cells || rows * columns > max_cells) return true;
  return size.channels * rows * columns > max_cells;
}

class Walk {
 public:
  Walk(const Model& model, const MapSize& input) : model_(model) {
    FlowingMap first;
    first.size = input;
    for (auto& field : first.fields) field = ReceptiveField();
    maps_.push_back(first);
  }

  std::vector<ModelStep> run() {
    for (const ModelLayer& layer : model_.layers) {
      ModelStep step;
      FlowingMap map = input_of(layer, step);
      if (map.has_size() && map.size.channels > 0) step.input = map.size;
      apply(layer, map, step);
      if (map.has_size() && map.size.channels > 0) step.output = map.size;
      if (map.is_exact && map.fields[height] && map.fields[width])
        step.receptive_field = {map.fields[height]->extent(), map.fields[width]->extent()};
      maps_.push_back(std::move(map));
      steps_.push_back(std::move(step));
    }
    return std::move(steps_);
  }

 private:
  static void fail(ModelStep& step, Message message) {
    if (!step.problem) step.problem = std::move(message);
  }

  /// Channels that the layer insists on; 0: any.
  static std::int64_t wanted_channels(const ModelLayer& layer) {
    if (layer.layer)
      return layer.layer->has_channels && !is_pooling(layer.layer->spec) ? layer.layer->spec.in_channels : 0;
    return layer.effect == Effect::keeps ? layer.features : 0;
  }

  FlowingMap input_of(const ModelLayer& layer, ModelStep& step) {
    if (model_.has_graph) return join(layer, step);
    step.reads = static_cast<int>(maps_.size()) - 2;
    FlowingMap map = maps_.back();
    const std::int64_t wanted = wanted_channels(layer);
    const bool has_chosen_skip = layer.skip && *layer.skip != no_skip;
    if (has_chosen_skip) return with_skip(std::move(map), *layer.skip, wanted, layer, step);
    if (wanted == 0) return map;
    if (map.size.channels == 0) {
      map.size.channels = map.is_known ? wanted : 0;
      return map;
    }
    if (map.size.channels == wanted) return map;
    if (map.size.channels < wanted && layer.layer) {
      const int skip = layer.skip ? no_skip : proposed_skip(map, wanted - map.size.channels);
      if (skip != no_skip) return with_skip(std::move(map), skip, wanted, layer, step);
    } else {
      for (std::size_t i = maps_.size() - 1; i-- > 0;)
        if (maps_[i].is_known && maps_[i].size.channels == wanted && layer.layer) {
          step.reads = static_cast<int>(i) - 1;
          return maps_[i];
        }
    }
    fail(step, {"model.channels", {{"wanted", std::to_string(wanted)}, {"given", std::to_string(map.size.channels)}}});
    map.size.channels = wanted;
    return map;
  }

  int proposed_skip(const FlowingMap& map, std::int64_t channels) const {
    const auto is_skip = [&](const FlowingMap& other) {
      if (!other.is_known || other.size.channels != channels) return false;
      for (int axis = 0; axis < axis_count; ++axis)
        if (map.fields[axis] && other.fields[axis] && !map.fields[axis]->has_scale_of(*other.fields[axis]))
          return false;
      return true;
    };
    std::size_t after = maps_.size() - 1;
    while (after > 0 && !is_skip(maps_[after - 1])) --after;
    return after == 0 ? no_skip : static_cast<int>(after) - 2;
  }

  /// Joins the map of layer `from`: of as many channels as the line's one where the layer wants no more, added to it.
  FlowingMap with_skip(FlowingMap map, int from, std::int64_t wanted, const ModelLayer& layer, ModelStep& step) {
    const FlowingMap skip = map_of(from);
    const std::int64_t given = map.size.channels;
    const bool is_added = given == skip.size.channels && wanted == given;
    join_map(map, skip, {from, skip.size, map.size, is_added}, layer.crops, step);
    const std::int64_t channels = is_added ? given : given + skip.size.channels;
    if (wanted > 0 && given > 0 && skip.size.channels > 0 && channels != wanted)
      fail(step, {"model.channels", {{"wanted", std::to_string(wanted)}, {"given", std::to_string(channels)}}});
    map.size.channels = wanted > 0 ? wanted : channels;
    map.is_known = map.is_known && skip.is_known;
    return map;
  }

  /// Rows and columns of `map` and its fields after `other` has joined it, which the step remembers.
  void join_map(FlowingMap& map, const FlowingMap& other, Joint joint, bool crops, ModelStep& step) {
    const bool has_sizes = map.has_size() && other.has_size();
    joint.fits = !has_sizes || crops || (map.size.rows == other.size.rows && map.size.columns == other.size.columns);
    if (!joint.fits) fail(step, misfit(index_of(joint.from), other.size, map.size));
    step.joints.push_back(joint);
    if (!crops || !has_sizes) return join_fields(map, other);
    const MapSize rest{0, std::min(map.size.rows, other.size.rows), std::min(map.size.columns, other.size.columns)};
    FlowingMap cropped = other;
    crop(cropped, rest);
    crop(map, rest);
    join_fields(map, cropped);
  }

  static void crop(FlowingMap& map, const MapSize& rest) {
    const std::array<std::int64_t, axis_count> before{(map.size.rows - rest.rows) / 2,
                                                      (map.size.columns - rest.columns) / 2};
    for (int axis = 0; axis < axis_count; ++axis)
      if (map.fields[axis] && before[axis] > 0)
        map.fields[axis] = map.fields[axis]->after({.pad_begin = -before[axis]}, false);
    map.size.rows = rest.rows;
    map.size.columns = rest.columns;
  }

  /// "the skip from down3 is 57x57, but the map that it joins is 56x56: ..."
  Message misfit(std::size_t index, const MapSize& skip, const MapSize& map) const {
    std::int64_t coarsest = 1;
    for (const FlowingMap& each : maps_)
      for (const auto& field : each.fields)
        if (field) coarsest = std::max(coarsest, field->step());
    const std::string name = index == 0 ? "" : model_.layers[index - 1].name;
    return {
        "model.skip",
        {{"name", name}, {"skip", size_text(skip)}, {"map", size_text(map)}, {"multiple", std::to_string(coarsest)}}};
  }

  /// A map of another scale leaves the line its own, by which later skips are proposed.
  static void join_fields(FlowingMap& map, const FlowingMap& other) {
    map.is_exact = map.is_exact && other.is_exact;
    for (int axis = 0; axis < axis_count; ++axis) {
      std::optional<ReceptiveField>& own = map.fields[axis];
      if (!own) continue;
      std::optional<ReceptiveField> both;
      if (other.fields[axis]) both = own->joined(*other.fields[axis]);
      map.is_exact = map.is_exact && both;
      if (both) own = std::move(both);
    }
  }

  /// What the layer reads where the model tells it: one map, or several that have to fit.
  FlowingMap join(const ModelLayer& layer, ModelStep& step) {
    FlowingMap map;
    if (!layer.unmade.empty()) fail(step, {"model.unmade", {{"name", layer.unmade.substr(0, 80)}}});
    if (layer.inputs.empty()) {
      map.is_known = false;
      return map;
    }
    step.reads = layer.inputs[0];
    map = map_of(layer.inputs[0]);
    for (std::size_t i = 1; i < layer.inputs.size(); ++i) {
      const FlowingMap& other = map_of(layer.inputs[i]);
      const bool is_added = layer.effect == Effect::adds;
      const bool spreads = is_added && other.size.rows * other.size.columns <= 1;  // one number a channel
      if (!spreads)
        join_map(map, other, {layer.inputs[i], other.size, map.size, is_added}, layer.crops, step);
      else if (other.has_size())
        join_fields(map, other);
      if (layer.effect == Effect::joins) {
        const bool is_told = map.size.channels > 0 && other.size.channels > 0;
        map.size.channels = is_told ? map.size.channels + other.size.channels : 0;
      }
      map.is_known = map.is_known && other.is_known;
    }
    const std::int64_t wanted = wanted_channels(layer);
    if (wanted > 0 && map.size.channels > 0 && map.size.channels != wanted)
      fail(step,
           {"model.channels", {{"wanted", std::to_string(wanted)}, {"given", std::to_string(map.size.channels)}}});
    if (wanted > 0 && map.is_known) map.size.channels = wanted;
    return map;
  }

  static std::size_t index_of(int input) { return static_cast<std::size_t>(input + 1); }
  const FlowingMap& map_of(int input) const { return maps_[std::min(index_of(input), maps_.size() - 1)]; }

  static void stop(FlowingMap& map) {
    map.size = {};
    map.fields = {};
    map.is_known = false;
  }

  void apply(const ModelLayer& layer, FlowingMap& map, ModelStep& step) {
    step.parameters = layer.parameters + layer.parameters_per_channel * map.size.channels;
    switch (layer.effect) {
      case Effect::layer: return convolve(layer, map, step);
      case Effect::keeps:
      case Effect::adds:
      case Effect::joins: return;
      case Effect::stops:
        if (map.is_known) fail(step, {"model.unknown", {{"op", layer.op}}});
        return stop(map);
      case Effect::scales: return scale(layer, map);
      case Effect::pads: return pad(layer, map);
      case Effect::sets:
        map.fields = {};
        if (!map.has_size()) return;
        if (layer.extents[height] > 0) map.size.rows = layer.extents[height];
        if (layer.extents[width] > 0) map.size.columns = layer.extents[width];
        return;
      case Effect::shuffles: return shuffle(layer, map, step);
      case Effect::flattens:
        map.fields = {};
        map.size = map.has_size() && !is_too_large(map.size)
                       ? MapSize{map.size.channels * map.size.rows * map.size.columns, 1, 1}
                       : MapSize{};
        return;
      case Effect::connects: return connect(layer, map, step);
    }
  }

  void convolve(const ModelLayer& convolving, FlowingMap& map, ModelStep& step) {
    LayerCode here = *convolving.layer;
    const bool has_channels = map.size.channels > 0 || here.has_channels;
    if (is_pooling(here.spec) || !here.has_channels) {
      const std::int64_t channels = std::max<std::int64_t>(map.size.channels, 1);
      here.spec.in_channels = channels;
      if (convolving.is_depthwise) {
        here.spec.groups = channels;
        here.spec.out_channels = std::clamp<std::int64_t>(here.spec.out_channels, 0, max_cells) * channels;
      }
      if (is_pooling(here.spec)) here.spec.out_channels = channels;
    }
    here.spec.batch = 1;
    const bool has_size = map.has_size();
    const Spec placed = has_size ? here.on({map.size.rows, map.size.columns}) : spec_of(here).spec;
    const std::vector<Problem> problems = validate(placed);
    for (int axis = 0; axis < axis_count; ++axis) {
      std::optional<ReceptiveField>& field = map.fields[axis];
      if (field) field = field->after(placed.axes[axis], is_transposed(placed));
    }
    if (!problems.empty()) {
      fail(step, message_of(problems.front()));
      step.parameters = 0;
      return stop(map);
    }
    step.spec = placed;
    const Costs cost = costs(placed, here.has_bias);
    step.parameters = cost.parameters;
    const Geometry sizes = geometry(placed);
    if (has_size) step.multiplications = cost.multiplications;
    map.size.channels = is_pooling(placed) && !has_channels ? 0 : placed.out_channels;
    if (has_size) map.size = {map.size.channels, sizes.output_height(), sizes.output_width()};
  }

  void scale(const ModelLayer& layer, FlowingMap& map) {
    for (int axis = 0; axis < axis_count; ++axis) {
      const double factor = layer.factors[axis];
      std::optional<ReceptiveField>& field = map.fields[axis];
      const auto whole = static_cast<std::int64_t>(std::clamp(factor, 0.0, 1024.0));
      if (field && factor == static_cast<double>(whole) && whole >= 1) {
        AxisSpec spread{.kernel = whole, .stride = whole};
        if (layer.is_smooth) {
          spread.kernel = 2 * whole - whole % 2;
          spread.pad_begin = whole / 2;
        }
        field = field->after(spread, true);
      } else {
        field.reset();
      }
      std::int64_t& extent = axis == height ? map.size.rows : map.size.columns;
      extent = static_cast<std::int64_t>(std::clamp(std::floor(static_cast<double>(extent) * factor), 0.0, 1e9));
    }
    if (is_too_large(map.size)) stop(map);
  }

  void pad(const ModelLayer& layer, FlowingMap& map) {
    for (int axis = 0; axis < axis_count; ++axis)
      if (map.fields[axis]) map.fields[axis] = map.fields[axis]->after({.pad_begin = layer.pads[axis]}, false);
    if (!map.has_size()) return;
    map.size.rows += layer.pads[0] + layer.pads[2];
    map.size.columns += layer.pads[1] + layer.pads[3];
    if (map.size.rows < 1 || map.size.columns < 1 || is_too_large(map.size)) stop(map);
  }

  void shuffle(const ModelLayer& layer, FlowingMap& map, ModelStep& step) {
    const bool spreads = layer.factors[0] >= 1;
    const auto times = static_cast<std::int64_t>(std::round(spreads ? layer.factors[0] : 1 / layer.factors[0]));
    for (auto& field : map.fields)
      if (field) field = field->after({.kernel = times, .stride = times}, spreads);
    const std::int64_t area = times * times;
    const bool fits = spreads ? map.size.channels % area == 0 : map.size.rows % times + map.size.columns % times == 0;
    if (!fits) fail(step, {"model.shuffle", {{"times", std::to_string(times)}}});
    if (spreads)
      map.size = {map.size.channels / area, map.size.rows * times, map.size.columns * times};
    else
      map.size = {map.size.channels * area, map.size.rows / times, map.size.columns / times};
    if (is_too_large(map.size)) stop(map);
  }

  void connect(const ModelLayer& layer, FlowingMap& map, ModelStep& step) {
    const std::int64_t features =
        map.size.channels * std::max<std::int64_t>(map.size.rows, 1) * std::max<std::int64_t>(map.size.columns, 1);
    if (map.has_size() && layer.features > 0 && features != layer.features)
      fail(step, {"model.features", {{"wanted", std::to_string(layer.features)}, {"given", std::to_string(features)}}});
    if (layer.features == 0 && map.has_size()) step.parameters += (features + 1) * layer.channels;
    if (map.has_size()) step.multiplications = features * layer.channels;
    map.fields = {};
    map.size = map.has_size() ? MapSize{layer.channels, 1, 1} : MapSize{};
  }

  const Model& model_;
  std::vector<FlowingMap> maps_;  ///< the input, then each layer's output
  std::vector<ModelStep> steps_;
};

}  // namespace

std::vector<ModelStep> follow(const Model& model, const MapSize& input) { return Walk(model, input).run(); }

}  // namespace convoscope

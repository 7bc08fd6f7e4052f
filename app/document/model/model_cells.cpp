// Through the layers, backwards and forwards, an axis at a time.
#include "document/model/model_cells.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

namespace convoscope {
namespace {

using Indices = std::vector<std::int64_t>;

// Beyond these nothing is lit: it could not be seen, and would take long.
constexpr std::int64_t most_extent = 1 << 16;
constexpr std::size_t most_taps = std::size_t{1} << 22;
// Beyond these, which no model that anybody has made needs, one stands for all.
constexpr std::size_t most_products = 256;

std::int64_t extent_of(const MapSize& size, int axis) { return axis == height ? size.rows : size.columns; }

/// Sorted, once each, those that lie on the map.
Indices settled(Indices indices, std::int64_t extent) {
  std::erase_if(indices, [&](std::int64_t index) { return index < 0 || index >= extent; });
  std::ranges::sort(indices);
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  return indices;
}

Indices all_of(std::int64_t extent) {
  Indices indices(static_cast<std::size_t>(extent));
  for (std::int64_t i = 0; i < extent; ++i) indices[static_cast<std::size_t>(i)] = i;
  return indices;
}

/// Of one axis: what the layer reads for these indices of what it makes.
Indices indices_read(const ModelLayer& layer, const ModelStep& step, int axis, const Indices& made) {
  const std::int64_t in = extent_of(*step.input, axis);
  const std::int64_t out = extent_of(*step.output, axis);
  Indices read;
  if (in > most_extent || out > most_extent) return read;
  if (layer.effect == Effect::layer) {
    const auto kernel = static_cast<std::size_t>(step.spec->axes[static_cast<std::size_t>(axis)].kernel);
    if (kernel * made.size() > most_taps) return read;
    const AxisRelation relation = axis_relation(*step.spec, axis);
    const PaddingMode mode = step.spec->padding_mode;
    const bool scatters = is_transposed(*step.spec);
    for (const std::int64_t index : made) {
      const auto taps =
          scatters ? axis_taps_of_fine(relation, mode, index) : axis_taps_of_coarse(relation, mode, index);
      for (const AxisTap& tap : taps) read.push_back(scatters ? tap.coarse : tap.fine);
    }
    return settled(std::move(read), in);
  }
  const auto side = static_cast<std::size_t>(axis);
  const double factor = layer.factors[side];
  for (const std::int64_t index : made) {
    switch (layer.effect) {
      case Effect::pads: read.push_back(index - layer.pads[side]); break;
      case Effect::scales: {
        const double at = layer.is_smooth ? (static_cast<double>(index) + 0.5) / factor - 0.5
                                          : std::floor(static_cast<double>(index) / factor);
        for (const double near : {std::floor(at), std::ceil(at)})
          read.push_back(std::clamp<std::int64_t>(static_cast<std::int64_t>(near), 0, in - 1));
        break;
      }
      case Effect::shuffles: {
        const auto times = static_cast<std::int64_t>(std::round(std::max(factor, 1 / factor)));
        if (factor >= 1) {
          read.push_back(index / times);
        } else {
          for (std::int64_t i = 0; i < times; ++i) read.push_back(index * times + i);
        }
        break;
      }
      case Effect::sets: {
        const std::int64_t end = ((index + 1) * in + out - 1) / out;
        for (std::int64_t i = index * in / out; i < end; ++i) read.push_back(i);
        break;
      }
      case Effect::flattens:
      case Effect::connects: return all_of(in);
      default: read.push_back(index);
    }
  }
  return settled(std::move(read), in);
}

/// The reverse: of one axis what the layer makes out of these indices of what it reads.
Indices indices_made(const ModelLayer& layer, const ModelStep& step, int axis, const Indices& read) {
  const std::int64_t in = extent_of(*step.input, axis);
  const std::int64_t out = extent_of(*step.output, axis);
  Indices made;
  if (in > most_extent || out > most_extent || read.empty()) return made;
  if (layer.effect == Effect::layer) {
    const auto kernel = static_cast<std::size_t>(step.spec->axes[static_cast<std::size_t>(axis)].kernel);
    if (kernel * read.size() > most_taps) return made;
    const AxisRelation relation = axis_relation(*step.spec, axis);
    const PaddingMode mode = step.spec->padding_mode;
    const bool scatters = is_transposed(*step.spec);
    for (const std::int64_t index : read) {
      const auto taps =
          scatters ? axis_taps_of_coarse(relation, mode, index) : axis_taps_of_fine(relation, mode, index);
      for (const AxisTap& tap : taps) made.push_back(scatters ? tap.fine : tap.coarse);
    }
    return settled(std::move(made), out);
  }
  if (layer.effect == Effect::flattens || layer.effect == Effect::connects) return all_of(out);
  for (std::int64_t index = 0; index < out; ++index) {
    const Indices own = indices_read(layer, step, axis, {index});
    if (std::ranges::any_of(own, [&](std::int64_t each) { return std::ranges::binary_search(read, each); }))
      made.push_back(index);
  }
  return made;
}

bool holds(const Indices& all, const Indices& some) { return std::ranges::includes(all, some); }

void add_product(std::vector<CellProduct>& products, CellProduct product) {
  if (product.rows.empty() || product.columns.empty()) return;
  const auto lies_in = [](const CellProduct& inner, const CellProduct& outer) {
    return holds(outer.rows, inner.rows) && holds(outer.columns, inner.columns);
  };
  if (std::ranges::any_of(products, [&](const CellProduct& other) { return lies_in(product, other); })) return;
  std::erase_if(products, [&](const CellProduct& other) { return lies_in(other, product); });
  if (products.size() >= most_products) {
    for (const CellProduct& other : products) {
      product.rows.insert(product.rows.end(), other.rows.begin(), other.rows.end());
      product.columns.insert(product.columns.end(), other.columns.begin(), other.columns.end());
    }
    product = {settled(std::move(product.rows), most_extent), settled(std::move(product.columns), most_extent)};
    products.clear();
  }
  products.push_back(std::move(product));
}

/// A map that a layer reads: of the layer `from`, -1 the model's input.
struct Source {
  int from = -1;
  MapSize whole;  ///< before it is cropped to, or as one cell spread over, what the layer reads
};

std::vector<Source> sources_of(const Model& model, const std::vector<ModelStep>& steps, std::size_t index) {
  const ModelStep& step = steps[index];
  std::vector<Source> sources{{step.reads, step.joints.empty() ? *step.input : step.joints.front().line}};
  for (const Joint& joint : step.joints) sources.push_back({joint.from, joint.size});
  for (const int from : model.layers[index].inputs) {
    const bool is_known = std::ranges::any_of(sources, [&](const Source& source) { return source.from == from; });
    if (is_known || !model.has_graph) continue;
    const std::optional<MapSize>& made = from < 0 ? model.input : steps[static_cast<std::size_t>(from)].output;
    if (made) sources.push_back({from, *made});  // one number a channel, which joins nothing
  }
  std::erase_if(sources, [&](const Source& source) { return source.from >= static_cast<int>(index); });
  return sources;
}

/// Indices of what a layer reads as those of a source of `whole`, which is cropped about its middle or spread.
Indices indices_of_source(Indices indices, std::int64_t whole, std::int64_t rest) {
  if (whole == 1 && !indices.empty()) return {0};
  const std::int64_t before = std::max<std::int64_t>((whole - rest) / 2, 0);
  for (std::int64_t& index : indices) index += before;
  return settled(std::move(indices), whole);
}

Indices indices_in_layer(Indices indices, std::int64_t whole, std::int64_t rest) {
  if (whole == 1 && !indices.empty()) return all_of(std::min(rest, most_extent));
  const std::int64_t before = std::max<std::int64_t>((whole - rest) / 2, 0);
  for (std::int64_t& index : indices) index -= before;
  return settled(std::move(indices), rest);
}

bool passes_cells(const ModelLayer& layer, const ModelStep& step) {
  if (!step.input || !step.output || layer.effect == Effect::stops) return false;
  return layer.effect != Effect::layer || step.spec.has_value();
}

bool is_cell_of(const std::optional<MapSize>& map, Cell cell) {
  return map && cell.row >= 0 && cell.row < map->rows && cell.column >= 0 && cell.column < map->columns;
}

}  // namespace

std::vector<std::vector<CellProduct>> cells_seen(const Model& model, const std::vector<ModelStep>& steps, int layer,
                                                 Cell cell) {
  std::vector<std::vector<CellProduct>> seen(steps.size() + 1);
  if (layer < 0 || layer >= static_cast<int>(steps.size())) return seen;
  if (!is_cell_of(steps[static_cast<std::size_t>(layer)].output, cell)) return seen;
  seen[static_cast<std::size_t>(layer) + 1] = {{{cell.row}, {cell.column}}};
  for (auto index = static_cast<std::size_t>(layer) + 1; index-- > 0;) {
    const ModelLayer& through = model.layers[index];
    const ModelStep& step = steps[index];
    if (seen[index + 1].empty() || !passes_cells(through, step)) continue;
    const std::vector<Source> sources = sources_of(model, steps, index);
    for (const CellProduct& product : seen[index + 1]) {
      const CellProduct read{indices_read(through, step, height, product.rows),
                             indices_read(through, step, width, product.columns)};
      for (const Source& source : sources)
        add_product(seen[static_cast<std::size_t>(source.from + 1)],
                    {indices_of_source(read.rows, source.whole.rows, step.input->rows),
                     indices_of_source(read.columns, source.whole.columns, step.input->columns)});
    }
  }
  return seen;
}

std::vector<std::vector<CellProduct>> cells_reached(const Model& model, const std::vector<ModelStep>& steps, int layer,
                                                    Cell cell) {
  std::vector<std::vector<CellProduct>> reached(steps.size() + 1);
  if (layer < -1 || layer >= static_cast<int>(steps.size())) return reached;
  if (!is_cell_of(layer < 0 ? model.input : steps[static_cast<std::size_t>(layer)].output, cell)) return reached;
  reached[static_cast<std::size_t>(layer + 1)] = {{{cell.row}, {cell.column}}};
  for (auto index = static_cast<std::size_t>(layer + 1); index < steps.size(); ++index) {
    const ModelLayer& through = model.layers[index];
    const ModelStep& step = steps[index];
    if (!passes_cells(through, step)) continue;
    for (const Source& source : sources_of(model, steps, index))
      for (const CellProduct& product : reached[static_cast<std::size_t>(source.from + 1)]) {
        const Indices rows = indices_in_layer(product.rows, source.whole.rows, step.input->rows);
        const Indices columns = indices_in_layer(product.columns, source.whole.columns, step.input->columns);
        add_product(reached[index + 1],
                    {indices_made(through, step, height, rows), indices_made(through, step, width, columns)});
      }
  }
  return reached;
}

std::optional<Tag> model_cell_named(const Model& model, const std::vector<ModelStep>& steps, std::string_view text) {
  const std::size_t bracket = text.rfind('[');
  if (bracket == std::string_view::npos) return std::nullopt;
  const std::string_view name = text.substr(0, bracket);
  std::optional<Tag> tag = name == "map" ? parse_tag(text) : parse_tag("map" + std::string(text.substr(bracket)));
  if (!tag) return std::nullopt;
  const auto named = std::ranges::find(model.layers, name, &ModelLayer::name);
  if (named != model.layers.end())
    tag->channel = named - model.layers.begin() + 1;
  else if (name != "map" && name != "input")
    return std::nullopt;
  if (tag->channel < 0 || tag->channel > static_cast<std::int64_t>(steps.size())) return std::nullopt;
  const bool is_input = tag->channel == 0;
  const bool is_there =
      is_cell_of(is_input ? model.input : steps[static_cast<std::size_t>(tag->channel) - 1].output, tag->cell);
  return is_there ? tag : std::nullopt;
}

std::int64_t count_cells(const std::vector<CellProduct>& products) {
  if (products.empty()) return 0;
  if (products.size() == 1)
    return static_cast<std::int64_t>(products[0].rows.size()) * static_cast<std::int64_t>(products[0].columns.size());
  std::set<std::int64_t> rows;
  for (const CellProduct& product : products) rows.insert(product.rows.begin(), product.rows.end());
  std::int64_t count = 0;
  for (const std::int64_t row : rows) {
    std::set<std::int64_t> columns;
    for (const CellProduct& product : products)
      if (std::ranges::binary_search(product.rows, row)) columns.insert(product.columns.begin(), product.columns.end());
    count += static_cast<std::int64_t>(columns.size());
  }
  return count;
}

}  // namespace convoscope

// Backwards through the layers, an axis at a time.
#include "document/model/model_cells.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace convoscope {
namespace {

using Indices = std::vector<std::int64_t>;

// Beyond these nothing is lit: it could not be seen, and would take long.
constexpr std::int64_t most_extent = 1 << 16;
constexpr std::size_t most_taps = std::size_t{1} << 22;

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

bool holds(const Indices& all, const Indices& some) { return std::ranges::includes(all, some); }

void add_product(std::vector<CellProduct>& products, CellProduct product) {
  if (product.rows.empty() || product.columns.empty()) return;
  const auto lies_in = [](const CellProduct& inner, const CellProduct& outer) {
    return holds(outer.rows, inner.rows) && holds(outer.columns, inner.columns);
  };
  if (std::ranges::any_of(products, [&](const CellProduct& other) { return lies_in(product, other); })) return;
  std::erase_if(products, [&](const CellProduct& other) { return lies_in(other, product); });
  products.push_back(std::move(product));
}

/// Cells of a joined map as cells of one that was cropped to it about its middle.
CellProduct uncropped(CellProduct product, const MapSize& whole, const MapSize& rest) {
  const std::int64_t down = std::max<std::int64_t>((whole.rows - rest.rows) / 2, 0);
  const std::int64_t right = std::max<std::int64_t>((whole.columns - rest.columns) / 2, 0);
  for (std::int64_t& row : product.rows) row += down;
  for (std::int64_t& column : product.columns) column += right;
  product.rows = settled(std::move(product.rows), whole.rows);
  product.columns = settled(std::move(product.columns), whole.columns);
  return product;
}

}  // namespace

std::vector<std::vector<CellProduct>> cells_seen(const Model& model, const std::vector<ModelStep>& steps, int layer,
                                                 Cell cell) {
  std::vector<std::vector<CellProduct>> seen(steps.size() + 1);
  if (layer < 0 || layer >= static_cast<int>(steps.size())) return seen;
  const std::optional<MapSize>& made = steps[static_cast<std::size_t>(layer)].output;
  if (!made || cell.row < 0 || cell.row >= made->rows || cell.column < 0 || cell.column >= made->columns) return seen;
  seen[static_cast<std::size_t>(layer) + 1] = {{{cell.row}, {cell.column}}};
  for (int at = layer; at >= 0; --at) {
    const auto index = static_cast<std::size_t>(at);
    const ModelLayer& through = model.layers[index];
    const ModelStep& step = steps[index];
    if (!step.input || !step.output || through.effect == Effect::stops) continue;
    if (through.effect == Effect::layer && !step.spec) continue;
    for (const CellProduct& product : std::vector<CellProduct>(seen[index + 1])) {
      const CellProduct read{indices_read(through, step, height, product.rows),
                             indices_read(through, step, width, product.columns)};
      const auto add = [&](int from, const MapSize& whole) {
        if (from >= at) return;
        add_product(seen[static_cast<std::size_t>(std::max(from, -1) + 1)], uncropped(read, whole, *step.input));
      };
      add(step.reads, step.joints.empty() ? *step.input : step.joints.front().line);
      for (const Joint& joint : step.joints) add(joint.from, joint.size);
    }
  }
  return seen;
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

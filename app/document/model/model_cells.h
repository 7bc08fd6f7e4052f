// Which cells of each map of a model one cell depends on, exactly: borders, gaps and skips included.
// Knows no values.
#pragma once

#include <vector>

#include "core/taps.h"
#include "document/model/model.h"

namespace convoscope {

/// Cells of a map: all pairs of these rows and columns, each ascending.
struct CellProduct {
  std::vector<std::int64_t> rows;
  std::vector<std::int64_t> columns;
  bool operator==(const CellProduct&) const = default;
};

/// Of the model's input and of what each layer makes (index + 1), what `cell` of the map that `layer` makes depends on: several
/// products where it is reached by several ways, none of which holds another. Empty for maps that it does not depend on, and before a
/// layer that is not known. `steps` are those of `follow` on the model's input.
std::vector<std::vector<CellProduct>> cells_seen(const Model& model, const std::vector<ModelStep>& steps, int layer,
                                                 Cell cell);

/// How many cells the products have together, each counted once.
std::int64_t count_cells(const std::vector<CellProduct>& products);

}  // namespace convoscope

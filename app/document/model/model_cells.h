// Which cells of each map of a model one cell depends on, and which depend on it, exactly: borders, gaps and skips included.
// Knows no values.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "document/model/model.h"
#include "document/selection.h"

namespace convoscope {

/// Cells of a map: all pairs of these rows and columns, each ascending.
struct CellProduct {
  std::vector<std::int64_t> rows;
  std::vector<std::int64_t> columns;
  bool operator==(const CellProduct&) const = default;
};

/// Of the model's input and of what each layer makes (index + 1), what `cell` of the map that `layer` makes depends on: several
/// products where it is reached by several ways, none of which holds another (one that holds all of them where they would be more than
/// 256). Empty for maps that it does not depend on, and before a
/// layer that is not known. `steps` are those of `follow` on the model's input.
std::vector<std::vector<CellProduct>> cells_seen(const Model& model, const std::vector<ModelStep>& steps, int layer,
                                                 Cell cell);

/// The same of the cells that depend on it, its projective field; of the model's input where `layer` is -1. Empty behind a layer that is
/// not known.
std::vector<std::vector<CellProduct>> cells_reached(const Model& model, const std::vector<ModelStep>& steps, int layer,
                                                    Cell cell);

/// The cell that a text names: "up1[3,4]" of the map that the layer up1 makes, "input[3,4]" of the model's input, counted from 0; or its
/// tag. Nothing for a text that names none, or none on the map.
std::optional<Tag> model_cell_named(const Model& model, const std::vector<ModelStep>& steps, std::string_view text);

/// How many cells the products have together, each counted once.
std::int64_t count_cells(const std::vector<CellProduct>& products);

}  // namespace convoscope

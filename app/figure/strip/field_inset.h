// What a cell sees of the model's input, cell by cell, beside the strip, where it is only a few points large.
#pragma once

#include <utility>
#include <vector>

#include "document/catalog.h"
#include "document/model/model_cells.h"
#include "figure/draw/pen.h"

namespace convoscope {

/// Indices that follow each other: first and last.
std::vector<std::pair<std::int64_t, std::int64_t>> runs_of(const std::vector<std::int64_t>& indices);

/// From the first to the last row and column of all products, which are not empty.
struct CellSpan {
  std::int64_t top = 0;
  std::int64_t bottom = 0;
  std::int64_t left = 0;
  std::int64_t right = 0;

  std::int64_t rows() const { return bottom - top + 1; }
  std::int64_t columns() const { return right - left + 1; }
};
CellSpan span_of(const std::vector<CellProduct>& products);

/// How high the inset is, its words below it included.
inline constexpr double field_inset_pt = 148;
inline constexpr double field_inset_width_pt = 112;

/// The part of a map of `size` that `cells`, which are not empty, lie in, a cell of the others around it; where they are one large area,
/// the whole map. `corner` is its upper left one.
void draw_field_inset(Pen& pen, Point corner, const std::vector<CellProduct>& cells, const MapSize& size,
                      const Theme& theme, const Catalog& catalog);

}  // namespace convoscope

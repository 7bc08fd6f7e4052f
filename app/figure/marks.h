// Cells that an author wants seen, ringed in every view that shows them. Works on finished pictures: knows no view and no layer.
#pragma once

#include "figure/draw/fonts.h"
#include "figure/draw/theme.h"
#include "figure/figure.h"

namespace convoscope {

/// Rings the cells that `marks` name, in grids and as nodes; those that the picture does not show are left out. A mark of no side is
/// meant in both operations; a node that belongs to both is meant by either. O(items * marks).
void mark_cells(std::vector<Item>& items, const std::vector<Tag>& marks, const Theme& theme, const FontMetrics& fonts);

}  // namespace convoscope

// Rectangles of cells. Knows no points.
#pragma once

#include "document/selection.h"

namespace convoscope {

/// Cells first to last, both included.
struct CellRange {
  Cell first;
  Cell last;
};

}  // namespace convoscope

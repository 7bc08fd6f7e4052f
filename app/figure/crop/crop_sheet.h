// The full result of the transposed convolution as grids: all that the stamps make, and the part of it that the frame leaves.
// Asks the core; knows no points and no colours.
#pragma once

#include "core/crop.h"
#include "figure/draw/map_arrays.h"
#include "figure/state/cell_range.h"
#include "figure/state/highlight.h"

namespace convoscope {

/// Classes of the sheet around the frame.
enum class SheetClass : std::uint8_t {
  framed,     ///< within the frame: drawn by the grid of the output
  cropped,    ///< stamped and cut off
  unreached,  ///< cut off, and no stamp reaches it
};

/// Classes of the framed part.
enum class FramedClass : std::uint8_t {
  stamped,
  uncovered,  ///< stamped too, but only output padding lets it in
  unreached,
};

/// Whether the sheet has cells that no stamp reaches.
bool has_holes(const FullResult& full);

/// One output channel before cropping. `full` is legal (`validate`). O(cells * kernel * input channels of a group).
MapArray sheet_array(const Evaluation& evaluation, const FullResult& full, std::int64_t channel);
/// The framed part of a sheet. O(cells).
MapArray framed_array(const FullResult& full, const MapArray& sheet);

/// What a highlight lights on the sheet, by the sheet's own count: output cells, or the whole stamp of an input cell. Nothing where that
/// would be more than 64 rings.
std::vector<CellRange> lit_on_sheet(const FullResult& full, const Highlight& highlight);

}  // namespace convoscope

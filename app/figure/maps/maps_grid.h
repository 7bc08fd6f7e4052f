// The grids of a card's maps as far as these are shown, and what tells that they go on. Knows no state and no words.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "figure/draw/map_part.h"
#include "figure/draw/pen.h"

namespace convoscope {

/// The cells of a part in `rect`, without styles. A part leaves room at both ends for what `draw_begun` draws there.
Grid grid_of_part(const MapArray& array, const MapPart& part, const Rect& rect, double gap_pt);

using CellClasses = std::shared_ptr<const std::vector<std::uint8_t>>;

/// Class 1 for cells whose index, row by row in the map, is `done` or more; else 0.
CellClasses pending_classes(const MapPart& part, std::int64_t map_columns, std::int64_t done);

/// Where a map goes on beyond the part that `grid` shows: the edges of its next cells, pale and without numbers.
void draw_begun(Pen& pen, const Grid& grid, const MapPart& part,
                const std::function<CellClasses(const MapPart&)>& classes_of);

}  // namespace convoscope

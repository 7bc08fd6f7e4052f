// From tags to what the canvas needs of them: whether a cell's value can be typed, what it is, and where it is drawn.
// Knows no widget.
#pragma once

#include <optional>

#include "document/evaluation.h"
#include "figure/figure.h"
#include "gui/state/ui_state.h"

namespace convoscope {

/// Whether the tag is a cell that holds a value of the scene: an element of the kernel, a convolution's input or a
/// transposed convolution's input. Results are computed, and the nodes of the graph are both.
bool is_editable(const Tag& tag, const Evaluation& evaluation);
/// The value that an editable cell holds.
double value_of(const Tag& tag, const Evaluation& evaluation);
/// What painting makes of an editable cell: the brush's number, or 0 where it has that already.
float painted_value(const UiState& ui, const Evaluation& evaluation, const Tag& cell);
/// Opens the field in which the cell's value is typed, at the place that was clicked, if it was.
void begin_cell_edit(UiState& ui, const Evaluation& evaluation, const Tag& cell, std::optional<Point> near = {});

/// Left and right in a cell's field whose value is not changed yet go on to the next cell. Whether the key is taken.
bool take_cell_key(UiState& ui, NamedKey key);

/// Whether the tag is a cell of either map.
bool is_selectable(const Tag& tag);
/// Whether clicking the tag selects something that has connections to light or is a zero that can be explained: a cell of either map,
/// an element of the kernel, an entry of the matrix, a zero around or between cells, a connection.
bool can_pin(const Tag& tag, const Evaluation& evaluation);

/// The cell beside an editable one, so many rows down and columns to the right; beyond the end of a row (`wraps`) the next row begins.
/// Nothing where the map ends.
std::optional<Tag> cell_beside(const Tag& cell, const Evaluation& evaluation, int down, int right, bool wraps);

/// Where a tag's cell is drawn, in figure coordinates: nearest to `near`, else where it is drawn first. Nothing where the figure does
/// not show it.
std::optional<Rect> bounds_of(const Figure& figure, const Tag& tag, std::optional<Point> near = {});

/// The card that stands at a point of the figure; null between the cards.
const CardPlace* card_at(const Figure& figure, Point point);

}  // namespace convoscope

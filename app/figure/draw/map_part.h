// The part of a map that a picture shows where all of it would be too small to read. Knows no places and no colours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/catalog.h"
#include "figure/draw/map_arrays.h"
#include "figure/figure.h"
#include "figure/state/cell_range.h"

namespace convoscope {

/// Whether a map is shown in part where its cells would be `pitch_pt` large: a thin one, whose numbers could not be read then.
bool wants_part(Cell cells, double pitch_pt);
/// How large the cells of such a part may be.
inline constexpr double part_cell_pt = 22;
/// How much of the next cells comes into view where a map goes on.
inline constexpr double begun_share = 0.35;

/// The shown part of one axis of a map.
struct AxisPart {
  std::int64_t first = 0;
  std::int64_t count = 1;
  std::int64_t total = 1;
  bool is_whole() const { return count == total; }
  bool contains(std::int64_t index) const { return index >= first && index < first + count; }
  bool operator==(const AxisPart&) const = default;
};

/// `count` of `total` indices, those from `low` to `high` among them: it turns over as pages do, so that it mostly stays where it is
/// while these move on. Of more indices than it holds, the first.
AxisPart page_of(std::int64_t total, std::int64_t count, std::int64_t low, std::int64_t high);

struct MapPart {
  AxisPart rows;
  AxisPart columns;
  Cell first() const { return {rows.first, columns.first}; }
  Cell last() const { return {rows.first + rows.count - 1, columns.first + columns.count - 1}; }
  bool is_whole() const { return rows.is_whole() && columns.is_whole(); }
  bool contains(Cell cell) const { return rows.contains(cell.row) && columns.contains(cell.column); }
  bool operator==(const MapPart&) const = default;
};

/// The cells of a range that are shown; none where it lies elsewhere.
std::optional<CellRange> shown_range(const CellRange& range, const MapPart& part);

/// "output columns 1–24 of 300", with rows before them; nothing of an axis that is shown whole. `first` and `last` are the shown cells of
/// the map called `map`, which has `total` rows and columns.
std::vector<std::string> part_words(const Catalog& catalog, std::string_view map, const MapPart& part, Cell first,
                                    Cell last, Cell total);
/// A line that says which parts are shown; empty for none.
std::string shown_words(const Catalog& catalog, const std::vector<std::string>& parts);

/// What a view of limited room shows of a map with cells of `pitch_pt`.
struct Excerpt {
  MapPart part;
  Size size;    ///< of what is shown
  Point moved;  ///< by so much the whole map lies further to the left and up
};
/// The page with the cells `lit`, or with the first of them where not all have room; where the map goes on, the next cells come into
/// view.
Excerpt excerpt_of(Cell all, double pitch_pt, double gap_pt, Size room, const CellRange& lit);

/// The cells of an array that lie in the part; `longest` stays that of the whole. O(cells shown).
MapArray part_of(const MapArray& array, const MapPart& part);

}  // namespace convoscope

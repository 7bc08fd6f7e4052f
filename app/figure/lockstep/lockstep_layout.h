// Where the lock-step view's four panels and the small maps in them go. Pure geometry: knows extents, no values.
#pragma once

#include <array>
#include <cstdint>

#include "figure/draw/map_part.h"
#include "figure/draw/theme.h"
#include "figure/figure.h"
#include "figure/lockstep/lockstep_results.h"

namespace convoscope {

/// Maps with more rows or columns than this are shown in part, around the cursor.
struct PartLimit {
  std::int64_t whole = 0;  ///< up to so many rows or columns all are shown,
  std::int64_t part = 0;   ///< of more than that so many
};
inline constexpr PartLimit large_map{11, 8};
inline constexpr PartLimit small_map{7, 6};
inline constexpr PartLimit flat_map{15, 13};  ///< one that is at most `flat_rows` the other way
inline constexpr std::int64_t flat_rows = 3;

/// All of it, or a part around `middle`.
AxisPart part_around(std::int64_t total, std::int64_t middle, PartLimit limit);

/// One small map: its label's baseline and its cells.
struct PlacedMap {
  Point label;
  double label_room_pt = 0;
  Rect rect;
  double pitch_pt = 0;
  double gap_pt = 0;
};

/// A large map and two small ones: beside it, the second under the first; wide maps all below each other.
struct TrioExtents {
  Size large;  ///< rows as height, columns as width, in cells
  Size first;
  Size second;
  bool large_is_left = true;
};
struct Trio {
  PlacedMap large;
  PlacedMap first;
  PlacedMap second;
};
Trio lay_out_trio(const TrioExtents& extents, const Rect& body, const Measures& measures);

/// A matrix, the vector that it multiplies and the product, in one row.
struct MatrixTrio {
  PlacedMap entries;
  PlacedMap input;
  PlacedMap output;
  Point times;  ///< centres of the signs between them
  Point equals;
};
MatrixTrio lay_out_matrix_trio(std::int64_t rows, std::int64_t columns, double number_pt, const Rect& body,
                               const Measures& measures);

/// One panel: a heading and a note, the maps, and a line about the work.
struct PanelLayout {
  Rect panel;
  Point heading;  ///< baseline; a note follows it on the same line
  Rect body;
  Rect bar;  ///< of the work; its whole length
  Point work;
  double width_pt = 0;
};

struct LockstepLayout {
  double status_y = 0;  ///< baseline
  std::array<PanelLayout, method_count> panels;
};
/// Two by two in a card's content of `size`.
LockstepLayout lay_out_lockstep(Size size);

}  // namespace convoscope

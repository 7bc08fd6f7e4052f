// Overlap counts as pictures need them: a map's counts with their shades, and what a stride does to a kernel in words.
// Asks the core; knows no points.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/overlap.h"
#include "document/catalog.h"
#include "figure/draw/map_arrays.h"
#include "figure/draw/theme.h"

namespace convoscope {

/// How many shades tell counts apart; class 0 of a grid is a hole, the shades are classes 1 .. overlap_shades.
inline constexpr int overlap_shades = 24;
/// One stamp has the lightest shade, `most` the strongest; equal ratios lie equally far apart.
std::uint8_t overlap_class(std::int64_t count, std::int64_t most);
/// Looks of these classes; numbers of `number_pt`, 0: none.
std::vector<CellStyle> overlap_styles(const Theme& theme, double number_pt, double radius_pt);
Color overlap_color(const Theme& theme, std::uint8_t shade);
/// The colour for numbers on a shade of the fine map: its own as long as that can be read.
Color number_color_on(const Theme& theme, Color shade);

/// The counts of a whole map, the product of its rows' and columns', shaded up to `most`. O(cells).
MapArray overlap_map(const Relation& relation, std::int64_t most);
/// A row of counts (or a column, where `upright`).
MapArray overlap_row(const std::vector<std::int64_t>& counts, std::int64_t most, bool upright = false);

/// The largest count of the layer's map.
std::int64_t most_overlap(const Relation& relation);

enum class Evenness : std::uint8_t { even, uneven, holes };
Evenness evenness(const std::vector<std::int64_t>& period);

/// What padding that copies does with what sticks out of the map, and how often it then reaches the cells: a whole sentence.
std::string folding_sentence(const Catalog& catalog, const Relation& relation);

/// A whole sentence about an axis: "Kernel 3 is no multiple of stride 2: ..."
std::string evenness_sentence(const Catalog& catalog, const AxisRelation& axis);
/// A few words: "uneven: 2 1 by turns".
std::string evenness_words(const Catalog& catalog, const std::vector<std::int64_t>& period);

/// Whether there is nothing to say about an axis: a one-dimensional layer's other one.
bool is_flat(const AxisRelation& axis);

}  // namespace convoscope

// What the crop view says: which cells each edge cuts or uncovers, and how the sizes come about. Knows no layout.
#pragma once

#include <string>
#include <vector>

#include "core/crop.h"
#include "document/catalog.h"
#include "document/evaluation.h"
#include "figure/draw/map_part.h"

namespace convoscope {

/// The frame's edges, as tags number them: cell {edge, -1}.
enum class Edge : std::uint8_t { top, right, bottom, left };
inline constexpr int edge_count = 4;
/// height for top and bottom, width for left and right.
int axis_of(Edge edge);
bool is_end(Edge edge);  ///< bottom and right, where output padding works

/// What an edge cuts off, and what output padding uncovers or adds there; empty for the axis of a one-dimensional layer in which
/// nothing happens.
struct EdgeWords {
  std::string crop;
  std::vector<std::string> output_padding;
};
EdgeWords edge_words(const Catalog& catalog, const Evaluation& evaluation, const FullResult& full, Edge edge);

/// One sentence: what the frame does here.
std::string crop_sentence(const Catalog& catalog, const Evaluation& evaluation, const FullResult& full);

/// "(2 − 1) · 2 + 3 = 5 rows stamped; 5 − 1 − 1 + 0 = 3 rows left", one line for each axis that is not flat.
std::vector<std::string> crop_arithmetic(const Catalog& catalog, const Evaluation& evaluation, const FullResult& full);

/// Which of the output's cells are shown where a part of the sheet is; empty where all are.
std::string shown_of_output(const Catalog& catalog, const FullResult& full, const MapPart& part);

}  // namespace convoscope

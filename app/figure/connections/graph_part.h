// Of a line too long for nodes that can be read, the part of both rows that a graph shows. Knows no colours.
#pragma once

#include <optional>

#include "figure/connections/graph_highlights.h"
#include "figure/draw/map_part.h"

namespace convoscope {

/// The shown nodes of both rows.
struct GraphPart {
  AxisPart fine;
  AxisPart coarse;
};

/// As many nodes as can be named over `width_pt`, what is lit among them: a page of the fine row, and those coarse nodes whose
/// connections all lead into it. Nothing where all nodes have room, where the maps have height and width, or where one window does
/// not fit.
std::optional<GraphPart> graph_part(const Relation& relation, const GraphHighlights& lit, double width_pt);

/// The connections between shown nodes. O(coarse nodes · kernel).
std::vector<Tap> taps_of_part(const Relation& relation, const GraphPart& part);

}  // namespace convoscope

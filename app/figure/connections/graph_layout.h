// Where the nodes and edges of a connection graph go: fine cells in a row on top, coarse cells in a row below. Pure geometry
// over the relation; knows no colours and no selection.
#pragma once

#include <vector>

#include "core/taps.h"
#include "figure/connections/graph_part.h"
#include "figure/draw/theme.h"
#include "figure/figure.h"

namespace convoscope {

/// One connection as a curve from its fine node (`from`) to its coarse node (`to`), vertical at both ends.
struct GraphEdge {
  Tap tap;
  Point from;
  Point to;
};

struct GraphRow {
  std::int64_t first = 0;  ///< node that is shown
  std::int64_t count = 0;
  double y = 0;  ///< of the nodes' centres
  double first_x = 0;
  double pitch = 0;
  double radius = 0;  ///< 0: too many to tell apart; the row is drawn as a band

  Point node(std::int64_t index) const { return {first_x + static_cast<double>(index - first) * pitch, y}; }
  bool contains(std::int64_t index) const { return index >= first && index < first + count; }
};

struct GraphLayout {
  GraphRow fine;
  GraphRow coarse;
};

/// Rows of nodes, all or those of `part`, spread over `area`, whose top and bottom are the rows' outer edges.
GraphLayout lay_out_graph(const Relation& relation, const Measures& measures, const Rect& area,
                          const std::optional<GraphPart>& part = {});

/// Curves for `taps`. Those that meet in a node arrive side by side, in the order of their other ends. `clear_pt` is kept
/// between a node and a curve's end.
std::vector<GraphEdge> lay_out_edges(const Relation& relation, const GraphLayout& graph, const std::vector<Tap>& taps,
                                     double clear_pt);

/// The point of an edge's curve at `t`, 0 at its fine end to 1 at its coarse end, and the direction there towards the coarse end
/// (of length 1).
Point along(const GraphEdge& edge, double t);
Point heading(const GraphEdge& edge, double t);
/// Where an edge's curve is at height `y`, which lies between its ends.
Point at_height(const GraphEdge& edge, double y);
std::vector<Segment> curve(const GraphEdge& edge);

}  // namespace convoscope

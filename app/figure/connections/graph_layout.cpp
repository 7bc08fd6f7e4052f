// Rows, fans and curves of a connection graph.
#include "figure/connections/graph_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace convoscope {
namespace {

constexpr double smallest_node_pt = 2.5;
// How far along its height a curve keeps upright before it bends over.
constexpr double bend = 0.46;
constexpr double between_ends_pt = 7;

GraphRow row_of(const AxisPart& part, const Measures& measures, const Rect& area, bool on_top) {
  GraphRow row;
  row.first = part.first;
  row.count = part.count;
  row.pitch = area.width / static_cast<double>(part.count);
  row.first_x = area.x + row.pitch / 2;
  const double radius = std::min(measures.node_radius_pt, row.pitch * 0.4);
  row.radius = radius < smallest_node_pt ? 0 : radius;
  const double half = row.radius > 0 ? row.radius : smallest_node_pt;
  row.y = on_top ? area.y + half : area.bottom() - half;
  return row;
}

void even_out(GraphRow& top, GraphRow& bottom, const Rect& area) {
  if (top.radius <= 0 || bottom.radius <= 0) return;
  constexpr double most_ratio = 1.25;
  top.radius = std::min(top.radius, bottom.radius * most_ratio);
  bottom.radius = std::min(bottom.radius, top.radius * most_ratio);
  top.y = area.y + top.radius;
  bottom.y = area.bottom() - bottom.radius;
}

// Spreads the ends at each node of one row: sideways by rank, on the node's circle.
struct Fan {
  std::vector<double> offsets;
  explicit Fan(std::size_t edges) : offsets(edges, 0) {}
};

Fan fan(const std::vector<std::int64_t>& nodes, const std::vector<double>& other_x, double radius) {
  Fan result(nodes.size());
  std::map<std::int64_t, std::vector<std::size_t>> at_node;
  for (std::size_t i = 0; i < nodes.size(); ++i) at_node[nodes[i]].push_back(i);
  for (auto& [node, edges] : at_node) {
    std::ranges::stable_sort(edges, {}, [&](std::size_t i) { return other_x[i]; });
    const double count = static_cast<double>(edges.size());
    const double step = count > 1 ? std::min(between_ends_pt, 1.7 * radius / (count - 1)) : 0;
    for (std::size_t rank = 0; rank < edges.size(); ++rank) {
      result.offsets[edges[rank]] = (static_cast<double>(rank) - (count - 1) / 2) * step;
    }
  }
  return result;
}

// How far the circle's edge is from its centre's height, `across` beside it.
double rise(double radius, double across) {
  return radius > std::abs(across) ? std::sqrt(radius * radius - across * across) : 0;
}

}  // namespace

GraphLayout lay_out_graph(const Relation& relation, const Measures& measures, const Rect& area,
                          const std::optional<GraphPart>& part) {
  const auto whole = [&](auto extent) {
    const std::int64_t count = relation.axes[height].*extent * relation.axes[width].*extent;
    return AxisPart{0, count, count};
  };
  GraphLayout graph{row_of(part ? part->fine : whole(&AxisRelation::fine), measures, area, true),
                    row_of(part ? part->coarse : whole(&AxisRelation::coarse), measures, area, false)};
  // One map's nodes are not to look weightier than the other's.
  even_out(graph.fine, graph.coarse, area);
  return graph;
}

std::vector<GraphEdge> lay_out_edges(const Relation& relation, const GraphLayout& graph, const std::vector<Tap>& taps,
                                     double clear_pt) {
  std::vector<std::int64_t> fine;
  std::vector<std::int64_t> coarse;
  std::vector<double> fine_x;
  std::vector<double> coarse_x;
  for (const Tap& tap : taps) {
    fine.push_back(tap.fine.row * relation.axes[width].fine + tap.fine.column);
    coarse.push_back(tap.coarse.row * relation.axes[width].coarse + tap.coarse.column);
    fine_x.push_back(graph.fine.node(fine.back()).x);
    coarse_x.push_back(graph.coarse.node(coarse.back()).x);
  }
  const double fine_radius = graph.fine.radius + clear_pt;
  const double coarse_radius = graph.coarse.radius + clear_pt;
  const Fan fine_fan = fan(fine, coarse_x, graph.fine.radius);
  const Fan coarse_fan = fan(coarse, fine_x, graph.coarse.radius);
  std::vector<GraphEdge> edges;
  for (std::size_t i = 0; i < taps.size(); ++i) {
    const double from_x = fine_fan.offsets[i];
    const double to_x = coarse_fan.offsets[i];
    edges.push_back({taps[i],
                     {fine_x[i] + from_x, graph.fine.y + rise(fine_radius, from_x)},
                     {coarse_x[i] + to_x, graph.coarse.y - rise(coarse_radius, to_x)}});
  }
  return edges;
}

Point along(const GraphEdge& edge, double t) {
  const double s = 1 - t;
  const double reach = (edge.to.y - edge.from.y) * bend;
  const double near = s * s * s + 3 * s * s * t;
  const double far = 3 * s * t * t + t * t * t;
  return {near * edge.from.x + far * edge.to.x, s * s * s * edge.from.y + 3 * s * s * t * (edge.from.y + reach) +
                                                    3 * s * t * t * (edge.to.y - reach) + t * t * t * edge.to.y};
}

Point heading(const GraphEdge& edge, double t) {
  const double s = 1 - t;
  const double rise_pt = edge.to.y - edge.from.y;
  const double reach = rise_pt * bend;
  const double dx = 6 * s * t * (edge.to.x - edge.from.x);
  const double dy = 3 * s * s * reach + 6 * s * t * (rise_pt - 2 * reach) + 3 * t * t * reach;
  const double length = std::hypot(dx, dy);
  return {dx / length, dy / length};
}

Point at_height(const GraphEdge& edge, double y) {
  double low = 0;
  double high = 1;
  for (int i = 0; i < 30; ++i) {
    const double t = (low + high) / 2;
    (along(edge, t).y < y ? low : high) = t;
  }
  return {along(edge, low).x, y};
}

std::vector<Segment> curve(const GraphEdge& edge) {
  const double reach = (edge.to.y - edge.from.y) * bend;
  return {{Segment::Kind::move, edge.from, {}, {}},
          {Segment::Kind::cubic, edge.to, {edge.from.x, edge.from.y + reach}, {edge.to.x, edge.to.y - reach}}};
}

}  // namespace convoscope

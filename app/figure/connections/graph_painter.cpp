// Whispers first, then what is lit: edges under nodes under labels.
#include "figure/connections/graph_painter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "figure/draw/easing.h"
#include "figure/state/maps_state.h"

namespace convoscope {
namespace {

// With more connections than this only what is lit is drawn: the rest would be a grey area.
constexpr std::int64_t most_edges = 420;
// What a label may reach out of the area to the left, where the roles' words are.
constexpr double label_reach_pt = 25;
// A travelling arrow head turns on the middle part of its way.
constexpr double turn_begin = 0.3;
// The turning of all arrows is what is to be seen then.
constexpr double turning_whisper = 0.5;
// Names smaller than this stand beside their nodes, where they have this size.
constexpr double least_name_pt = 8, name_beside_pt = 10.5;
// Rows nearer than this leave no room for labels beside the curves: there heads pass beneath them.
constexpr double least_beside_reach_pt = 190;

class GraphPainter {
 public:
  GraphPainter(Pen& pen, const PictureInputs& inputs, const GraphHighlights& lit, const Direction& direction,
               const Rect& area)
      : pen_(pen),
        in_(inputs),
        theme_(inputs.theme),
        relation_(inputs.evaluation.relation),
        main_(lit.main),
        beside_(lit.beside),
        side_(direction.side),
        channels_(shown_channels(inputs, direction.side)),
        turned_(direction.turned),
        area_(area),
        part_(graph_part(relation_, lit, area.width)),
        graph_(lay_out_graph(relation_, theme_.measures, area, part_)) {
    for (const Product& product : main_.done) performed_.insert(product.kernel);
  }

  void draw() {
    std::vector<Tap> taps;
    const bool draws_all = in_.evaluation.connections <= most_edges && graph_.fine.radius > 0;
    if (part_) {
      taps = taps_of_part(relation_, *part_);
    } else if (draws_all) {
      taps = all_taps(relation_);
    } else {
      taps = main_.taps;
      for (const Tap& tap : beside_) {
        if (!contains(taps, tap)) taps.push_back(tap);
      }
    }
    const std::vector<GraphEdge> edges = lay_out_edges(relation_, graph_, taps, clear_pt());
    for (const GraphEdge& edge : edges) {
      if (!is_lit(edge) && !is_beside(edge)) draw_edge(edge);
    }
    for (const GraphEdge& edge : edges) {
      if (is_beside(edge) && !is_lit(edge)) draw_edge(edge);
    }
    for (const GraphEdge& edge : edges) {
      if (is_lit(edge)) draw_edge(edge);
    }
    draw_row(graph_.fine, Part::fine);
    draw_row(graph_.coarse, Part::coarse);
    draw_pills(edges);
  }

 private:
  static bool contains(const std::vector<Tap>& taps, const Tap& tap) {
    return std::ranges::find(taps, tap) != taps.end();
  }
  bool is_lit(const GraphEdge& edge) const { return contains(main_.taps, edge.tap); }
  bool is_beside(const GraphEdge& edge) const { return contains(beside_, edge.tap); }
  bool waits(const GraphEdge& edge) const { return main_.is_partial && !performed_.contains(edge.tap.kernel); }
  // Of a maximum one value comes through.
  bool loses(const GraphEdge& edge) const { return main_.largest && edge.tap.kernel != main_.largest->kernel; }
  double node_radius() const { return std::max(graph_.fine.radius, graph_.coarse.radius); }
  double clear_pt() const { return node_radius() > 8 ? theme_.measures.chosen_width_pt + 1 : 1; }

  Color edge_color(Cell kernel) const {
    const std::int64_t index = kernel.row * relation_.axes[width].kernel + kernel.column;
    return theme_.edges[static_cast<std::size_t>(index) % theme_.edges.size()];
  }

  void draw_edge(const GraphEdge& edge) {
    const Measures& m = theme_.measures;
    double width_pt = m.edge_width_pt;
    double alpha =
        main_.tag ? theme_.edge_whisper : 1;  // where nothing is lit, all connections are what the picture is about
    double head = 5;
    if (is_lit(edge)) {
      const bool is_faint = waits(edge) || loses(edge);
      width_pt = is_faint ? m.edge_width_pt * 1.3 : m.chosen_width_pt;
      alpha = is_faint ? 0.7 : 1;
      head = 9;
      if (main_.current && edge.tap.kernel == main_.current->kernel) width_pt *= 1.5;
    } else if (is_beside(edge)) {
      width_pt = m.edge_width_pt * 1.6;
      alpha = 0.85;
      head = 7;
    }
    if (main_.taps.size() > 60) width_pt = std::min(width_pt, m.edge_width_pt);
    const bool is_large = node_radius() >= 7;
    const bool has_head = is_lit(edge) ? node_radius() > 0 : is_large && (part_ || in_.evaluation.connections <= 100);
    if (!is_large) head *= 0.8;
    if (node_radius() == 0) width_pt = pen_.unenlarged(width_pt);  // a strip's nodes are nowhere seen apart
    const Color color = with_alpha(edge_color(edge.tap.kernel), alpha);
    const Tag tag{side_, Part::connection, 0, edge.tap.fine, edge.tap.kernel, edge.tap.coarse};
    if (turned_ && has_head) {
      const bool whispers = alpha == theme_.edge_whisper;
      draw_turning(edge, {whispers ? with_alpha(color, turning_whisper) : color, width_pt}, head * 1.5, tag);
      return;
    }
    const bool down = side_ == Side::convolution;
    GraphEdge shaft = edge;
    if (has_head) (down ? shaft.to.y : shaft.from.y) += (down ? -1 : 1) * head * 0.8;
    pen_.add(Path{curve(shaft), {}, {color, width_pt}}, tag);
    if (has_head) pen_.arrow_head(down ? edge.to : edge.from, {0, down ? 1.0 : -1.0}, head, color, tag);
  }

  // A head on its way along the curve turns about its middle; opaque, since the curve runs on beneath it.
  void draw_turning(const GraphEdge& edge, const Stroke& stroke, double head, const Tag& tag) {
    const double covered = stroke.width_pt * 1.35;  // so much of the line's end a tip hides
    GraphEdge shaft = edge;
    shaft.from.y += covered;
    shaft.to.y -= covered;
    pen_.add(Path{curve(shaft), {}, stroke}, tag);
    const double t = *turned_;
    const double angle = std::numbers::pi * eased((t - turn_begin) / (1 - 2 * turn_begin));
    const Point onwards = heading(edge, 1 - t);
    const Point direction{onwards.x * std::cos(angle) - onwards.y * std::sin(angle),
                          onwards.x * std::sin(angle) + onwards.y * std::cos(angle)};
    const double ahead = head / 2 * 4 * t * (1 - t);  // at its ends the tip is on the curve, in between the middle
    const Point on = along(edge, 1 - t);
    const Color opaque = mix(theme_.card, with_alpha(stroke.color, 1), stroke.color.a / 255.0);
    pen_.arrow_head({on.x + direction.x * ahead, on.y + direction.y * ahead}, direction, head, opaque, tag);
  }

  bool is_lit(Part part, Cell cell) const {
    if (main_.tag.part == part && main_.tag.cell == cell) return true;
    if (main_.apart && (part == Part::fine ? main_.apart->fine : main_.apart->coarse).cell == cell) return true;
    return std::ranges::any_of(main_.taps,
                               [&](const Tap& tap) { return (part == Part::fine ? tap.fine : tap.coarse) == cell; });
  }

  void draw_row(const GraphRow& row, Part part) {
    const bool is_fine = part == Part::fine;
    const std::int64_t columns = is_fine ? relation_.axes[width].fine : relation_.axes[width].coarse;
    const Color fill = is_fine ? theme_.fine : theme_.coarse;
    if (row.radius <= 0) {
      draw_band(row, part, columns);
      return;
    }
    const std::int64_t end = row.first + row.count;
    const Cell last_cell{(end - 1) / columns, (end - 1) % columns};
    const std::string last = is_fine ? fine_name(relation_, last_cell) : coarse_name(relation_, last_cell);
    const double size = number_size(in_.fonts, last, row.radius * 1.75, theme_.measures.number_pt);
    const TextStyle style{size, is_fine ? theme_.on_fine : theme_.on_coarse, FontWeight::semibold};
    double named_to = area_.x - label_reach_pt;  // where the last name ends that stands beside its node
    for (std::int64_t i = row.first; i < end; ++i) {
      const Cell cell{i / columns, i % columns};
      const Tag tag{side_, part, is_fine ? channels_.fine : channels_.coarse, cell};
      const bool lit = is_lit(part, cell);
      const double ring = std::min(theme_.measures.chosen_width_pt, row.radius * 0.3);
      pen_.circle(row.node(i), row.radius + (lit ? ring / 2 : 0), {fill, {}},
                  lit ? Stroke{theme_.focus, ring} : Stroke{}, tag);
      const bool has_room = size >= least_name_pt;
      if (!has_room && !lit) continue;
      const std::string name = is_fine ? fine_name(relation_, cell) : coarse_name(relation_, cell);
      if (has_room)
        pen_.centred_text(row.node(i), name, style, tag);
      else
        name_beside(row.node(i), name, (is_fine ? -1 : 1) * (row.radius + ring), named_to);
    }
  }

  // A lit node too small for its name has it outside of the graph, unless the name before is in the way.
  void name_beside(Point node, const std::string& name, double edge_pt, double& named_to) {
    const TextStyle style{name_beside_pt, theme_.text, FontWeight::semibold};
    const double half = in_.fonts.width(name, style) / 2;
    if (node.x - half < named_to) return;
    named_to = node.x + half + 2;
    const double away = edge_pt + (edge_pt < 0 ? -1 : 1) * (2 + name_beside_pt / 2);
    pen_.centred_text({node.x, node.y + away}, name, style);
  }

  // Too many nodes to draw one by one: a strip, and the lit ones as marks on it.
  void draw_band(const GraphRow& row, Part part, std::int64_t columns) {
    constexpr double half = 5;
    const bool is_fine = part == Part::fine;
    pen_.add(
        Box{{area_.x, row.y - half, area_.width, 2 * half}, half, {is_fine ? theme_.fine : theme_.coarse, {}}, {}});
    std::set<Cell> cells;
    for (const Tap& tap : main_.taps) cells.insert(is_fine ? tap.fine : tap.coarse);
    if (main_.tag.part == part) cells.insert(main_.tag.cell);
    if (main_.apart) cells.insert((is_fine ? main_.apart->fine : main_.apart->coarse).cell);
    for (const Cell cell : cells) {
      const Point center = row.node(cell.row * columns + cell.column);
      pen_.circle(center, half - 1.5, {theme_.card, {}}, {theme_.focus, 2},
                  Tag{side_, part, part == Part::fine ? channels_.fine : channels_.coarse, cell});
    }
  }

  // Labels near the end where the lit curves have parted, or else near the other one: at one height if they fit side by side there,
  // else on as few staggered heights as keep them apart. All of them or none: one without would look like none of the kernel's.
  void draw_pills(const std::vector<GraphEdge>& edges) {
    const bool is_pooling = in_.evaluation.weight->size() == 0;
    if (is_pooling || main_.taps.size() > 30) return;
    std::vector<const GraphEdge*> labelled;
    for (const GraphEdge& edge : edges) {
      if (is_lit(edge)) labelled.push_back(&edge);
    }
    const bool near_coarse = main_.tag.part != Part::coarse;
    for (const bool at_coarse : {near_coarse, !near_coarse}) {
      std::ranges::stable_sort(labelled, {}, [&](const GraphEdge* e) { return at_coarse ? e->to.x : e->from.x; });
      // Where nodes are too many to tell apart, so are the curves that meet: a label on one of them would say nothing.
      const std::size_t most_levels = graph_.fine.radius > 0 && graph_.coarse.radius > 0 ? 6 : 1;
      for (std::size_t levels = 1; levels <= most_levels; ++levels) {
        const std::vector<std::optional<Rect>> places = pill_places(labelled, levels, at_coarse);
        if (std::ranges::all_of(places, [](const auto& place) { return place.has_value(); }))
          return draw_pills(labelled, places);
      }
    }
  }

  // Of the connections that the step has come to.
  void draw_pills(const std::vector<const GraphEdge*>& edges, const std::vector<std::optional<Rect>>& places) {
    for (std::size_t i = 0; i < edges.size(); ++i) {
      if (waits(*edges[i])) continue;
      const Tap& tap = edges[i]->tap;
      pen_.pill(places[i]->center(), kernel_name(relation_, tap.kernel), edge_color(tap.kernel),
                Tag{side_, Part::connection, 0, tap.fine, tap.kernel, tap.coarse});
    }
  }

  // A place on each curve, neighbours on different levels; none where two would touch.
  std::vector<std::optional<Rect>> pill_places(const std::vector<const GraphEdge*>& edges, std::size_t levels,
                                               bool near_coarse) const {
    constexpr double apart = 2;
    const double height_pt = pen_.pill_size("w00").height;
    const double reach = graph_.coarse.y - graph_.fine.y;
    // The outermost level keeps clear of the nodes and their arrow heads; the others follow inwards.
    const double outermost = std::max(reach * 0.3, node_radius() + height_pt / 2 + 9);
    std::vector<std::optional<Rect>> places(edges.size());
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const double away = outermost + static_cast<double>(i % levels) * (height_pt + apart + 1);
      if (away > reach - node_radius() - height_pt / 2 - 4) continue;
      Point center = at_height(*edges[i], near_coarse ? graph_.coarse.y - away : graph_.fine.y + away);
      const Size size = pen_.pill_size(kernel_name(relation_, edges[i]->tap.kernel));
      if (turned_ && reach >= least_beside_reach_pt) {  // so that the head is seen as it passes
        const double aside = size.width / 2 + 11;
        center.x += edges[i]->to.x < edges[i]->from.x ? -aside : aside;
      }
      const Rect rect{center.x - size.width / 2, center.y - size.height / 2, size.width, size.height};
      const bool touches = std::ranges::any_of(places, [&](const std::optional<Rect>& other) {
        return other && rect.x < other->right() + apart && other->x < rect.right() + apart &&
               rect.y < other->bottom() + apart && other->y < rect.bottom() + apart;
      });
      const bool inside = rect.x >= area_.x - label_reach_pt && rect.right() <= area_.right();
      if (inside && !touches) places[i] = rect;
    }
    return places;
  }

  Pen& pen_;
  const PictureInputs& in_;
  const Theme& theme_;
  const Relation& relation_;
  const Highlight& main_;
  const std::vector<Tap>& beside_;
  std::set<Cell> performed_;  // kernel elements that the step has come to
  Side side_;
  ChannelPair channels_;  // those of the nodes' cells
  std::optional<double> turned_;
  Rect area_;
  std::optional<GraphPart> part_;
  GraphLayout graph_;
};

}  // namespace

void draw_graph(Pen& pen, const PictureInputs& inputs, const GraphHighlights& lit, const Direction& direction,
                const Rect& area) {
  GraphPainter(pen, inputs, lit, direction, area).draw();
}

}  // namespace convoscope

// One panel per direction where there is room for names, else one in the playhead's direction.
#include "figure/connections_view.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "figure/graph_layout.h"
#include "figure/lighting.h"
#include "figure/words.h"

namespace convoscope {
namespace {

// With more connections than this only the selection is drawn: the rest would be a grey area.
constexpr std::int64_t most_edges = 420;
// A kernel element of a layer with more coarse cells than this lights nothing: it would light up everything.
constexpr std::int64_t most_chosen = 400;
constexpr double natural_height_pt = 308;
constexpr double panel_gap_pt = 36;
constexpr double gutter_pt = 50;
constexpr double named_pitch_pt = 25;  // nodes at least so far apart bear legible names

std::vector<Side> shown_sides(const PictureInputs& inputs) {
  std::vector<Side> sides;
  if (inputs.evaluation.convolution && inputs.scene.shows_convolution) sides.push_back(Side::convolution);
  if (inputs.evaluation.transposed && inputs.scene.shows_transposed) sides.push_back(Side::transposed);
  if (sides.empty()) sides.push_back(inputs.evaluation.asked);
  return sides;
}

std::int64_t node_count(const Relation& relation) {
  const auto count = [&](auto extent) { return relation.axes[height].*extent * relation.axes[width].*extent; };
  return std::max(count(&AxisRelation::fine), count(&AxisRelation::coarse));
}

std::vector<Side> panels(const PictureInputs& inputs, double width_pt) {
  std::vector<Side> sides = shown_sides(inputs);
  if (sides.size() < 2) return sides;
  const double panel = (width_pt - panel_gap_pt) / 2 - gutter_pt;
  if (panel / static_cast<double>(node_count(inputs.evaluation.relation)) >= named_pitch_pt) return sides;
  return {inputs.playhead.side == Side::convolution ? Side::convolution : Side::transposed};
}

// What is pointed at or else chosen, and how far the current step has come with it.
struct Selection {
  Tag tag;
  std::vector<Tap> taps;
  std::vector<Tap> others;  // of what is chosen, while something else is pointed at
  bool is_partial = false;  // by multiplication: `done` counts
  std::set<Cell> done;      // kernel elements multiplied so far
  Cell current{-1, -1};
};

// The same thing, in whichever card it was pointed at.
bool is_same(const Tag& a, const Tag& b) {
  return a.part == b.part && a.cell == b.cell && a.kernel == b.kernel && a.coarse == b.coarse;
}

Selection select_chosen(const PictureInputs& inputs) {
  const Evaluation& evaluation = inputs.evaluation;
  Selection s;
  const bool by_kernel = inputs.pin.part == Part::kernel || inputs.pin.part == Part::connection;
  s.tag = by_kernel ? inputs.pin : focus(evaluation, inputs.playhead, inputs.pin);
  s.taps = lit_taps(evaluation, s.tag, most_chosen);
  const bool follows = !by_kernel && s.tag.cell != inputs.pin.cell;
  if (follows && inputs.playhead.granularity == Granularity::multiply) {
    const Trace trace = evaluation.trace(s.tag.side, Granularity::multiply);
    const Step step = trace.at(step_of_side(evaluation, inputs.playhead, s.tag.side));
    s.is_partial = true;
    for (std::int64_t i = 0; i <= step.current; ++i) {
      const Product& product = step.products[static_cast<std::size_t>(i)];
      if (product.factor != Factor::value) continue;
      s.done.insert(product.kernel);
      if (i == step.current) s.current = product.kernel;
    }
  }
  return s;
}

Selection select(const PictureInputs& inputs) {
  Selection chosen = select_chosen(inputs);
  if (is_same(inputs.hover, chosen.tag)) return chosen;
  Selection hovered;
  hovered.tag = inputs.hover;
  hovered.taps = lit_taps(inputs.evaluation, inputs.hover, most_chosen);
  if (hovered.taps.empty()) return chosen;
  hovered.others = std::move(chosen.taps);
  return hovered;
}

class GraphPainter {
 public:
  GraphPainter(Sheet& sheet, const PictureInputs& inputs, const Selection& selection, Side side, const Rect& area)
      : sheet_(sheet),
        in_(inputs),
        theme_(inputs.theme),
        relation_(inputs.evaluation.relation),
        selection_(selection),
        side_(side),
        area_(area),
        graph_(lay_out_graph(relation_, theme_.measures, area)) {}

  void draw() {
    std::vector<Tap> taps;
    const bool draws_all = in_.evaluation.connections <= most_edges && graph_.fine.radius > 0;
    if (draws_all) {
      taps = all_taps(relation_);
    } else {
      taps = selection_.taps;
      for (const Tap& tap : selection_.others) {
        if (!contains(taps, tap)) taps.push_back(tap);
      }
    }
    const std::vector<GraphEdge> edges = lay_out_edges(relation_, graph_, taps, clear_pt());
    for (const GraphEdge& edge : edges) {
      if (!is_chosen(edge) && !is_secondary(edge)) draw_edge(edge);
    }
    for (const GraphEdge& edge : edges) {
      if (is_secondary(edge) && !is_chosen(edge)) draw_edge(edge);
    }
    for (const GraphEdge& edge : edges) {
      if (is_chosen(edge)) draw_edge(edge);
    }
    draw_row(graph_.fine, Part::fine);
    draw_row(graph_.coarse, Part::coarse);
    draw_pills(edges);
  }

 private:
  static bool contains(const std::vector<Tap>& taps, const Tap& tap) {
    return std::ranges::find(taps, tap) != taps.end();
  }
  bool is_chosen(const GraphEdge& edge) const { return contains(selection_.taps, edge.tap); }
  bool is_secondary(const GraphEdge& edge) const { return contains(selection_.others, edge.tap); }
  double node_radius() const { return std::max(graph_.fine.radius, graph_.coarse.radius); }
  double clear_pt() const { return node_radius() > 8 ? theme_.measures.chosen_width_pt + 1 : 1; }

  Color edge_color(Cell kernel) const {
    const std::int64_t index = kernel.row * relation_.axes[width].kernel + kernel.column;
    return theme_.edges[static_cast<std::size_t>(index) % theme_.edges.size()];
  }

  void draw_edge(const GraphEdge& edge) {
    const Measures& m = theme_.measures;
    double width_pt = m.edge_width_pt;
    double alpha = theme_.edge_whisper;
    double head = 5;
    if (is_chosen(edge)) {
      const bool waits = selection_.is_partial && !selection_.done.contains(edge.tap.kernel);
      width_pt = waits ? m.edge_width_pt * 1.3 : m.chosen_width_pt;
      alpha = waits ? 0.7 : 1;
      head = 9;
      if (selection_.is_partial && edge.tap.kernel == selection_.current) width_pt *= 1.5;
    } else if (is_secondary(edge)) {
      width_pt = m.edge_width_pt * 1.6;
      alpha = 0.85;
      head = 7;
    }
    if (selection_.taps.size() > 60) width_pt = std::min(width_pt, m.edge_width_pt);
    const bool has_head = node_radius() >= 7 && (is_chosen(edge) || in_.evaluation.connections <= 100);
    const bool down = side_ == Side::convolution;
    const Color color = with_alpha(edge_color(edge.tap.kernel), alpha);
    const Tag tag{side_, Part::connection, 0, edge.tap.fine, edge.tap.kernel, edge.tap.coarse};
    GraphEdge shaft = edge;
    if (has_head) (down ? shaft.to.y : shaft.from.y) += (down ? -1 : 1) * head * 0.8;
    sheet_.add(Path{curve(shaft), {}, {color, width_pt}}, tag);
    if (has_head) sheet_.arrow_head(down ? edge.to : edge.from, {0, down ? 1.0 : -1.0}, head, color, tag);
  }

  bool is_lit(Part part, Cell cell) const {
    if (selection_.tag.part == part && selection_.tag.cell == cell) return true;
    return std::ranges::any_of(selection_.taps,
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
    const std::string last =
        is_fine ? fine_name(relation_, {0, row.count - 1}) : coarse_name(relation_, {0, row.count - 1});
    const double size = number_size(in_.fonts, last, row.radius * 1.75, theme_.measures.number_pt);
    const TextStyle style{size, is_fine ? theme_.on_fine : theme_.on_coarse, FontWeight::semibold};
    for (std::int64_t i = 0; i < row.count; ++i) {
      const Cell cell{i / columns, i % columns};
      const Tag tag{side_, part, 0, cell};
      const bool lit = is_lit(part, cell);
      const double ring = std::min(theme_.measures.chosen_width_pt, row.radius * 0.3);
      sheet_.circle(row.node(i), row.radius + (lit ? ring / 2 : 0), {fill, {}},
                    lit ? Stroke{theme_.focus, ring} : Stroke{}, tag);
      if (size >= 8) {
        sheet_.centred_text(row.node(i), is_fine ? fine_name(relation_, cell) : coarse_name(relation_, cell), style,
                            tag);
      }
    }
  }

  // Too many nodes to draw one by one: a strip, and the chosen ones as marks on it.
  void draw_band(const GraphRow& row, Part part, std::int64_t columns) {
    constexpr double half = 5;
    const bool is_fine = part == Part::fine;
    sheet_.add(
        Box{{area_.x, row.y - half, area_.width, 2 * half}, half, {is_fine ? theme_.fine : theme_.coarse, {}}, {}});
    std::set<Cell> cells;
    for (const Tap& tap : selection_.taps) cells.insert(is_fine ? tap.fine : tap.coarse);
    if (selection_.tag.part == part) cells.insert(selection_.tag.cell);
    for (const Cell cell : cells) {
      const Point center = row.node(cell.row * columns + cell.column);
      sheet_.circle(center, half - 1.5, {theme_.card, {}}, {theme_.focus, 2}, Tag{side_, part, 0, cell});
    }
  }

  // Labels near the end where the chosen curves have parted: at one height if they fit side by side there, else on as few
  // staggered heights as keep them apart. What finds no place even then stays without.
  void draw_pills(const std::vector<GraphEdge>& edges) {
    const bool is_pooling = in_.evaluation.weight->size() == 0;
    if (is_pooling || selection_.taps.size() > 30) return;
    std::vector<const GraphEdge*> labelled;
    for (const GraphEdge& edge : edges) {
      const bool waits = selection_.is_partial && !selection_.done.contains(edge.tap.kernel);
      if (is_chosen(edge) && !waits) labelled.push_back(&edge);
    }
    const bool near_coarse = selection_.tag.part != Part::coarse;
    std::ranges::stable_sort(labelled, {}, [&](const GraphEdge* e) { return near_coarse ? e->to.x : e->from.x; });
    std::vector<std::optional<Rect>> best;
    std::ptrdiff_t most = -1;
    // Where nodes are too many to tell apart, so are the curves that meet: a label on one of them would say nothing.
    const std::size_t most_levels = graph_.fine.radius > 0 && graph_.coarse.radius > 0 ? 4 : 1;
    for (std::size_t levels = 1; levels <= most_levels; ++levels) {
      std::vector<std::optional<Rect>> places = pill_places(labelled, levels, near_coarse);
      const std::ptrdiff_t found = std::ranges::count_if(places, [](const auto& place) { return place.has_value(); });
      if (found > most) {
        most = found;
        best = std::move(places);
      }
    }
    for (std::size_t i = 0; i < labelled.size(); ++i) {
      if (!best[i]) continue;
      const Tap& tap = labelled[i]->tap;
      sheet_.pill(best[i]->center(), kernel_name(relation_, tap.kernel), edge_color(tap.kernel),
                  Tag{side_, Part::connection, 0, tap.fine, tap.kernel, tap.coarse});
    }
  }

  // A place on each curve, neighbours on different levels; none where two would touch.
  std::vector<std::optional<Rect>> pill_places(const std::vector<const GraphEdge*>& edges, std::size_t levels,
                                               bool near_coarse) const {
    constexpr double apart = 2;
    const double height_pt = sheet_.pill_size("w00").height;
    const double reach = graph_.coarse.y - graph_.fine.y;
    // The outermost level keeps clear of the nodes and their arrow heads; the others follow inwards.
    const double outermost = std::max(reach * 0.3, node_radius() + height_pt / 2 + 9);
    std::vector<std::optional<Rect>> places(edges.size());
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const double away = outermost + static_cast<double>(i % levels) * (height_pt + apart + 1);
      if (away > reach - node_radius() - height_pt / 2 - 4) continue;
      const Point center = at_height(*edges[i], near_coarse ? graph_.coarse.y - away : graph_.fine.y + away);
      const Size size = sheet_.pill_size(kernel_name(relation_, edges[i]->tap.kernel));
      const Rect rect{center.x - size.width / 2, center.y - size.height / 2, size.width, size.height};
      const bool touches = std::ranges::any_of(places, [&](const std::optional<Rect>& other) {
        return other && rect.x < other->right() + apart && other->x < rect.right() + apart &&
               rect.y < other->bottom() + apart && other->y < rect.bottom() + apart;
      });
      const bool inside = rect.x >= area_.x - gutter_pt / 2 && rect.right() <= area_.right();
      if (inside && !touches) places[i] = rect;
    }
    return places;
  }

  Sheet& sheet_;
  const PictureInputs& in_;
  const Theme& theme_;
  const Relation& relation_;
  const Selection& selection_;
  Side side_;
  Rect area_;
  GraphLayout graph_;
};

// "e feeds 1, 2, 3 and 4" along the arrows of `side`.
std::string feeds_words(const PictureInputs& inputs, const Selection& selection, Side side) {
  const Catalog& catalog = inputs.catalog;
  const Relation& relation = inputs.evaluation.relation;
  if (selection.tag.part == Part::kernel) {
    return catalog.text("figure.on_connections", {{"name", kernel_name(relation, selection.tag.cell)},
                                                  {"count", fmt::format("{}", selection.taps.size())},
                                                  {"total", fmt::format("{}", inputs.evaluation.connections)}});
  }
  std::set<Cell> fine;
  std::set<Cell> coarse;
  if (selection.tag.part == Part::fine) fine.insert(selection.tag.cell);
  if (selection.tag.part == Part::coarse) coarse.insert(selection.tag.cell);
  for (const Tap& tap : selection.taps) {
    fine.insert(tap.fine);
    coarse.insert(tap.coarse);
  }
  std::vector<std::string> fine_names;
  std::vector<std::string> coarse_names;
  for (const Cell cell : fine) fine_names.push_back(fine_name(relation, cell));
  for (const Cell cell : coarse) coarse_names.push_back(coarse_name(relation, cell));
  const std::vector<std::string>& from = side == Side::transposed ? coarse_names : fine_names;
  const std::vector<std::string>& to = side == Side::transposed ? fine_names : coarse_names;
  if (to.empty()) return catalog.text("figure.feeds_nothing", {{"from", list_words(catalog, from)}});
  if (from.empty()) return catalog.text("figure.fed_by_nothing", {{"to", list_words(catalog, to)}});
  const Catalog::Arguments arguments{{"from", list_words(catalog, from)}, {"to", list_words(catalog, to)}};
  return from.size() == 1 ? catalog.text("figure.feeds", arguments) : catalog.text("figure.feed", arguments);
}

void draw_roles(Sheet& sheet, const PictureInputs& inputs, Side side, double x, const GraphLayout& graph) {
  const Relation& relation = inputs.evaluation.relation;
  const bool fine_is_input = side == Side::convolution;
  const auto role = [&](double y, bool is_input, std::int64_t rows, std::int64_t columns) {
    sheet.text({x, y - 2}, is_input ? inputs.catalog.text("figure.input") : inputs.catalog.text("figure.output"),
               sheet.label_style());
    sheet.text({x, y + 13}, size_words(inputs.catalog, rows, columns), sheet.faint_style());
  };
  role(graph.fine.y, fine_is_input, relation.axes[height].fine, relation.axes[width].fine);
  role(graph.coarse.y, !fine_is_input, relation.axes[height].coarse, relation.axes[width].coarse);
}

}  // namespace

Size connections_size(const PictureInputs& inputs, double room_pt) {
  const double nodes = static_cast<double>(node_count(inputs.evaluation.relation));
  const double wanted = shown_sides(inputs).size() > 1 ? 672 : 520;
  const double width_pt = std::clamp(nodes * 12, wanted, 1000.0);
  return {room_pt > 0 ? std::min(room_pt, width_pt) : width_pt, natural_height_pt};
}

void draw_connections(Sheet& sheet, const PictureInputs& inputs, Point origin, Size size) {
  const Catalog& catalog = inputs.catalog;
  const auto at = [&](double x, double y) { return Point{origin.x + x, origin.y + y}; };
  const std::vector<Side> sides = panels(inputs, size.width);
  const bool is_pair = sides.size() > 1;
  const Catalog::Arguments count{{"count", fmt::format("{}", inputs.evaluation.connections)}};
  const std::string note = shown_sides(inputs).size() > 1 ? catalog.text("figure.connections_same", count)
                                                          : catalog.text("figure.connections_count", count);
  sheet.text(at(0, 28), catalog.text("figure.connections"), sheet.title_style());
  sheet.text(at(size.width, 28), note, sheet.body_style(), Align::end);

  const Selection selection = select(inputs);
  const double panel_width = is_pair ? (size.width - panel_gap_pt) / 2 : size.width;
  const double top = is_pair ? 76 : 56;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const double x = static_cast<double>(i) * (panel_width + panel_gap_pt);
    const Rect area{origin.x + x + gutter_pt, origin.y + top, panel_width - gutter_pt, size.height - top - 48};
    if (is_pair) {
      sheet.text(at(x, 56), operation_words(catalog, inputs.evaluation, sides[i]), sheet.heading_style());
    }
    draw_roles(sheet, inputs, sides[i], origin.x + x,
               lay_out_graph(inputs.evaluation.relation, inputs.theme.measures, area));
    GraphPainter(sheet, inputs, selection, sides[i], area).draw();
    std::string words = feeds_words(inputs, selection, sides[i]);
    if (!is_pair && shown_sides(inputs).size() > 1 && !selection.taps.empty() && selection.tag.part != Part::kernel) {
      const Side other = sides[i] == Side::convolution ? Side::transposed : Side::convolution;
      words =
          catalog.text("figure.turned_round", {{"first", words}, {"second", feeds_words(inputs, selection, other)}});
    }
    sheet.fitted_text(at(x, size.height - 20), words, sheet.label_style(), panel_width);
  }
}

}  // namespace convoscope

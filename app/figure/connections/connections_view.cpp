// The connections view: both operations' graph of the same edges, arrows reversed between them; the selection strong and
// labelled, the rest a whisper.
// One panel per direction where there is room for names, else one in the playhead's direction; one for both while the roles
// change hands.
#include <algorithm>

#include "figure/connections/graph_painter.h"
#include "figure/connections/role_swap.h"
#include "figure/draw/channel_graph.h"
#include "figure/draw/words.h"
#include "figure/state/shown_sides.h"
#include "figure/view.h"

namespace convoscope {
namespace {

constexpr double natural_height_pt = 308;
constexpr double swap_height_pt = 430;  // in a picture of its own
constexpr double panel_gap_pt = 36;
constexpr double least_gutter_pt = 50;
constexpr double words_gap_pt = 6;
constexpr double heading_y_pt = 56;
constexpr double headed_top_pt = 76;
constexpr double bottom_pt = 48;
constexpr double words_from_bottom_pt = 20;
constexpr double label_step_pt = 15;
constexpr double most_squeezed = 1.25;  // words that are wider than their room by more than this say less instead
constexpr double named_pitch_pt = 25;   // nodes at least so far apart bear legible names

std::int64_t node_count(const Relation& relation) {
  const auto count = [&](auto extent) { return relation.axes[height].*extent * relation.axes[width].*extent; };
  return std::max(count(&AxisRelation::fine), count(&AxisRelation::coarse));
}

// What the channels' graph takes at the right.
double channel_column(const PictureInputs& inputs) {
  const double width_pt = channel_graph_width(inputs);
  return width_pt > 0 ? width_pt + panel_gap_pt : 0;
}

// What the roles and sizes take to the left of a graph.
double gutter(const PictureInputs& inputs) {
  const Relation& relation = inputs.evaluation.relation;
  const Spec& spec = inputs.evaluation.spec(inputs.evaluation.asked);
  const TextStyle style{inputs.theme.measures.label_pt, {}};
  double widest = 0;
  const auto consider = [&](const std::string& words) { widest = std::max(widest, inputs.fonts.width(words, style)); };
  consider(inputs.catalog.text("figure.input"));
  consider(inputs.catalog.text("figure.output"));
  consider(map_words(inputs.catalog, spec, relation.axes[height].fine, relation.axes[width].fine));
  consider(map_words(inputs.catalog, spec, relation.axes[height].coarse, relation.axes[width].coarse));
  return std::max(least_gutter_pt, widest + words_gap_pt);
}

std::vector<Side> panels(const PictureInputs& inputs, double width_pt) {
  std::vector<Side> sides = shown_sides(inputs);
  if (sides.size() < 2) return sides;
  const double panel = (width_pt - panel_gap_pt) / 2 - gutter(inputs);
  if (panel / static_cast<double>(node_count(inputs.evaluation.relation)) >= named_pitch_pt) return sides;
  return {inputs.playhead.side == Side::convolution ? Side::convolution : Side::transposed};
}

void draw_roles(Pen& pen, const PictureInputs& inputs, Side side, double x, const GraphLayout& graph) {
  const Relation& relation = inputs.evaluation.relation;
  const bool fine_is_input = side == Side::convolution;
  const auto role = [&](double y, bool is_input, std::int64_t rows, std::int64_t columns) {
    pen.text({x, y - 2}, is_input ? inputs.catalog.text("figure.input") : inputs.catalog.text("figure.output"),
             pen.label_style());
    pen.text({x, y + 13}, map_words(inputs.catalog, inputs.evaluation.spec(side), rows, columns), pen.faint_style());
  };
  role(graph.fine.y, fine_is_input, relation.axes[height].fine, relation.axes[width].fine);
  role(graph.coarse.y, !fine_is_input, relation.axes[height].coarse, relation.axes[width].coarse);
}

// At the right, `x` from the card's left end.
void draw_channels(Pen& pen, const PictureInputs& inputs, Point origin, Size size, double x) {
  const double width_pt = size.width - x;
  const auto at = [&](double y) { return Point{origin.x + x, origin.y + y}; };
  pen.fitted_text(at(heading_y_pt), inputs.catalog.text("figure.channel_graph"), pen.heading_style(), width_pt);
  draw_channel_graph(pen, inputs,
                     {origin.x + x, origin.y + headed_top_pt, width_pt, size.height - headed_top_pt - bottom_pt});
  pen.fitted_text(at(size.height - words_from_bottom_pt), channel_pairs_words(inputs), pen.label_style(), width_pt);
}

Size connections_size(const PictureInputs& inputs, Side, Size room) {
  const double nodes = static_cast<double>(node_count(inputs.evaluation.relation));
  const double wanted = shown_sides(inputs).size() > 1 ? 672 : 520;
  const double width_pt = std::clamp(nodes * 12, wanted, 1000.0) + channel_column(inputs);
  if (room.width > 0) return {std::min(room.width, width_pt), natural_height_pt};
  return {width_pt, swaps_roles(inputs) ? swap_height_pt : natural_height_pt};
}

// Which nodes are shown.
std::string words_of_part(const PictureInputs& inputs, Side side, const GraphPart& part) {
  const AxisRelation& down = inputs.evaluation.relation.axes[height];
  const bool is_line = down.fine == 1 && down.coarse == 1;
  std::vector<std::string> words;
  const auto add = [&](const char* map, const AxisPart& nodes) {
    const AxisPart one{0, 1, 1};
    const MapPart shown = is_line ? MapPart{one, nodes} : MapPart{nodes, one};
    const std::vector<std::string> more =
        part_words(inputs.catalog, map, shown, shown.first(), shown.last(), {shown.rows.total, shown.columns.total});
    words.insert(words.end(), more.begin(), more.end());
  };
  const bool is_transposed = side == Side::transposed;
  add("figure.input", is_transposed ? part.coarse : part.fine);
  add("figure.output", is_transposed ? part.fine : part.coarse);
  return shown_words(inputs.catalog, words);
}

void draw_connections(Pen& pen, const PictureInputs& inputs, Side, Point origin, Size size) {
  const Catalog& catalog = inputs.catalog;
  const auto at = [&](double x, double y) { return Point{origin.x + x, origin.y + y}; };
  const double room = size.width - channel_column(inputs);  // of the graphs
  const std::vector<Side> sides = panels(inputs, room);
  const bool is_pair = sides.size() > 1;
  const bool in_both = swaps_roles(inputs) || shown_sides(inputs).size() > 1;
  pen.header(origin, size.width, catalog.text("figure.connections"), connection_count_words(inputs, in_both));
  if (room < size.width) draw_channels(pen, inputs, origin, size, room + panel_gap_pt);
  if (swaps_roles(inputs)) {
    draw_role_swap(pen, inputs, origin, {room, size.height});
    return;
  }

  const GraphHighlights lit = graph_highlights(inputs);
  const double panel_width = is_pair ? (room - panel_gap_pt) / 2 : room;
  const double left_pt = gutter(inputs);
  const double top = is_pair || room < size.width ? headed_top_pt : heading_y_pt;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const double x = static_cast<double>(i) * (panel_width + panel_gap_pt);
    const std::optional<GraphPart> part = graph_part(inputs.evaluation.relation, lit, panel_width - left_pt);
    const double below_pt = bottom_pt + (part ? label_step_pt : 0);
    const Rect area{origin.x + x + left_pt, origin.y + top, panel_width - left_pt, size.height - top - below_pt};
    if (top > heading_y_pt) {
      pen.text(at(x, heading_y_pt), operation_words(catalog, inputs.evaluation, sides[i]), pen.heading_style());
    }
    draw_roles(pen, inputs, sides[i], origin.x + x,
               lay_out_graph(inputs.evaluation.relation, inputs.theme.measures, area, part));
    draw_graph(pen, inputs, lit, {sides[i]}, area);
    std::string words = feeds_words(inputs, lit.main, sides[i]);
    if (!is_pair && shown_sides(inputs).size() > 1 && !lit.main.taps.empty() && lit.main.tag.part != Part::kernel) {
      const Side other = sides[i] == Side::convolution ? Side::transposed : Side::convolution;
      const std::string both =
          catalog.text("figure.turned_round", {{"first", words}, {"second", feeds_words(inputs, lit.main, other)}});
      if (pen.width(both, pen.label_style()) <= panel_width * most_squeezed) words = both;
    }
    if (part) {
      pen.fitted_text(at(x, size.height - words_from_bottom_pt - label_step_pt), words, pen.label_style(), panel_width);
      words = words_of_part(inputs, sides[i], *part);
    }
    pen.fitted_text(at(x, size.height - words_from_bottom_pt), words, part ? pen.faint_style() : pen.label_style(),
                    panel_width);
  }
}

}  // namespace

extern const ViewRow connections_view{.name = "connections",
                                      .is_of_focus = true,
                                      .size = connections_size,
                                      .draw = draw_connections,
                                      .least_width_pt = 540,
                                      .least_height_pt = 252,
                                      .most_growth_pt = 100,
                                      .most_alone_pt = 200,
                                      .gives_way_first = true,
                                      .swaps_roles = true};

}  // namespace convoscope

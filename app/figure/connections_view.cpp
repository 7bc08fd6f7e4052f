// One panel per direction where there is room for names, else one in the playhead's direction; one for both while the roles
// change hands.
#include "figure/connections_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "figure/channel_graph.h"
#include "figure/graph_painter.h"
#include "figure/role_swap.h"
#include "figure/words.h"

namespace convoscope {
namespace {

constexpr double natural_height_pt = 308;
constexpr double swap_height_pt = 430;  // in a picture of its own
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

// What the channels' graph takes at the right.
double channel_column(const PictureInputs& inputs) {
  const double width_pt = channel_graph_width(inputs);
  return width_pt > 0 ? width_pt + panel_gap_pt : 0;
}

std::vector<Side> panels(const PictureInputs& inputs, double width_pt) {
  std::vector<Side> sides = shown_sides(inputs);
  if (sides.size() < 2) return sides;
  const double panel = (width_pt - panel_gap_pt) / 2 - gutter_pt;
  if (panel / static_cast<double>(node_count(inputs.evaluation.relation)) >= named_pitch_pt) return sides;
  return {inputs.playhead.side == Side::convolution ? Side::convolution : Side::transposed};
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
  const double width_pt = std::clamp(nodes * 12, wanted, 1000.0) + channel_column(inputs);
  if (room_pt > 0) return {std::min(room_pt, width_pt), natural_height_pt};
  return {width_pt, swaps_roles(inputs) ? swap_height_pt : natural_height_pt};
}

void draw_connections(Sheet& sheet, const PictureInputs& inputs, Point origin, Size size) {
  if (swaps_roles(inputs)) {
    draw_role_swap(sheet, inputs, origin, size);
    return;
  }
  const Catalog& catalog = inputs.catalog;
  const auto at = [&](double x, double y) { return Point{origin.x + x, origin.y + y}; };
  const double room = size.width - channel_column(inputs);  // of the graphs
  const std::vector<Side> sides = panels(inputs, room);
  const bool is_pair = sides.size() > 1;
  const Catalog::Arguments count{{"count", fmt::format("{}", inputs.evaluation.connections)}};
  const std::string note = shown_sides(inputs).size() > 1 ? catalog.text("figure.connections_same", count)
                                                          : catalog.text("figure.connections_count", count);
  sheet.header(origin, size.width, catalog.text("figure.connections"), note);

  const GraphSelection selection = graph_selection(inputs);
  const double panel_width = is_pair ? (room - panel_gap_pt) / 2 : room;
  const bool has_channels = room < size.width;
  const double top = is_pair || has_channels ? 76 : 56;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const double x = static_cast<double>(i) * (panel_width + panel_gap_pt);
    const Rect area{origin.x + x + gutter_pt, origin.y + top, panel_width - gutter_pt, size.height - top - 48};
    if (top > 56) {
      sheet.text(at(x, 56), operation_words(catalog, inputs.evaluation, sides[i]), sheet.heading_style());
    }
    draw_roles(sheet, inputs, sides[i], origin.x + x,
               lay_out_graph(inputs.evaluation.relation, inputs.theme.measures, area));
    draw_graph(sheet, inputs, selection, {sides[i]}, area);
    std::string words = feeds_words(inputs, selection, sides[i]);
    if (!is_pair && shown_sides(inputs).size() > 1 && !selection.taps.empty() && selection.tag.part != Part::kernel) {
      const Side other = sides[i] == Side::convolution ? Side::transposed : Side::convolution;
      words =
          catalog.text("figure.turned_round", {{"first", words}, {"second", feeds_words(inputs, selection, other)}});
    }
    sheet.fitted_text(at(x, size.height - 20), words, sheet.label_style(), panel_width);
  }
  if (!has_channels) return;
  const double x = room + panel_gap_pt;
  const double width_pt = size.width - x;
  sheet.fitted_text(at(x, 56), catalog.text("figure.channel_graph"), sheet.heading_style(), width_pt);
  draw_channel_graph(sheet, inputs, {origin.x + x, origin.y + top, width_pt, size.height - top - 48});
  sheet.fitted_text(at(x, size.height - 20), channel_pairs_words(inputs), sheet.label_style(), width_pt);
}

}  // namespace convoscope

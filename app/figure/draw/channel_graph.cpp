// A page of channels, every connected pair a line.
#include "figure/draw/channel_graph.h"

#include <algorithm>

#include <fmt/format.h>

#include "document/number_text.h"
#include "figure/state/maps_state.h"

namespace convoscope {
namespace {

constexpr std::int64_t most_nodes = 8;
constexpr double node_pitch_pt = 26;
constexpr double largest_radius_pt = 10;
constexpr double narrowest_pt = 160;
constexpr double whisper_alpha = 0.55;

// One map's channels that are shown.
struct ChannelRow {
  std::int64_t first = 0;
  std::int64_t count = 0;
  std::int64_t current = 0;
  double y = 0;
};

ChannelRow page(std::int64_t current, std::int64_t total, double y) {
  const std::int64_t count = std::min(total, most_nodes);
  return {std::clamp(current / most_nodes * most_nodes, std::int64_t{0}, total - count), count, current, y};
}

}  // namespace

bool channels_meet(const Relation& relation, std::int64_t fine, std::int64_t coarse) {
  return fine / (relation.fine_channels / relation.groups) == coarse / (relation.coarse_channels / relation.groups);
}

double channel_graph_width(const PictureInputs& inputs) {
  const Relation& relation = inputs.evaluation.relation;
  const std::int64_t channels = std::max(relation.fine_channels, relation.coarse_channels);
  if (channels == 1) return 0;
  return std::max(static_cast<double>(std::min(channels, most_nodes)) * node_pitch_pt, narrowest_pt);
}

void draw_channel_graph(Pen& pen, const PictureInputs& inputs, const Rect& area) {
  const Relation& relation = inputs.evaluation.relation;
  const Theme& theme = inputs.theme;
  // The playhead may be left on an operation that the layer has lost.
  const Evaluation& evaluation = inputs.evaluation;
  const bool is_transposed =
      evaluation.transposed && (inputs.playhead.side == Side::transposed || !evaluation.convolution);
  const MapsState state = maps_state(inputs, is_transposed ? Side::transposed : Side::convolution);
  const double radius = largest_radius_pt;
  const ChannelRow fine =
      page(is_transposed ? state.output_channel : state.input_channel, relation.fine_channels, area.y + radius);
  const ChannelRow coarse = page(is_transposed ? state.input_channel : state.output_channel, relation.coarse_channels,
                                 area.bottom() - radius);
  const auto node = [&](const ChannelRow& row, std::int64_t channel) {
    const double pitch = area.width / static_cast<double>(row.count);
    return Point{area.x + pitch * (static_cast<double>(channel - row.first) + 0.5), row.y};
  };
  const ChannelRow& output = is_transposed ? fine : coarse;
  for (const bool marked : {false, true}) {
    for (std::int64_t i = fine.first; i < fine.first + fine.count; ++i) {
      for (std::int64_t j = coarse.first; j < coarse.first + coarse.count; ++j) {
        const bool is_current = (is_transposed ? i : j) == output.current;
        if (!channels_meet(relation, i, j) || is_current != marked) continue;
        const Point from = node(fine, i);
        const Point to = node(coarse, j);
        pen.line({from.x, from.y + radius}, {to.x, to.y - radius},
                 marked ? Stroke{theme.focus, 2} : Stroke{with_alpha(theme.text_faint, whisper_alpha), 1.2});
      }
    }
  }
  const auto draw_row = [&](const ChannelRow& row, Color fill, Color on_fill) {
    for (std::int64_t channel = row.first; channel < row.first + row.count; ++channel) {
      const Point center = node(row, channel);
      // Of the other row all that meet it take part, not one alone.
      const bool is_current = &row == &output && channel == row.current;
      pen.circle(center, radius, {fill, {}}, is_current ? Stroke{theme.focus, 2} : Stroke{});
      pen.centred_text(center, fmt::format("{}", channel + 1), {10.5, on_fill, FontWeight::semibold});
    }
  };
  draw_row(fine, theme.fine, theme.on_fine);
  draw_row(coarse, theme.coarse, theme.on_coarse);
}

std::string connection_count_words(const PictureInputs& inputs, bool in_both_directions) {
  const Catalog& catalog = inputs.catalog;
  const Relation& relation = inputs.evaluation.relation;
  const Catalog::Arguments count{{"count", whole_text(inputs.evaluation.connections)}};
  if (relation.fine_channels * relation.coarse_channels > 1) {
    return in_both_directions ? catalog.text("figure.connections_same_per_pair", count)
                              : catalog.text("figure.connections_count_per_pair", count);
  }
  return in_both_directions ? catalog.text("figure.connections_same", count)
                            : catalog.text("figure.connections_count", count);
}

std::string channel_pairs_words(const PictureInputs& inputs) {
  const Relation& relation = inputs.evaluation.relation;
  const std::int64_t total = relation.fine_channels * relation.coarse_channels;
  return inputs.catalog.text("figure.channel_pairs", {{"count", fmt::format("{}", total / relation.groups)},
                                                      {"total", fmt::format("{}", total)}});
}

}  // namespace convoscope

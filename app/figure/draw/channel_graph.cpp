// A page of channels, every connected pair a line.
#include "figure/draw/channel_graph.h"

#include <algorithm>

#include <fmt/format.h>

#include "document/number_text.h"
#include "figure/state/maps_state.h"
#include "figure/state/matrix_entries.h"
#include "figure/state/shown_sides.h"

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

double channel_graph_width(const PictureInputs& inputs) {
  const Relation& relation = inputs.evaluation.relation;
  const std::int64_t channels = std::max(relation.fine_channels, relation.coarse_channels);
  if (channels == 1) return 0;
  return std::max(static_cast<double>(std::min(channels, most_nodes)) * node_pitch_pt, narrowest_pt);
}

void draw_channel_graph(Pen& pen, const PictureInputs& inputs, const Rect& area) {
  const Relation& relation = inputs.evaluation.relation;
  const Theme& theme = inputs.theme;
  const std::vector<Side> sides = shown_sides(inputs);
  const Side stepped = inputs.playhead.side == Side::convolution ? Side::convolution : Side::transposed;
  const Side side = sides.size() == 1 ? sides.front() : stepped;
  const bool is_transposed = side == Side::transposed;
  const ChannelPair shown = shown_channels(inputs, side);
  const double radius = largest_radius_pt;
  const ChannelRow fine = page(shown.fine, relation.fine_channels, area.y + radius);
  const ChannelRow coarse = page(shown.coarse, relation.coarse_channels, area.bottom() - radius);
  const auto node = [&](const ChannelRow& row, std::int64_t channel) {
    const double pitch = area.width / static_cast<double>(row.count);
    return Point{area.x + pitch * (static_cast<double>(channel - row.first) + 0.5), row.y};
  };
  const auto is_hovered = [&](Part part, std::int64_t channel) {
    const Tag& hover = inputs.hover;
    return hover.part == part && hover.channel == channel && hover.cell == no_cell;
  };
  // Whispers, then what the pointer is at, then what the output at hand is made of.
  enum class Strength : std::uint8_t { whisper, hovered, marked };
  for (const Strength strength : {Strength::whisper, Strength::hovered, Strength::marked}) {
    for (std::int64_t i = fine.first; i < fine.first + fine.count; ++i) {
      for (std::int64_t j = coarse.first; j < coarse.first + coarse.count; ++j) {
        if (!channels_meet(relation, i, j)) continue;
        const bool is_marked = is_transposed ? i == shown.fine : j == shown.coarse;
        const bool is_lit = is_hovered(Part::fine, i) || is_hovered(Part::coarse, j);
        if (strength != (is_marked ? Strength::marked : is_lit ? Strength::hovered : Strength::whisper)) continue;
        const bool is_shown = i == shown.fine && j == shown.coarse;
        const Stroke stroke = is_marked ? Stroke{theme.focus, is_shown ? 3.0 : 1.6}
                              : is_lit  ? Stroke{with_alpha(theme.focus, hover_alpha), hover_width_pt}
                                        : Stroke{with_alpha(theme.text_faint, whisper_alpha), 1.2};
        const Point from = node(fine, i);
        const Point to = node(coarse, j);
        pen.line({from.x, from.y + radius}, {to.x, to.y - radius}, stroke);
      }
    }
  }
  const auto draw_row = [&](const ChannelRow& row, Part part, Color fill, Color on_fill) {
    for (std::int64_t channel = row.first; channel < row.first + row.count; ++channel) {
      const Point center = node(row, channel);
      const Tag tag{side, part, channel, no_cell};
      const Stroke ring = channel == row.current      ? Stroke{theme.focus, 2}
                          : is_hovered(part, channel) ? Stroke{with_alpha(theme.focus, hover_alpha), 2}
                                                      : Stroke{};
      pen.circle(center, radius, {fill, {}}, ring, tag);
      pen.centred_text(center, fmt::format("{}", channel + 1), {10.5, on_fill, FontWeight::semibold}, tag);
    }
  };
  draw_row(fine, Part::fine, theme.fine, theme.on_fine);
  draw_row(coarse, Part::coarse, theme.coarse, theme.on_coarse);
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

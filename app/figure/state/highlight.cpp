// Asks the core's one relation.
#include "figure/state/highlight.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "figure/state/matrix_entries.h"

namespace convoscope {
namespace {

// A kernel element of more coarse cells than this would light up everything.
constexpr std::int64_t most_cells_of_kernel = 4096;

// Whether the tag names connections and no cell: an element of the kernel, an entry of the matrix, a connection. Pinned, it is lit
// beside the cell in focus, which goes on following the step.
bool names_connections(const Tag& tag) {
  return tag.part == Part::kernel || tag.part == Part::matrix || tag.part == Part::connection;
}

bool is_entry(const Relation& relation, Cell cell) {
  const MatrixSize size = matrix_size_of(relation);
  return lies_on(cell, size.rows, size.columns);
}

// The first of the largest; a NaN wins, as in the core.
std::optional<Product> largest_of(const std::vector<Product>& products) {
  std::optional<Product> largest;
  for (const Product& product : products) {
    if (product.factor != Factor::value) continue;
    const bool wins = !largest || product.input_value > largest->input_value || std::isnan(product.input_value);
    if (wins) largest = product;
  }
  return largest;
}

bool is_maximum(const Evaluation& evaluation) {
  return evaluation.convolution && evaluation.convolution->operation == Operation::max_pooling;
}

Highlight highlight(const Evaluation& evaluation, Role role, const Tag& tag) {
  Highlight lit{role, tag, lit_taps(evaluation, tag), unconnected_cells(evaluation, tag)};
  if (is_maximum(evaluation) && tag.part == Part::coarse && lies_on(tag, *evaluation.coarse)) {
    const Trace trace = evaluation.trace(Side::convolution, Granularity::cell);
    lit.largest = largest_of(trace.at(trace.step_of(tag.channel, tag.cell)).products);
  }
  return lit;
}

// What the step has performed of its cell's connections.
void add_progress(Highlight& lit, const Evaluation& evaluation, const Playhead& playhead) {
  const Step step =
      evaluation.trace(lit.tag.side, Granularity::multiply).at(step_of_side(evaluation, playhead, lit.tag.side));
  lit.is_partial = true;
  for (std::int64_t i = 0; i <= step.current; ++i) {
    const Product& product = step.products[static_cast<std::size_t>(i)];
    if (product.factor != Factor::value) continue;
    lit.done.push_back(product);
    if (i == step.current) lit.current = product;
  }
  if (is_maximum(evaluation)) lit.largest = largest_of(lit.done);
}

Highlights make_highlights(const PictureInputs& inputs) {
  if (!inputs.scene.look.is_lit) return {Highlight{}};
  const Evaluation& evaluation = inputs.evaluation;
  const Tag cell = focus(evaluation, inputs.playhead, inputs.pin);
  const bool is_step = cell != inputs.pin;
  Highlights lit{highlight(evaluation, is_step ? Role::step : Role::pin, cell)};
  if (is_step && inputs.playhead.granularity == Granularity::multiply) {
    add_progress(lit.front(), evaluation, inputs.playhead);
  }
  if (is_step && inputs.pin) lit.push_back(highlight(evaluation, Role::pin, inputs.pin));
  if (inputs.hover && inputs.hover != inputs.pin) lit.push_back(highlight(evaluation, Role::hover, inputs.hover));
  return lit;
}

}  // namespace

std::vector<Tap> lit_taps(const Evaluation& evaluation, const Tag& tag) {
  const Relation& relation = evaluation.relation;
  const AxisRelation& down = relation.axes[height];
  const AxisRelation& across = relation.axes[width];
  if (tag.part == Part::fine && lies_on(tag.cell, down.fine, across.fine)) return taps_of_fine(relation, tag.cell);
  if (tag.part == Part::coarse && lies_on(tag.cell, down.coarse, across.coarse)) {
    return taps_of_coarse(relation, tag.cell);
  }
  if (tag.part == Part::kernel && lies_on(tag.cell, down.kernel, across.kernel) &&
      down.coarse * across.coarse <= most_cells_of_kernel) {
    return taps_of_kernel(relation, tag.cell);
  }
  if (tag.part == Part::matrix && is_entry(relation, tag.cell)) {
    const ChannelCell coarse = coarse_at(relation, tag.cell.row);
    const ChannelCell fine = fine_at(relation, tag.cell.column);
    if (!channels_meet(relation, fine.channel, coarse.channel)) return {};
    std::vector<Tap> taps = taps_of_coarse(relation, coarse.cell);
    std::erase_if(taps, [&](const Tap& tap) { return tap.fine != fine.cell; });
    return taps;
  }
  if (tag.part == Part::connection && lies_on(tag.coarse, down.coarse, across.coarse)) {
    std::vector<Tap> taps = taps_of_coarse(relation, tag.coarse);
    std::erase_if(taps, [&](const Tap& tap) { return tap.fine != tag.cell || tap.kernel != tag.kernel; });
    return taps;
  }
  return {};
}

std::optional<UnconnectedCells> unconnected_cells(const Evaluation& evaluation, const Tag& tag) {
  const Relation& relation = evaluation.relation;
  if (tag.part != Part::matrix || !is_entry(relation, tag.cell) || !lit_taps(evaluation, tag).empty()) {
    return std::nullopt;
  }
  const ChannelCell fine = fine_at(relation, tag.cell.column);
  const ChannelCell coarse = coarse_at(relation, tag.cell.row);
  return UnconnectedCells{{tag.side, Part::fine, fine.channel, fine.cell},
                          {tag.side, Part::coarse, coarse.channel, coarse.cell},
                          channels_meet(relation, fine.channel, coarse.channel)};
}

std::shared_ptr<const Highlights> highlights(const PictureInputs& inputs) {
  return inputs.kept_latest("highlights", Side::none,
                            std::tuple(inputs.playhead, inputs.pin, inputs.hover, inputs.scene.look.is_lit),
                            [&] { return std::make_shared<const Highlights>(make_highlights(inputs)); });
}

const Highlight& main_highlight(const Highlights& lit) {
  const bool is_second = lit.size() > 1 && lit[1].role == Role::pin && names_connections(lit[1].tag);
  return lit[is_second ? 1 : 0];
}

const Highlight* hovered(const Highlights& lit) { return lit.back().role == Role::hover ? &lit.back() : nullptr; }

ChannelPair channels_of_kernel(const Evaluation& evaluation, std::int64_t plane) {
  const Relation& relation = evaluation.relation;
  const std::int64_t fine_share = relation.fine_channels / relation.groups;
  const std::int64_t coarse = plane / fine_share;
  const std::int64_t group = coarse / (relation.coarse_channels / relation.groups);
  return {group * fine_share + plane % fine_share, coarse};
}

LitChannels lit_channels(const Evaluation& evaluation, const Tag& tag, std::int64_t fine, std::int64_t coarse) {
  const Relation& relation = evaluation.relation;
  switch (tag.part) {
    case Part::fine: return {tag.channel == fine, channels_meet(relation, tag.channel, coarse)};
    case Part::coarse: return {channels_meet(relation, fine, tag.channel), tag.channel == coarse};
    case Part::kernel: {
      const ChannelPair of = channels_of_kernel(evaluation, tag.channel);
      return {of.fine == fine, of.coarse == coarse};
    }
    case Part::matrix:
      return {fine_at(relation, tag.cell.column).channel == fine, coarse_at(relation, tag.cell.row).channel == coarse};
    default: return {};
  }
}

std::string weight_name(const Evaluation& evaluation, std::int64_t coarse_channel, std::int64_t fine_channel,
                        Cell kernel) {
  const Tensor& weight = *evaluation.weight;
  if (weight.batch() * weight.channels() == 1) return kernel_name(evaluation.relation, kernel);
  const std::int64_t second = fine_channel % weight.channels();
  const bool is_short = std::ranges::all_of(weight.shape(), [](std::int64_t extent) { return extent <= 10; });
  return fmt::format(fmt::runtime(is_short ? "w{}{}{}{}" : "w[{},{},{},{}]"), coarse_channel, second, kernel.row,
                     kernel.column);
}

std::string kernel_name(const Relation& relation, Cell kernel) {
  const bool short_form = relation.axes[height].kernel <= 10 && relation.axes[width].kernel <= 10;
  return short_form ? fmt::format("w{}{}", kernel.row, kernel.column)
                    : fmt::format("w[{},{}]", kernel.row, kernel.column);
}

}  // namespace convoscope

// Reads the trace and the relation at the playhead; O(kernel * channels), whatever the map's size.
#include "figure/state/maps_state.h"

#include <algorithm>
#include <map>
#include <set>

#include "figure/state/highlight.h"
#include "figure/state/matrix_entries.h"

namespace convoscope {
namespace {

void add_once(std::vector<Cell>& cells, Cell cell) {
  if (std::ranges::find(cells, cell) == cells.end()) cells.push_back(cell);
}

// A kernel element multiplies a pair for each coarse cell: of more than these it is ringed alone.
constexpr std::size_t most_pairs = 64;

// The cells that a side has of what is lit, in the channels shown.
LitCells lit_cells(const Evaluation& evaluation, const MapsState& state, const Highlight& highlight) {
  const Tag& tag = highlight.tag;
  const Side side = state.side;
  const bool is_transposed = side == Side::transposed;
  LitCells lit;
  if (tag.part == Part::expanded) {
    if (tag.side == side && tag.channel == state.input_channel) lit.expanded.push_back(tag.cell);
    return lit;
  }
  const LitChannels in = is_transposed ? lit_channels(evaluation, tag, state.output_channel, state.input_channel)
                                       : lit_channels(evaluation, tag, state.input_channel, state.output_channel);
  const bool has_input = is_transposed ? in.coarse : in.fine;
  const bool has_output = is_transposed ? in.fine : in.coarse;
  if (tag.part == Part::kernel && in.both()) lit.kernel.push_back(tag.cell);
  const InputPlace place = input_place(evaluation, side);
  const Geometry sizes = geometry(evaluation.spec(side));
  const auto add_input = [&](Cell input) {
    const Cell at{place.first.row + input.row * place.step.row, place.first.column + input.column * place.step.column};
    const bool is_shown = has_input && lies_on(at, sizes.axes[height].padded, sizes.axes[width].padded);
    if (is_shown) add_once(lit.expanded, at);
  };
  const auto add_output = [&](Cell output) {
    if (has_output) add_once(lit.output, output);
  };
  if (highlight.apart) {
    add_input(is_transposed ? highlight.apart->coarse.cell : highlight.apart->fine.cell);
    add_output(is_transposed ? highlight.apart->fine.cell : highlight.apart->coarse.cell);
  }
  if (tag.part == input_part(side)) add_input(tag.cell);
  // Cells that are cut off lie beside the map.
  if (tag.part == output_part(side) && lies_on(tag, evaluation.output(side))) add_output(tag.cell);
  // An element of another pair's kernel multiplies nothing that is shown.
  if (tag.part == Part::kernel && (highlight.taps.size() > most_pairs || !in.both())) return lit;
  for (const Tap& tap : highlight.taps) {
    // A convolution's padding may copy the cell: the place that the tap reads is lit, wherever it is.
    add_input(is_transposed ? tap.coarse : tap.placed);
    add_output(is_transposed ? tap.fine : tap.coarse);
    if (in.both()) add_once(lit.kernel, tap.kernel);
  }
  return lit;
}

// A window meets each kernel element once; where a layer folds, the products go through several windows in the same order.
std::vector<CellRange> windows_of(const std::vector<Product>& products) {
  std::vector<CellRange> windows;
  std::map<Cell, std::size_t> met;
  for (const Product& product : products) {
    const std::size_t nth = met[product.kernel]++;
    if (nth == windows.size()) windows.push_back({product.expanded, product.expanded});
    windows[nth] = joined(windows[nth], product.expanded);
  }
  return windows;
}

// Where the step after the playhead's has its window; nothing where that does not move.
std::optional<NextStep> next_step(const PictureInputs& inputs, Side side, const MapsState& state) {
  const double gone = std::min(inputs.motion.to_next_step, 1.0);
  if (gone <= 0 || state.is_pinned || state.window.empty()) return std::nullopt;
  PictureInputs later = inputs;
  later.motion = {};
  ++later.playhead.step;
  const MapsState then = maps_state(later, side);
  // Where there are more windows, or fewer, none has a way to go.
  if (then.step.index == state.step.index || then.windows.size() != state.windows.size()) return std::nullopt;
  NextStep next{gone, then.windows, then.step.focus, then.input_channel, then.output_channel, {}};
  if (then.current_in_window >= 0) next.current = then.window[static_cast<std::size_t>(then.current_in_window)];
  return next;
}

bool meets(const Evaluation& evaluation, Side side, std::int64_t input, std::int64_t output) {
  return side == Side::transposed ? channels_meet(evaluation.relation, output, input)
                                  : channels_meet(evaluation.relation, input, output);
}

}  // namespace

MapsState maps_state(const PictureInputs& inputs, Side side) {
  const Evaluation& evaluation = inputs.evaluation;
  const Tensor& output = evaluation.output(side);
  MapsState state;
  state.side = side;
  const Trace trace = evaluation.trace(side, inputs.playhead.granularity);
  state.steps = trace.size();
  const std::int64_t index = step_of_side(evaluation, inputs.playhead, side);
  state.step_number = index + 1;
  state.step = trace.at(index);
  const Step playhead_step = state.step;
  state.by_multiplication = inputs.playhead.granularity == Granularity::multiply;

  if (inputs.pin.part == output_part(side) && lies_on(inputs.pin, output)) {
    const Trace by_cell = evaluation.trace(side, Granularity::cell);
    state.step = by_cell.at(by_cell.step_of(inputs.pin.channel, inputs.pin.cell));
    state.is_pinned = true;
    state.by_multiplication = false;
  }
  state.shows_window =
      inputs.scene.look.is_lit && !(inputs.pin.part == input_part(side) && lies_on(inputs.pin, evaluation.input(side)));
  state.output_channel = state.step.focus_channel;
  const bool has_current = state.step.current >= 0;
  const Product* current = has_current ? &state.step.products[static_cast<std::size_t>(state.step.current)] : nullptr;
  std::optional<std::int64_t> chosen;
  if (inputs.pin.part == input_part(side))
    chosen = std::clamp<std::int64_t>(inputs.pin.channel, 0, evaluation.input(side).channels() - 1);
  if (chosen && !meets(evaluation, side, *chosen, state.output_channel)) {
    // The window reads channels of its own output; a pinned cell is shown with an output that it takes part in.
    const Relation& relation = evaluation.relation;
    const bool is_transposed = side == Side::transposed;
    const std::int64_t inputs_each =
        (is_transposed ? relation.coarse_channels : relation.fine_channels) / relation.groups;
    const std::int64_t outputs_each =
        (is_transposed ? relation.fine_channels : relation.coarse_channels) / relation.groups;
    if (state.shows_window)
      chosen.reset();
    else
      state.output_channel = *chosen / inputs_each * outputs_each;
  }
  if (chosen) {
    state.input_channel = *chosen;
  } else if (state.by_multiplication && current != nullptr) {
    state.input_channel = current->input_channel;
  } else if (!state.step.products.empty()) {
    state.input_channel = state.step.products.front().input_channel;
  }

  for (const Product& product : state.step.products) {
    if (product.input_channel != state.input_channel) continue;
    if (state.by_multiplication && &product == current) {
      state.current_in_window = static_cast<std::int64_t>(state.window.size());
    }
    state.window.push_back(product);
  }

  if (state.shows_window) state.windows = windows_of(state.window);

  state.channel_cells = output.rows() * output.columns();
  state.playhead_channel = playhead_step.focus_channel;
  state.done_there = playhead_step.focus.row * output.columns() + playhead_step.focus.column +
                     (trace.is_done_after(index, playhead_step.focus_channel, playhead_step.focus) ? 1 : 0);

  state.next = next_step(inputs, side, state);
  const std::shared_ptr<const Highlights> all = highlights(inputs);
  if (state.shows_window) state.largest = all->front().largest;
  for (const Highlight& lit : *all) {
    if (lit.role == Role::hover) state.hovered = lit_cells(evaluation, state, lit);
    // The window says what this operation's pinned output is made of; a cell pinned in the other's map lights what it lit while it was
    // pointed at.
    const bool is_of_other = lit.tag.side != Side::none && lit.tag.side != side;
    if (lit.role == Role::pin && (is_of_other || lit.tag.part != output_part(side)))
      state.pinned = lit_cells(evaluation, state, lit);
  }
  return state;
}

ChannelPair shown_channels(const PictureInputs& inputs, Side side) {
  if (side == Side::none) side = inputs.evaluation.asked;
  const MapsState state = maps_state(inputs, side);
  return side == Side::transposed ? ChannelPair{state.output_channel, state.input_channel}
                                  : ChannelPair{state.input_channel, state.output_channel};
}

CellRange joined(CellRange range, Cell cell) {
  return {{std::min(range.first.row, cell.row), std::min(range.first.column, cell.column)},
          {std::max(range.last.row, cell.row), std::max(range.last.column, cell.column)}};
}

WindowCells window_cells(const MapsState& state, const CellRange& window, const MapArray& expanded) {
  constexpr auto unread = static_cast<std::uint8_t>(ExpandedClass::beyond);
  const std::int64_t rows = window.last.row - window.first.row + 1;
  const std::int64_t columns = window.last.column - window.first.column + 1;
  std::vector<std::uint8_t> classes(static_cast<std::size_t>(rows * columns), unread);
  std::vector<float> values(classes.size(), 0);
  std::set<Cell> read;
  std::vector<std::string> labels(expanded.labels ? classes.size() : 0);
  for (const Product& p : state.window) {
    const Cell at{p.expanded.row - window.first.row, p.expanded.column - window.first.column};
    if (!lies_on(at, rows, columns)) continue;
    const auto here = static_cast<std::size_t>(at.row * columns + at.column);
    const auto there = static_cast<std::size_t>(p.expanded.row * expanded.columns + p.expanded.column);
    read.insert(at);
    classes[here] = expanded.classes->at(there);
    values[here] = expanded.values->at(there);
    if (expanded.labels) labels[here] = expanded.labels->at(there);
  }
  const bool is_dense = read.size() == classes.size();
  return {std::make_shared<const std::vector<std::uint8_t>>(std::move(classes)),
          std::make_shared<const std::vector<float>>(std::move(values)),
          expanded.labels ? std::make_shared<const std::vector<std::string>>(std::move(labels)) : nullptr, is_dense};
}

}  // namespace convoscope

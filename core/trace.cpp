// Random access into a run: a cell's products are (channels x row items x column items), so that counts before any step
// are products of per-axis running totals. Stores O(rows + columns), nothing per step. Multiplies by no stride.
#include "core/trace.h"

#include <algorithm>
#include <utility>

#include "core/assert.h"

namespace convoscope {
namespace {

std::int64_t count_distinct(std::vector<std::int64_t> values) {
  std::sort(values.begin(), values.end());
  return std::unique(values.begin(), values.end()) - values.begin();
}

}  // namespace

Trace::Trace(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias, Method method,
             Granularity granularity)
    : spec_(spec),
      relation_(relation(spec)),
      input_(&input),
      weight_(&weight),
      bias_(bias),
      method_(method),
      granularity_(granularity),
      geometry_(convoscope::geometry(spec)) {
  CONVOSCOPE_ASSERT(validate(spec).empty());
  CONVOSCOPE_ASSERT(validate_shapes(spec, input, weight, bias).empty());
  CONVOSCOPE_ASSERT(method == Method::gather || !is_pooling());
  switch (method) {
    case Method::gather: pattern_ = is_transposed() ? Pattern::connections : Pattern::window; break;
    case Method::scatter: pattern_ = is_transposed() ? Pattern::stamp : Pattern::connections; break;
    case Method::zero_insertion: pattern_ = is_transposed() ? Pattern::slide : Pattern::window; break;
    case Method::matrix: pattern_ = Pattern::matrix_row; break;
  }
  if (is_scatter()) {
    focus_extent_ = {spec.axes[height].input, spec.axes[width].input};
    focus_channels_ = spec.in_channels;
    slots_ = connected_slots_ = spec.out_channels / relation_.groups;
  } else {
    focus_extent_ = {geometry_.output_height(), geometry_.output_width()};
    focus_channels_ = spec.out_channels;
    connected_slots_ = spec.in_channels / relation_.groups;
    slots_ = method == Method::matrix ? spec.in_channels : connected_slots_;
  }
  Totals all;
  for (int axis = 0; axis < axis_count; ++axis) all.axes[axis] = totals(axis);
  const AxisTotals& rows = all.axes[height];
  const AxisTotals& columns = all.axes[width];
  for (std::int64_t row = 0; row < focus_extent_.row; ++row) {
    const std::int64_t row_items = rows.items[at_index(row + 1)] - rows.items[at_index(row)];
    const std::int64_t steps =
        row_items == 0 ? focus_extent_.column : slots_ * row_items * columns.items.back() + columns.empty.back();
    all.row_steps.push_back(all.row_steps.back() + steps);
  }
  totals_ = std::make_shared<const Totals>(std::move(all));
}

Trace Trace::with(Granularity granularity) const {
  Trace other = *this;
  other.granularity_ = granularity;
  return other;
}

Trace::AxisTotals Trace::totals(int axis) const {
  const AxisRelation& along = relation_.axes[axis];
  const PaddingMode mode = relation_.padding_mode;
  const bool by_fine = pattern_ == Pattern::connections || pattern_ == Pattern::slide ||
                       (pattern_ == Pattern::matrix_row && is_transposed());
  AxisTotals result;
  for (std::int64_t i = 0; i < (axis == height ? focus_extent_.row : focus_extent_.column); ++i) {
    const std::vector<AxisTap> taps = by_fine ? axis_taps_of_fine(along, mode, i) : axis_taps_of_coarse(along, mode, i);
    std::int64_t connected = static_cast<std::int64_t>(taps.size());
    std::int64_t all = along.kernel;
    if (pattern_ == Pattern::connections) all = connected;
    if (pattern_ == Pattern::slide) {
      all *= static_cast<std::int64_t>(places_of_fine(along, mode, i).size());
    }
    if (pattern_ == Pattern::matrix_row) {
      all = spec_.axes[axis].input;
      std::vector<std::int64_t> inputs;
      for (const AxisTap& t : taps) inputs.push_back(is_transposed() ? t.coarse : t.fine);
      connected = count_distinct(std::move(inputs));
    }
    result.items.push_back(result.items.back() + all);
    result.connections.push_back(result.connections.back() + connected);
    result.empty.push_back(result.empty.back() + (all == 0 ? 1 : 0));
  }
  return result;
}

std::int64_t Trace::products_of(Cell focus) const {
  const auto count = [](const AxisTotals& axis, std::int64_t i) {
    return axis.items[at_index(i + 1)] - axis.items[at_index(i)];
  };
  return slots_ * count(totals_->axes[height], focus.row) * count(totals_->axes[width], focus.column);
}

std::int64_t Trace::steps_before(Focus focus) const {
  const auto [row, column] = focus.cell;
  if (granularity_ == Granularity::cell) {
    return (focus.channel * focus_extent_.row + row) * focus_extent_.column + column;
  }
  const AxisTotals& columns = totals_->axes[width];
  const std::int64_t row_items =
      totals_->axes[height].items[at_index(row + 1)] - totals_->axes[height].items[at_index(row)];
  const std::int64_t in_row =
      row_items == 0 ? column : slots_ * row_items * columns.items[at_index(column)] + columns.empty[at_index(column)];
  return focus.channel * totals_->row_steps.back() + totals_->row_steps[at_index(row)] + in_row;
}

std::int64_t Trace::products_before(Focus focus, bool connections_only) const {
  const auto& rows = connections_only ? totals_->axes[height].connections : totals_->axes[height].items;
  const auto& columns = connections_only ? totals_->axes[width].connections : totals_->axes[width].items;
  const auto [row, column] = focus.cell;
  const std::int64_t of_row = rows[at_index(row + 1)] - rows[at_index(row)];
  return (connections_only ? connected_slots_ : slots_) *
         ((focus.channel * rows.back() + rows[at_index(row)]) * columns.back() + of_row * columns[at_index(column)]);
}

Trace::Position Trace::position_after(std::int64_t index) const {
  CONVOSCOPE_ASSERT(index >= 0 && index < size());
  if (granularity_ == Granularity::cell) {
    const std::int64_t plane = focus_extent_.row * focus_extent_.column;
    const Focus focus{index / plane, {index % plane / focus_extent_.column, index % plane % focus_extent_.column}};
    return {focus, products_of(focus.cell)};
  }
  Focus focus{index / totals_->row_steps.back(), {}};
  const std::int64_t in_channel = index % totals_->row_steps.back();
  focus.cell.row = std::ranges::upper_bound(totals_->row_steps, in_channel) - totals_->row_steps.begin() - 1;
  // The last column whose first step is not after this one.
  std::int64_t first = 0;
  std::int64_t end = focus_extent_.column;
  while (end - first > 1) {
    const std::int64_t middle = first + (end - first) / 2;
    const bool starts_later = steps_before({focus.channel, {focus.cell.row, middle}}) > index;
    (starts_later ? end : first) = middle;
  }
  focus.cell.column = first;
  return {focus, std::min(index - steps_before(focus) + 1, products_of(focus.cell))};
}

std::int64_t Trace::size() const {
  return granularity_ == Granularity::cell ? focus_channels_ * focus_extent_.row * focus_extent_.column
                                           : focus_channels_ * totals_->row_steps.back();
}

Step Trace::at(std::int64_t index) const {
  const Position position = position_after(index);
  Step step;
  step.index = index;
  step.focus = position.focus.cell;
  step.focus_channel = position.focus.channel;
  step.products = products(position.focus);
  step.current = position.performed - 1;
  if (!is_scatter()) {
    double sum = start(step.focus_channel);
    for (std::int64_t i = 0; i < position.performed; ++i) sum = add(sum, step.products[at_index(i)]);
    step.sum = finish(sum, step.focus);
  } else if (step.current >= 0) {
    const Product& last = step.products[at_index(step.current)];
    if (last.factor != Factor::cropped) step.sum = value_after(index, last.output_channel, last.output);
  }
  return step;
}

double Trace::value_after(std::int64_t index, std::int64_t channel, Cell output) const {
  CONVOSCOPE_ASSERT(index >= -1 && index < size());
  double sum = start(channel);
  if (is_scatter()) {
    for (const Contribution& c : contributions(channel, output)) {
      if (c.step <= index) sum += c.value;
    }
    return sum;
  }
  const Focus focus{channel, output};
  const std::int64_t first = steps_before(focus);
  if (index >= first) {
    const std::vector<Product> all = products(focus);
    const std::int64_t count = static_cast<std::int64_t>(all.size());
    const std::int64_t performed = granularity_ == Granularity::cell ? count : std::min(index - first + 1, count);
    for (std::int64_t i = 0; i < performed; ++i) sum = add(sum, all[at_index(i)]);
  }
  return finish(sum, output);
}

bool Trace::is_done_after(std::int64_t index, std::int64_t channel, Cell output) const {
  CONVOSCOPE_ASSERT(index >= -1 && index < size());
  if (is_scatter()) {
    const std::vector<Contribution> all = contributions(channel, output);
    return all.empty() || all.back().step <= index;
  }
  const std::int64_t steps = granularity_ == Granularity::cell ? 1 : std::max<std::int64_t>(products_of(output), 1);
  return index >= steps_before({channel, output}) + steps - 1;
}

std::int64_t Trace::step_of(std::int64_t channel, Cell focus) const {
  CONVOSCOPE_ASSERT(channel >= 0 && channel < focus_channels_);
  CONVOSCOPE_ASSERT(focus.row >= 0 && focus.row < focus_extent_.row);
  CONVOSCOPE_ASSERT(focus.column >= 0 && focus.column < focus_extent_.column);
  return steps_before({channel, focus});
}

Work Trace::work_after(std::int64_t index) const {
  if (index < 0) return {};
  const auto [focus, performed] = position_after(index);
  std::int64_t connections = products_before(focus, true);
  // The current cell's share: whole channels, then whole rows of items, then single items.
  const std::vector<Item> rows = items(height, focus.cell.row);
  const std::vector<Item> columns = items(width, focus.cell.column);
  const auto count = [](const std::vector<Item>& list, std::int64_t end) {
    return std::count_if(list.begin(), list.begin() + end, [](const Item& i) { return i.factor == Factor::value; });
  };
  const std::int64_t row_length = static_cast<std::int64_t>(columns.size());
  const std::int64_t slot_length = static_cast<std::int64_t>(rows.size()) * row_length;
  if (slot_length > 0) {
    const std::int64_t whole_columns = count(columns, row_length);
    const std::int64_t first_connected =
        slots_ == connected_slots_ ? 0 : focus.channel / (focus_channels_ / relation_.groups) * connected_slots_;
    const std::int64_t slots = performed / slot_length;
    const std::int64_t in_slot = performed % slot_length;
    const std::int64_t whole_slots = std::clamp<std::int64_t>(slots - first_connected, 0, connected_slots_);
    connections += whole_slots * count(rows, static_cast<std::int64_t>(rows.size())) * whole_columns;
    if (slots >= first_connected && slots < first_connected + connected_slots_ && in_slot > 0) {
      const std::int64_t row = in_slot / row_length;
      connections += count(rows, row) * whole_columns;
      if (rows[at_index(row)].factor == Factor::value) connections += count(columns, in_slot % row_length);
    }
  }
  const std::int64_t multiplications = products_before(focus, false) + performed;
  return {multiplications, multiplications - connections};
}

}  // namespace convoscope

// Random access into a run: a cell's products are (channels x row items x column items), so that counts before any step
// are products of per-axis running totals. Stores O(rows + columns), nothing per step. Multiplies by no stride.
#include "core/trace.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "core/assert.h"

namespace convoscope {
namespace {

std::size_t at_index(std::int64_t index) { return static_cast<std::size_t>(index); }

/// Two axes' factors as one: a border outweighs an inserted zero, and any reason outweighs none.
Factor combine(Factor row, Factor column) {
  if (row == Factor::padded_zero || column == Factor::padded_zero) return Factor::padded_zero;
  return row != Factor::value ? row : column;
}

std::int64_t count_distinct(std::vector<std::int64_t> values) {
  std::ranges::sort(values);
  return std::ranges::unique(values).begin() - values.begin();
}

}  // namespace

Trace::Trace(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias, Method method,
             Granularity granularity)
    : spec_(spec), relation_(relation(spec)), input_(&input), weight_(&weight), bias_(bias), method_(method),
      granularity_(granularity), geometry_(convoscope::geometry(spec)) {
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
  for (int axis = 0; axis < axis_count; ++axis) totals_[axis] = totals(axis);
  row_steps_.push_back(0);
  const AxisTotals& rows = totals_[height];
  const AxisTotals& columns = totals_[width];
  for (std::int64_t row = 0; row < focus_extent_.row; ++row) {
    const std::int64_t row_items = rows.items[at_index(row + 1)] - rows.items[at_index(row)];
    const std::int64_t steps = row_items == 0 ? focus_extent_.column
                                              : slots_ * row_items * columns.items.back() + columns.empty.back();
    row_steps_.push_back(row_steps_.back() + steps);
  }
}

bool Trace::is_pooling() const {
  return spec_.operation == Operation::average_pooling || spec_.operation == Operation::max_pooling;
}

std::vector<Trace::Item> Trace::items(int axis, std::int64_t focus_index) const {
  const AxisRelation& along = relation_.axes[axis];
  const AxisGeometry& g = geometry_.axes[axis];
  const PaddingMode mode = relation_.padding_mode;
  const auto expanded_at = [&](std::int64_t placed, std::int64_t tap) {
    return along.turned_place(placed, tap) + g.fold_begin;
  };
  std::vector<Item> result;
  switch (pattern_) {
    case Pattern::window:
      for (std::int64_t tap = 0; tap < along.kernel; ++tap) {
        const std::int64_t placed = along.place(focus_index, tap);
        const auto fine = fold(mode, placed, along.fine);
        result.push_back({fine ? Factor::value : Factor::padded_zero, placed + g.border_begin, fine.value_or(-1), tap,
                          focus_index});
      }
      break;
    case Pattern::stamp:
      for (std::int64_t tap = 0; tap < along.kernel; ++tap) {
        const std::int64_t placed = along.place(focus_index, tap);
        const auto fine = fold(mode, placed, along.fine);
        result.push_back(
            {fine ? Factor::value : Factor::cropped, focus_index, focus_index, tap, fine.value_or(placed)});
      }
      break;
    case Pattern::connections:
      for (const AxisTap& t : axis_taps_of_fine(along, mode, focus_index)) {
        if (is_transposed()) {
          result.push_back({Factor::value, expanded_at(t.placed, t.tap), t.coarse, t.tap, t.fine});
        } else {
          result.push_back({Factor::value, t.fine, t.fine, t.tap, t.coarse});
        }
      }
      break;
    case Pattern::slide:
      for (const std::int64_t placed : places_of_fine(along, mode, focus_index)) {
        for (std::int64_t tap = along.kernel - 1; tap >= 0; --tap) {
          const Absence absence = absence_on_axis(along, placed, tap);
          const Factor factor = absence == Absence::none     ? Factor::value
                                : absence == Absence::border ? Factor::padded_zero
                                                             : Factor::inserted_zero;
          result.push_back(
              {factor, expanded_at(placed, tap), along.coarse_of(placed, tap).value_or(-1), tap, focus_index});
        }
      }
      break;
    case Pattern::matrix_row:
      for (std::int64_t index = 0; index < spec_.axes[axis].input; ++index) {
        result.push_back({Factor::matrix_zero, index, index, -1, focus_index});
      }
      for (const AxisTap& t : is_transposed() ? axis_taps_of_fine(along, mode, focus_index)
                                              : axis_taps_of_coarse(along, mode, focus_index)) {
        Item& item = result[at_index(is_transposed() ? t.coarse : t.fine)];
        if (item.kernel < 0) item.kernel = t.tap;
        item.factor = Factor::value;
      }
      break;
  }
  return result;
}

Trace::AxisTotals Trace::totals(int axis) const {
  const AxisRelation& along = relation_.axes[axis];
  const PaddingMode mode = relation_.padding_mode;
  const bool by_fine = pattern_ == Pattern::connections || pattern_ == Pattern::slide ||
                       (pattern_ == Pattern::matrix_row && is_transposed());
  AxisTotals result;
  for (std::int64_t i = 0; i < (axis == height ? focus_extent_.row : focus_extent_.column); ++i) {
    const std::vector<AxisTap> taps =
        by_fine ? axis_taps_of_fine(along, mode, i) : axis_taps_of_coarse(along, mode, i);
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
  return slots_ * count(totals_[height], focus.row) * count(totals_[width], focus.column);
}

std::int64_t Trace::steps_before(Focus focus) const {
  const auto [row, column] = focus.cell;
  if (granularity_ == Granularity::cell) {
    return (focus.channel * focus_extent_.row + row) * focus_extent_.column + column;
  }
  const AxisTotals& columns = totals_[width];
  const std::int64_t row_items = totals_[height].items[at_index(row + 1)] - totals_[height].items[at_index(row)];
  const std::int64_t in_row = row_items == 0 ? column
                                             : slots_ * row_items * columns.items[at_index(column)] +
                                                   columns.empty[at_index(column)];
  return focus.channel * row_steps_.back() + row_steps_[at_index(row)] + in_row;
}

std::int64_t Trace::products_before(Focus focus, bool connections_only) const {
  const auto& rows = connections_only ? totals_[height].connections : totals_[height].items;
  const auto& columns = connections_only ? totals_[width].connections : totals_[width].items;
  const auto [row, column] = focus.cell;
  const std::int64_t of_row = rows[at_index(row + 1)] - rows[at_index(row)];
  return (connections_only ? connected_slots_ : slots_) *
         ((focus.channel * rows.back() + rows[at_index(row)]) * columns.back() + of_row * columns[at_index(column)]);
}

Trace::Position Trace::position_after(std::int64_t index) const {
  CONVOSCOPE_ASSERT(index >= 0 && index < size());
  if (granularity_ == Granularity::cell) {
    const std::int64_t plane = focus_extent_.row * focus_extent_.column;
    const Focus focus{index / plane,
                      {index % plane / focus_extent_.column, index % plane % focus_extent_.column}};
    return {focus, products_of(focus.cell)};
  }
  Focus focus{index / row_steps_.back(), {}};
  const std::int64_t in_channel = index % row_steps_.back();
  focus.cell.row = std::ranges::upper_bound(row_steps_, in_channel) - row_steps_.begin() - 1;
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

double Trace::matrix_weight(Focus focus, std::int64_t input_channel, Cell input) const {
  const auto taps_at = [&](int axis, std::int64_t at, std::int64_t from) {
    const AxisRelation& along = relation_.axes[axis];
    std::vector<AxisTap> taps = is_transposed() ? axis_taps_of_fine(along, relation_.padding_mode, at)
                                                : axis_taps_of_coarse(along, relation_.padding_mode, at);
    std::erase_if(taps, [&](const AxisTap& t) { return (is_transposed() ? t.coarse : t.fine) != from; });
    return taps;
  };
  double sum = 0;
  visit_pairs(taps_at(height, focus.cell.row, input.row), taps_at(width, focus.cell.column, input.column),
              [&](const Tap& tap) { sum += weight_at(input_channel, focus.channel, tap.kernel); });
  return sum;
}

double Trace::weight_at(std::int64_t input_channel, std::int64_t output_channel, Cell kernel) const {
  const std::int64_t coarse = is_transposed() ? input_channel : output_channel;
  const std::int64_t fine = is_transposed() ? output_channel : input_channel;
  return (*weight_)(coarse, fine % (relation_.fine_channels / relation_.groups), kernel.row, kernel.column);
}

Product Trace::product(Focus focus, std::int64_t slot, const Item& row, const Item& column) const {
  const std::int64_t focus_group = focus.channel / (focus_channels_ / relation_.groups);
  const std::int64_t first_connected = focus_group * connected_slots_;
  const std::int64_t other = method_ == Method::matrix ? slot : first_connected + slot;
  Product p;
  p.factor = combine(row.factor, column.factor);
  if (other < first_connected || other >= first_connected + connected_slots_) p.factor = Factor::matrix_zero;
  p.expanded = {row.expanded, column.expanded};
  p.output = {row.output, column.output};
  p.input_channel = is_scatter() ? focus.channel : other;
  p.output_channel = is_scatter() ? other : focus.channel;
  const bool on_zero = p.factor == Factor::padded_zero || p.factor == Factor::inserted_zero;
  p.input = on_zero ? no_cell : Cell{row.input, column.input};
  p.kernel = p.factor == Factor::matrix_zero ? no_cell : Cell{row.kernel, column.kernel};
  if (!on_zero) p.input_value = (*input_)(0, p.input_channel, p.input.row, p.input.column);
  if (p.factor == Factor::matrix_zero) return p;
  if (is_pooling()) {
    const bool average = spec_.operation == Operation::average_pooling;
    p.weight_value = average ? 1.0 / static_cast<double>(spec_.axes[height].kernel * spec_.axes[width].kernel) : 1.0;
  } else if (method_ == Method::matrix && relation_.padding_mode != PaddingMode::zeros) {
    p.weight_value = matrix_weight(focus, p.input_channel, p.input);
  } else {
    p.weight_value = weight_at(p.input_channel, p.output_channel, p.kernel);
  }
  return p;
}

std::vector<Product> Trace::products(Focus focus) const {
  const std::vector<Item> rows = items(height, focus.cell.row);
  const std::vector<Item> columns = items(width, focus.cell.column);
  std::vector<Product> result;
  result.reserve(at_index(slots_) * rows.size() * columns.size());
  for (std::int64_t slot = 0; slot < slots_; ++slot) {
    for (const Item& row : rows) {
      for (const Item& column : columns) result.push_back(product(focus, slot, row, column));
    }
  }
  return result;
}

double Trace::start(std::int64_t output_channel) const {
  if (spec_.operation == Operation::max_pooling) return -std::numeric_limits<double>::infinity();
  return bias_.empty() ? 0.0 : static_cast<double>(bias_[at_index(output_channel)]);
}

double Trace::add(double sum, const Product& product) const {
  if (product.factor != Factor::value) return sum;
  if (spec_.operation == Operation::max_pooling) {
    return product.input_value > sum || std::isnan(product.input_value) ? product.input_value : sum;
  }
  if (spec_.operation == Operation::average_pooling) return sum + product.input_value;
  return sum + product.product();
}

double Trace::finish(double sum) const {
  if (spec_.operation != Operation::average_pooling) return sum;
  return sum / static_cast<double>(spec_.axes[height].kernel * spec_.axes[width].kernel);
}

std::vector<Trace::Contribution> Trace::contributions(std::int64_t channel, Cell output) const {
  // Per axis: each input that reaches the output cell, and where in its own items it does.
  struct Reach {
    std::int64_t input = 0;
    std::int64_t kernel = 0;
    std::int64_t slot = 0;
    std::int64_t slots = 0;
  };
  const auto reaches = [&](int axis, std::int64_t at) {
    const AxisRelation& along = relation_.axes[axis];
    const PaddingMode mode = relation_.padding_mode;
    std::vector<Reach> result;
    if (is_transposed()) {
      for (const AxisTap& t : axis_taps_of_fine(along, mode, at)) {
        result.push_back({t.coarse, t.tap, t.tap, along.kernel});
      }
    } else {
      for (const AxisTap& t : axis_taps_of_coarse(along, mode, at)) {
        const std::vector<AxisTap> own = axis_taps_of_fine(along, mode, t.fine);
        result.push_back({t.fine, t.tap, std::ranges::find(own, t) - own.begin(),
                          static_cast<std::int64_t>(own.size())});
      }
    }
    return result;
  };
  const std::vector<Reach> rows = reaches(height, output.row);
  const std::vector<Reach> columns = reaches(width, output.column);
  const std::int64_t share = spec_.in_channels / relation_.groups;
  const std::int64_t first_input = channel / slots_ * share;
  std::vector<Contribution> result;
  for (std::int64_t in = first_input; in < first_input + share; ++in) {
    for (const Reach& row : rows) {
      for (const Reach& column : columns) {
        const std::int64_t order = (channel % slots_ * row.slots + row.slot) * column.slots + column.slot;
        const std::int64_t first_step = steps_before({in, {row.input, column.input}});
        const double x = (*input_)(0, in, row.input, column.input);
        result.push_back({granularity_ == Granularity::cell ? first_step : first_step + order, order,
                          x * weight_at(in, channel, {row.kernel, column.kernel})});
      }
    }
  }
  std::ranges::sort(result, {}, [](const Contribution& c) { return std::tuple(c.step, c.order); });
  return result;
}

std::int64_t Trace::size() const {
  return granularity_ == Granularity::cell ? focus_channels_ * focus_extent_.row * focus_extent_.column
                                           : focus_channels_ * row_steps_.back();
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
    step.sum = finish(sum);
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
    const std::int64_t performed =
        granularity_ == Granularity::cell ? count : std::min(index - first + 1, count);
    for (std::int64_t i = 0; i < performed; ++i) sum = add(sum, all[at_index(i)]);
  }
  return finish(sum);
}

bool Trace::is_done_after(std::int64_t index, std::int64_t channel, Cell output) const {
  CONVOSCOPE_ASSERT(index >= -1 && index < size());
  if (is_scatter()) {
    const std::vector<Contribution> all = contributions(channel, output);
    return all.empty() || all.back().step <= index;
  }
  const std::int64_t steps =
      granularity_ == Granularity::cell ? 1 : std::max<std::int64_t>(products_of(output), 1);
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
        slots_ == connected_slots_ ? 0
                                   : focus.channel / (focus_channels_ / relation_.groups) * connected_slots_;
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

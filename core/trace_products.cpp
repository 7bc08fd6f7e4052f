// The products of one cell, made afresh whenever they are asked for: what each axis contributes, their pairs, and for a
// scatter the products that meet in one output cell. Multiplies by no stride.
#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "core/pooling.h"
#include "core/trace.h"

namespace convoscope {
namespace {

/// Two axes' factors as one: a border outweighs an inserted zero, and any reason outweighs none.
Factor combine(Factor row, Factor column) {
  if (row == Factor::padded_zero || column == Factor::padded_zero) return Factor::padded_zero;
  return row != Factor::value ? row : column;
}

}  // namespace

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
        const auto fine = fine_at(along, mode, placed);
        result.push_back(
            {fine ? Factor::value : Factor::padded_zero, placed + g.border_begin, fine.value_or(-1), tap, focus_index});
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
    p.weight_value = finish(1, focus.cell);
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

double Trace::finish(double sum, Cell output) const {
  if (spec_.operation != Operation::average_pooling) return sum;
  return sum / static_cast<double>(divisor(spec_, relation_, output));
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
        result.push_back(
            {t.fine, t.tap, std::ranges::find(own, t) - own.begin(), static_cast<std::int64_t>(own.size())});
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

}  // namespace convoscope

// The four methods and pooling, each as a short sentence over the same connections. Slow and exact: sums run in double.
// Multiplies by no stride.
#include "core/convolve.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/assert.h"
#include "core/geometry.h"
#include "core/matrix.h"
#include "core/pooling.h"
#include "core/problem_keys.h"
#include "core/walk.h"

namespace convoscope {
namespace {

std::span<const float> batch_entry(const Tensor& tensor, std::int64_t n) {
  const std::size_t length = static_cast<std::size_t>(tensor.size() / tensor.batch());
  return std::span(tensor.data()).subspan(static_cast<std::size_t>(n) * length, length);
}

/// One output map stack in double, before it is rounded, filled with the bias.
std::vector<double> starting_sums(const Shape& output, std::span<const float> bias) {
  const std::size_t plane = static_cast<std::size_t>(output[2] * output[3]);
  std::vector<double> sums(static_cast<std::size_t>(output[1]) * plane);
  for (std::size_t channel = 0; channel < bias.size(); ++channel) {
    for (std::size_t cell = 0; cell < plane; ++cell) sums[channel * plane + cell] = bias[channel];
  }
  return sums;
}

/// Adds every product to the cell that it belongs to. Gather and scatter are this with the loops turned inside out.
void add_products(const Relation& relation, bool transposed, WalkBy side, std::span<const float> input,
                  const Tensor& weight, std::span<double> sums) {
  walk(relation, side, [&](const Connection& c) {
    const std::size_t from = transposed ? c.coarse : c.fine;
    const std::size_t to = transposed ? c.fine : c.coarse;
    sums[to] += static_cast<double>(input[from]) * static_cast<double>(weight.data()[c.weight]);
  });
}

/// The stride-1 (transposed) or unpadded (convolution) layer that slides over the expanded map.
Spec sliding_spec(const Spec& spec) {
  const Geometry g = geometry(spec);
  Spec sliding = spec;
  sliding.operation = Operation::convolution;
  sliding.padding_mode = PaddingMode::zeros;
  sliding.extends_output = false;
  for (int i = 0; i < axis_count; ++i) {
    AxisSpec& axis = sliding.axes[i];
    axis.input = g.axes[i].padded;
    axis.pad_begin = axis.pad_end = axis.output_padding = 0;
    if (is_transposed(spec)) axis.stride = 1;
  }
  return sliding;
}

/// Brings what was computed beside a transposed layer's output back onto it, as the padding mode does.
void fold_onto(const Spec& spec, std::span<const double> slid, std::span<double> sums) {
  const Geometry g = geometry(spec);
  const AxisGeometry& vertical = g.axes[height];
  const AxisGeometry& horizontal = g.axes[width];
  const std::int64_t rows = vertical.fold_begin + vertical.output + vertical.fold_end;
  const std::int64_t columns = horizontal.fold_begin + horizontal.output + horizontal.fold_end;
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(slid.size()); ++i) {
    const std::int64_t channel = i / columns / rows;
    const auto row = fold(spec.padding_mode, i / columns % rows - vertical.fold_begin, vertical.output);
    const auto column = fold(spec.padding_mode, i % columns - horizontal.fold_begin, horizontal.output);
    if (!row || !column) continue;
    const std::int64_t to = (channel * vertical.output + *row) * horizontal.output + *column;
    sums[static_cast<std::size_t>(to)] += slid[static_cast<std::size_t>(i)];
  }
}

void add_by_sliding(const Spec& spec, std::span<const float> expanded, const Tensor& weight, std::span<double> sums) {
  const Spec sliding = sliding_spec(spec);
  const Relation over_expanded = relation(sliding);
  if (!is_transposed(spec)) {
    add_products(over_expanded, false, WalkBy::coarse, expanded, weight, sums);
    return;
  }
  std::vector<double> slid = starting_sums(output_shape(sliding), {});
  add_products(over_expanded, false, WalkBy::coarse, expanded, turned_kernel(spec, weight), slid);
  fold_onto(spec, slid, sums);
}

void pool(const Spec& spec, std::span<const float> input, std::span<double> sums) {
  const bool maximum = spec.operation == Operation::max_pooling;
  if (maximum) std::ranges::fill(sums, -std::numeric_limits<double>::infinity());
  const Relation connections = relation(spec);
  walk(connections, WalkBy::coarse, [&](const Connection& c) {
    const double value = input[c.fine];
    double& sum = sums[c.coarse];
    if (!maximum) {
      sum += value;
    } else if (value > sum || std::isnan(value)) {  // a NaN wins and stays, as in the frameworks
      sum = value;
    }
  });
  if (maximum) return;
  const std::int64_t rows = connections.axes[height].coarse;
  const std::int64_t columns = connections.axes[width].coarse;
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(sums.size()); ++i) {
    const Cell output{i / columns % rows, i % columns};
    sums[static_cast<std::size_t>(i)] /= static_cast<double>(divisor(spec, connections, output));
  }
}

void add_numbers(std::vector<NamedNumber>& numbers, std::array<std::string_view, 4> names, const Shape& shape) {
  for (std::size_t i = 0; i < names.size(); ++i) numbers.push_back({names[i], shape[i]});
}

}  // namespace

Shape input_shape(const Spec& spec) {
  return {spec.batch, spec.in_channels, spec.axes[height].input, spec.axes[width].input};
}

Shape output_shape(const Spec& spec) {
  const Geometry g = geometry(spec);
  return {spec.batch, spec.out_channels, g.output_height(), g.output_width()};
}

Shape weight_shape(const Spec& spec) {
  if (is_pooling(spec)) return {0, 0, 0, 0};
  const std::int64_t first = is_transposed(spec) ? spec.in_channels : spec.out_channels;
  const std::int64_t second = (is_transposed(spec) ? spec.out_channels : spec.in_channels) / spec.groups;
  return {first, second, spec.axes[height].kernel, spec.axes[width].kernel};
}

std::vector<Problem> validate_shapes(const Spec& spec, const Tensor& input, const Tensor& weight,
                                     std::span<const float> bias) {
  std::vector<Problem> problems;
  if (input.shape() != input_shape(spec)) {
    std::vector<NamedNumber> numbers;
    add_numbers(numbers, {"expected_batch", "expected_channels", "expected_height", "expected_width"},
                input_shape(spec));
    add_numbers(numbers, {"batch", "channels", "height", "width"}, input.shape());
    problems.push_back({Parameter::input, -1, keys::input_shape, std::move(numbers)});
  }
  const auto bias_size = static_cast<std::int64_t>(bias.size());
  if (is_pooling(spec)) {
    if (weight.size() != 0) {
      problems.push_back({Parameter::weight, -1, keys::pooling_weight, {{"size", weight.size()}}});
    }
    if (bias_size != 0) problems.push_back({Parameter::bias, -1, keys::pooling_bias, {{"size", bias_size}}});
    return problems;
  }
  if (weight.shape() != weight_shape(spec)) {
    std::vector<NamedNumber> numbers;
    add_numbers(numbers, {"expected_first", "expected_second", "expected_height", "expected_width"},
                weight_shape(spec));
    add_numbers(numbers, {"first", "second", "height", "width"}, weight.shape());
    problems.push_back({Parameter::weight, -1, keys::weight_shape, std::move(numbers)});
  }
  if (bias_size != 0 && bias_size != spec.out_channels) {
    problems.push_back({Parameter::bias, -1, keys::bias_size, {{"expected", spec.out_channels}, {"size", bias_size}}});
  }
  return problems;
}

std::vector<Problem> validate_method(const Spec& spec, Method method) {
  if (method != Method::matrix || is_pooling(spec)) return {};
  const std::int64_t entries = count_entries(relation(spec));
  if (entries <= max_cells) return {};
  return {{Parameter::input, -1, keys::matrix_too_large, {{"entries", entries}, {"limit", max_cells}}}};
}

Tensor apply(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias, Method method) {
  CONVOSCOPE_ASSERT(validate(spec).empty());
  CONVOSCOPE_ASSERT(validate_shapes(spec, input, weight, bias).empty());
  CONVOSCOPE_ASSERT(validate_method(spec, method).empty());
  const bool transposed = is_transposed(spec);
  const Relation connections = relation(spec);
  const bool sliding = method == Method::zero_insertion && !is_pooling(spec);
  const Tensor expanded = sliding ? expanded_input(spec, input) : Tensor();
  SparseMatrix matrix;
  if (method == Method::matrix && !is_pooling(spec)) matrix = convolution_matrix(connections, weight);
  const Shape shape = output_shape(spec);
  std::vector<float> output;
  output.reserve(static_cast<std::size_t>(shape[0] * shape[1] * shape[2] * shape[3]));
  for (std::int64_t n = 0; n < spec.batch; ++n) {
    std::vector<double> sums = starting_sums(shape, bias);
    if (is_pooling(spec)) {
      pool(spec, batch_entry(input, n), sums);
    } else if (method == Method::zero_insertion) {
      add_by_sliding(spec, batch_entry(expanded, n), weight, sums);
    } else if (method == Method::matrix) {
      (transposed ? multiply_transposed_into : multiply_into)(matrix, batch_entry(input, n), sums);
    } else {
      const bool by_coarse = (method == Method::gather) != transposed;
      add_products(connections, transposed, by_coarse ? WalkBy::coarse : WalkBy::fine, batch_entry(input, n), weight,
                   sums);
    }
    for (const double sum : sums) output.push_back(static_cast<float>(sum));
  }
  return Tensor(shape, std::move(output));
}

Tensor expanded_input(const Spec& spec, const Tensor& input) {
  CONVOSCOPE_ASSERT(input.shape() == input_shape(spec));
  const Geometry g = geometry(spec);
  const bool ignores_padding = spec.operation == Operation::max_pooling;
  Tensor expanded({spec.batch, spec.in_channels, g.axes[height].padded, g.axes[width].padded},
                  ignores_padding ? -std::numeric_limits<float>::infinity() : 0.0f);
  // Per axis: which input index stands at each index of the expanded map, -1 for none.
  std::array<std::vector<std::int64_t>, axis_count> sources;
  const Relation connections = relation(spec);
  for (int i = 0; i < axis_count; ++i) {
    const AxisGeometry& axis = g.axes[i];
    sources[i].assign(static_cast<std::size_t>(axis.padded), -1);
    for (std::int64_t index = 0; index < (is_transposed(spec) ? spec.axes[i].input : axis.padded); ++index) {
      if (is_transposed(spec)) {
        const AxisRelation& along = connections.axes[i];
        const std::int64_t at = along.turned_place(along.place(index, 0), 0) + axis.fold_begin;
        if (at >= 0 && at < axis.padded) sources[i][static_cast<std::size_t>(at)] = index;
      } else if (const auto from = fine_at(connections.axes[i], spec.padding_mode, index - axis.border_begin)) {
        sources[i][static_cast<std::size_t>(index)] = *from;
      }
    }
  }
  // Neighbours that stay neighbours.
  struct Run {
    std::int64_t to, from, count;
  };
  std::vector<Run> runs;
  for (std::int64_t to = 0; to < std::ssize(sources[width]); ++to) {
    const std::int64_t from = sources[width][static_cast<std::size_t>(to)];
    if (from < 0) continue;
    const bool goes_on =
        !runs.empty() && to == runs.back().to + runs.back().count && from == runs.back().from + runs.back().count;
    if (!goes_on) runs.push_back({to, from, 0});
    ++runs.back().count;
  }
  float* to = expanded.data().data();
  for (std::int64_t plane = 0; plane < spec.batch * spec.in_channels; ++plane) {
    for (const std::int64_t row : sources[height]) {
      if (row >= 0) {
        const float* const from = input.data().data() + (plane * input.rows() + row) * input.columns();
        for (const Run& run : runs) std::copy_n(from + run.from, run.count, to + run.to);
      }
      to += expanded.columns();
    }
  }
  return expanded;
}

Tensor turned_kernel(const Spec& spec, const Tensor& weight) {
  const auto [first, second, rows, columns] = weight.shape();
  const std::int64_t share = first / spec.groups;
  Tensor turned({second * spec.groups, share, rows, columns});
  for (std::int64_t a = 0; a < first; ++a) {
    const std::int64_t group = a / share;
    for (std::int64_t b = 0; b < second; ++b) {
      for (std::int64_t row = 0; row < rows; ++row) {
        for (std::int64_t column = 0; column < columns; ++column) {
          turned(group * second + b, a % share, rows - 1 - row, columns - 1 - column) = weight(a, b, row, column);
        }
      }
    }
  }
  return turned;
}

}  // namespace convoscope

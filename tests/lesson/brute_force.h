// Layers by counting and by loops over every pair of cells: shares nothing with the core. Square or not, one channel.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "core/spec.h"

namespace convoscope::testing::brute {

using Number = std::int64_t;
using Place = std::pair<Number, Number>;

/// Where element `tap` of the window or stamp number `index` lands, on the padded axis.
inline Number landing(const AxisSpec& axis, Number index, Number tap) {
  return index * axis.stride + tap * axis.dilation;
}

/// Cells of the output along one axis, by sliding the window or laying stamps.
inline Number output(const Spec& spec, const AxisSpec& axis) {
  if (spec.operation == Operation::transposed_convolution) {
    Number end = 0;
    for (Number i = 0; i < axis.input; ++i)
      for (Number tap = 0; tap < axis.kernel; ++tap) end = std::max(end, landing(axis, i, tap) + 1);
    return end - axis.pad_begin - axis.pad_end + axis.output_padding;
  }
  Number count = 0;
  while (landing(axis, count, axis.kernel - 1) < axis.input + axis.pad_begin + axis.pad_end) ++count;
  return count;
}

inline std::pair<Number, Number> output(const Spec& spec) {
  return {output(spec, spec.axes[0]), output(spec, spec.axes[1])};
}

/// Pairs (input cell, output cell, kernel element) of one axis.
struct Link {
  Number input;
  Number output;
  Number tap;
};
inline std::vector<Link> links(const Spec& spec, const AxisSpec& axis) {
  const bool transposed = spec.operation == Operation::transposed_convolution;
  const Number coarse = transposed ? axis.input : output(spec, axis);
  const Number fine = transposed ? output(spec, axis) : axis.input;
  std::vector<Link> found;
  for (Number i = 0; i < coarse; ++i)
    for (Number tap = 0; tap < axis.kernel; ++tap) {
      const Number at = landing(axis, i, tap) - axis.pad_begin;
      if (at >= 0 && at < fine) found.push_back(transposed ? Link{i, at, tap} : Link{at, i, tap});
    }
  return found;
}

/// One output cell of a layer of one channel, by every link of both axes.
template <class Input, class Weight>
double value(const Spec& spec, Place cell, const Input& input, const Weight& weight) {
  double sum = 0;
  for (const Link& row : links(spec, spec.axes[0]))
    for (const Link& column : links(spec, spec.axes[1]))
      if (row.output == cell.first && column.output == cell.second)
        sum += input(row.input, column.input) * weight(row.tap, column.tap);
  return sum;
}

/// Output cells that an input cell feeds; the other way round: input cells that an output cell reads.
inline std::set<Place> partners(const Spec& spec, Place cell, bool of_input) {
  std::set<Place> found;
  for (const Link& row : links(spec, spec.axes[0]))
    for (const Link& column : links(spec, spec.axes[1])) {
      if (of_input && row.input == cell.first && column.input == cell.second) found.emplace(row.output, column.output);
      if (!of_input && row.output == cell.first && column.output == cell.second) found.emplace(row.input, column.input);
    }
  return found;
}

/// All multiplications of a window that slides over the padded or zero-inserted map, and those that meet no input.
inline std::pair<Number, Number> work(const Spec& spec) {
  const auto [rows, columns] = output(spec);
  const Number all = rows * columns * spec.axes[0].kernel * spec.axes[1].kernel;
  return {all, all - static_cast<Number>(links(spec, spec.axes[0]).size() * links(spec, spec.axes[1]).size())};
}

/// PyTorch's conditions, axis by axis, zeros as padding.
inline bool is_legal(const Spec& spec) {
  return std::ranges::all_of(spec.axes, [&](const AxisSpec& axis) {
    const bool counts =
        axis.input >= 1 && axis.kernel >= 1 && axis.stride >= 1 && axis.dilation >= 1 && axis.pad_begin >= 0;
    if (!counts || axis.output_padding < 0) return false;
    const bool has_room =
        axis.output_padding == 0 || axis.output_padding < axis.stride || axis.output_padding < axis.dilation;
    return has_room && output(spec, axis) >= 1;
  });
}

}  // namespace convoscope::testing::brute

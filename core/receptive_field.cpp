// Periods stay small: strides and the strides of transposed layers cancel where a model goes down and up again.
#include "core/receptive_field.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/integer.h"
#include "core/taps.h"

namespace convoscope {
namespace {

constexpr std::int64_t most_steps = std::int64_t{1} << 16;
constexpr std::int64_t furthest = std::int64_t{1} << 40;  // input cells; products stay far from overflow

}  // namespace

ReceptiveField::Reach ReceptiveField::at(std::int64_t cell) const {
  const auto period = static_cast<std::int64_t>(reaches_.size());
  const Reach& reach = reaches_[static_cast<std::size_t>(floor_remainder(cell, period))];
  const std::int64_t moved = floor_divide(cell, period) * shift_;
  return {reach.first + moved, reach.last + moved};
}

std::optional<ReceptiveField> ReceptiveField::after(const AxisSpec& axis, bool is_transposed) const {
  const AxisRelation relation{
      .kernel = axis.kernel, .stride = axis.stride, .dilation = axis.dilation, .pad_begin = axis.pad_begin};
  const auto period = static_cast<std::int64_t>(reaches_.size());
  if (axis.stride < 1 || axis.kernel < 1 || axis.dilation < 1) return std::nullopt;
  if (std::max({axis.stride, axis.kernel, axis.dilation, axis.pad_begin, axis.pad_end}) > max_cells)
    return std::nullopt;
  ReceptiveField next;
  // Of a convolution, so many outputs until the inputs are a whole number of periods further; transposed, each input period makes
  // stride times as many outputs.
  const std::int64_t outputs = is_transposed ? period * axis.stride : period / std::gcd(period, axis.stride);
  // Where all cells are alike, the first and the last tap of a convolution reach furthest.
  const bool is_regular = period == 1 && !is_transposed;
  const std::int64_t step = is_regular ? std::max<std::int64_t>(axis.kernel - 1, 1) : 1;
  if (outputs > most_steps / (is_regular ? 2 : axis.kernel)) return std::nullopt;
  next.shift_ = is_transposed ? shift_ : shift_ * (outputs * axis.stride / period);
  if (next.shift_ > furthest) return std::nullopt;
  next.reaches_.clear();
  for (std::int64_t output = 0; output < outputs; ++output) {
    Reach reach{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
    for (std::int64_t tap = 0; tap < axis.kernel; tap += step) {
      std::int64_t read = relation.place(output, tap);
      if (is_transposed) {
        // The coarse cell whose tap lands on the output, borders ignored.
        const std::int64_t offset = output + axis.pad_begin - tap * axis.dilation;
        if (floor_remainder(offset, axis.stride) != 0) continue;
        read = floor_divide(offset, axis.stride);
      }
      const Reach of_read = at(read);
      if (of_read.last < of_read.first) continue;
      reach.first = std::min(reach.first, of_read.first);
      reach.last = std::max(reach.last, of_read.last);
    }
    if (reach.last < reach.first) reach = {0, -1};
    if (reach.last - reach.first > furthest) return std::nullopt;
    next.reaches_.push_back(reach);
  }
  return next;
}

bool ReceptiveField::has_scale_of(const ReceptiveField& other) const {
  return shift_ * static_cast<std::int64_t>(other.reaches_.size()) ==
         other.shift_ * static_cast<std::int64_t>(reaches_.size());
}

std::optional<ReceptiveField> ReceptiveField::joined(const ReceptiveField& other) const {
  const auto own = static_cast<std::int64_t>(reaches_.size());
  const auto others = static_cast<std::int64_t>(other.reaches_.size());
  const std::int64_t period = std::lcm(own, others);
  if (period > most_steps || !has_scale_of(other)) return std::nullopt;
  ReceptiveField both;
  both.shift_ = shift_ * (period / own);
  both.reaches_.clear();
  for (std::int64_t cell = 0; cell < period; ++cell) {
    const Reach a = at(cell);
    const Reach b = other.at(cell);
    if (a.last < a.first || b.last < b.first)
      both.reaches_.push_back(a.last < a.first ? b : a);
    else
      both.reaches_.push_back({std::min(a.first, b.first), std::max(a.last, b.last)});
  }
  return both;
}

std::int64_t ReceptiveField::extent() const {
  std::int64_t largest = 0;
  for (const Reach& reach : reaches_) largest = std::max(largest, reach.last - reach.first + 1);
  return largest;
}

}  // namespace convoscope

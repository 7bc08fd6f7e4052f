#include "figure/upsampling/upsampling_ways.h"

#include <algorithm>

#include "core/convolve.h"
#include "core/kernels.h"

namespace convoscope {
namespace {

constexpr float patch_value = 0.6f;

/// The same random numbers for everybody: splitmix64, as fractions (https://prng.di.unimi.it/splitmix64.c, public domain).
class Dice {
 public:
  float next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return static_cast<float>((z ^ (z >> 31)) >> 40) / static_cast<float>(1 << 24);
  }

 private:
  std::uint64_t state_ = 2016;
};

/// Random numbers that sum up to `sum`.
Tensor random_kernels(Shape shape, float sum) {
  Dice dice;
  Tensor kernels(shape);
  float total = 0;
  for (float& value : kernels.data()) total += value = dice.next();
  for (float& value : kernels.data()) value *= sum / total;
  return kernels;
}

Spec each_channel(Operation operation, const Tensor& patch, AxisSpec axis) {
  Spec spec;
  spec.operation = operation;
  spec.in_channels = spec.out_channels = spec.groups = patch.channels();
  for (const int each : {height, width}) {
    axis.input = each == height ? patch.rows() : patch.columns();
    spec.axes[each] = axis;
  }
  return spec;
}

Tensor applied(const Spec& spec, const Tensor& input, const Tensor& plane) {
  return apply(spec, input, repeated(plane, weight_shape(spec)));
}

/// So many rows and columns from the middle.
Tensor middle_of(const Tensor& map, std::int64_t rows, std::int64_t columns) {
  Tensor middle({1, map.channels(), std::min(rows, map.rows()), std::min(columns, map.columns())});
  const std::int64_t down = (map.rows() - middle.rows()) / 2, across = (map.columns() - middle.columns()) / 2;
  for (std::int64_t channel = 0; channel < map.channels(); ++channel)
    for (std::int64_t row = 0; row < middle.rows(); ++row)
      for (std::int64_t column = 0; column < middle.columns(); ++column)
        middle(0, channel, row, column) = map(0, channel, down + row, across + column);
  return middle;
}

/// The bilinear kernel of a stride has twice its size, less one of an odd stride; this much padding keeps the middle where it is.
AxisSpec bilinear_axis(std::int64_t stride) {
  AxisSpec axis;
  axis.stride = stride;
  axis.kernel = 2 * stride - stride % 2;
  axis.pad_begin = axis.pad_end = stride / 2;
  return axis;
}

AxisSpec stamped_axis(const Upsampling& by) {
  AxisSpec axis;
  axis.stride = by.stride;
  axis.kernel = by.kernel;
  return axis;
}

AxisSpec windowed_axis(const Upsampling& by) {
  AxisSpec axis;
  axis.kernel = by.kernel;
  return axis;
}

/// The cells of the same place in stride x stride channels, put beside each other.
Tensor shuffled(const Tensor& map, std::int64_t stride) {
  const std::int64_t square = stride * stride;
  Tensor result({1, map.channels() / square, map.rows() * stride, map.columns() * stride});
  for (std::int64_t channel = 0; channel < map.channels(); ++channel)
    for (std::int64_t row = 0; row < map.rows(); ++row)
      for (std::int64_t column = 0; column < map.columns(); ++column)
        result(0, channel / square, row * stride + channel % square / stride, column * stride + channel % stride) =
            map(0, channel, row, column);
  return result;
}

}  // namespace

Upsampling upsampling_of(const Evaluation& evaluation) {
  const Spec& spec = evaluation.photograph ? evaluation.photograph->whole->spec() : evaluation.spec(evaluation.asked);
  const AxisSpec& down = spec.axes[height];
  const AxisSpec& across = spec.axes[width];
  const bool is_square = down.stride == across.stride && down.kernel == across.kernel;
  const bool is_upsampling = is_transposed(spec) && is_square && down.stride >= 2 && down.stride <= 4;
  if (!is_upsampling || down.kernel < 2 || down.kernel > 8) return {};
  return {down.stride, down.kernel};
}

Tensor upsampled_patch(const Evaluation& evaluation, std::int64_t cells) {
  if (!evaluation.photograph) return Tensor({1, 1, cells, cells}, patch_value);
  const OnPhotograph& place = *evaluation.photograph;
  const Tensor& planes = *place.whole->photograph().planes;
  const Tensor& loupe = evaluation.input(evaluation.asked);
  Tensor patch({1, planes.channels(), std::min(cells, planes.rows()), std::min(cells, planes.columns())});
  const auto first = [](std::int64_t middle, std::int64_t count, std::int64_t total) {
    return std::clamp<std::int64_t>(middle - count / 2, 0, total - count);
  };
  const std::int64_t down = first(place.input.row + loupe.rows() / 2, patch.rows(), planes.rows());
  const std::int64_t across = first(place.input.column + loupe.columns() / 2, patch.columns(), planes.columns());
  for (std::int64_t channel = 0; channel < patch.channels(); ++channel)
    for (std::int64_t row = 0; row < patch.rows(); ++row)
      for (std::int64_t column = 0; column < patch.columns(); ++column)
        patch(0, channel, row, column) = planes(0, channel, down + row, across + column);
  return patch;
}

Tensor upsampled(const Tensor& patch, const Upsampling& by, UpsamplingWay way) {
  const auto gain = static_cast<float>(by.stride * by.stride);
  const std::int64_t margin = std::max(by.kernel, std::int64_t{2});
  const auto inner = [&](const Tensor& large) {
    return middle_of(large, std::max<std::int64_t>((patch.rows() - 2 * margin) * by.stride, by.stride),
                     std::max<std::int64_t>((patch.columns() - 2 * margin) * by.stride, by.stride));
  };
  switch (way) {
    case UpsamplingWay::transposed:
      return inner(applied(each_channel(Operation::transposed_convolution, patch, stamped_axis(by)), patch,
                           random_kernels({1, 1, by.kernel, by.kernel}, gain)));
    case UpsamplingWay::bilinear: {
      const AxisSpec axis = bilinear_axis(by.stride);
      return inner(applied(each_channel(Operation::transposed_convolution, patch, axis), patch,
                           values_of(*kernel_named("bilinear"), axis.kernel, axis.kernel)));
    }
    case UpsamplingWay::resize: {
      AxisSpec copies = stamped_axis(by);
      copies.kernel = by.stride;
      const Tensor large = applied(each_channel(Operation::transposed_convolution, patch, copies), patch,
                                   Tensor({1, 1, by.stride, by.stride}, 1.0f));
      return inner(applied(each_channel(Operation::convolution, large, windowed_axis(by)), large,
                           random_kernels({1, 1, by.kernel, by.kernel}, 1)));
    }
    case UpsamplingWay::shuffle: break;
  }
  Spec spec = each_channel(Operation::convolution, patch, windowed_axis(by));
  const std::int64_t square = by.stride * by.stride;
  spec.out_channels = patch.channels() * square;
  const Tensor kernels = random_kernels({square, 1, by.kernel, by.kernel}, static_cast<float>(square));
  std::vector<float> weights;
  for (std::int64_t channel = 0; channel < patch.channels(); ++channel)
    weights.insert(weights.end(), kernels.data().begin(), kernels.data().end());
  return inner(shuffled(apply(spec, patch, Tensor(weight_shape(spec), std::move(weights))), by.stride));
}

std::vector<std::int64_t> stamps_along(const Upsampling& by, UpsamplingWay way) {
  constexpr std::int64_t inputs = 24;  // enough for the middle to be away from the ends
  if (way == UpsamplingWay::resize || way == UpsamplingWay::shuffle)
    return std::vector<std::int64_t>(at_index(by.stride), by.kernel);
  Spec spec;
  spec.operation = Operation::transposed_convolution;
  AxisSpec axis = way == UpsamplingWay::bilinear ? bilinear_axis(by.stride) : stamped_axis(by);
  axis.pad_begin = axis.pad_end = 0;
  axis.input = inputs;
  spec.axes = {axis, axis};
  const std::vector<std::int64_t> all = overlap(axis_relation(spec, width));
  const auto from = all.begin() + inputs / 2 * by.stride;
  return {from, from + by.stride};
}

}  // namespace convoscope

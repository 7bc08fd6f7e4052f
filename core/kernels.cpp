// One row a kernel, with its source. Averages sum to 1; derivatives are written as whole numbers.
#include "core/kernels.h"

#include <algorithm>
#include <cmath>

#include "core/assert.h"

namespace convoscope {
namespace {

double middle(std::int64_t index, std::int64_t size) { return index == (size - 1) / 2 ? 1 : 0; }
double share(std::int64_t, std::int64_t size) { return 1 / static_cast<double>(size); }
double one(std::int64_t, std::int64_t) { return 1; }

/// The binomial filter, which the Gaussian of variance (size - 1) / 4 resembles: Pascal's row over its sum, 1 2 1 / 4, 1 4 6 4 1 / 16.
/// Burt and Adelson, "The Laplacian pyramid as a compact image code" (1983), with a = 3/8 for 5.
double binomial(std::int64_t index, std::int64_t size) {
  double value = 1;
  for (std::int64_t i = 0; i < size - 1; ++i) {
    value /= 2;
    if (i < index) value *= static_cast<double>(size - 1 - i) / static_cast<double>(i + 1);
  }
  return value;
}

/// Caffe's "bilinear" filler (include/caffe/filler.hpp): f = ceil(size / 2), c = (size - 1) / (2f), 1 - |x / f - c|. It upsamples
/// f times with stride f and padding ceil((f - 1) / 2).
double tent(std::int64_t index, std::int64_t size) {
  const auto f = static_cast<double>((size + 1) / 2);
  const double centre = static_cast<double>(size - 1) / (2 * f);
  return 1 - std::abs(static_cast<double>(index) / f - centre);
}

constexpr std::array kernels{
    NamedKernel{"identity", 3, true, middle},
    NamedKernel{"box", 3, true, share},
    NamedKernel{"gaussian", 3, true, binomial},
    // The map less its Laplacian.
    NamedKernel{"sharpen", 3, false, nullptr, {0, -1, 0, -1, 5, -1, 0, -1, 0}},
    // Sobel and Feldman (1968), Prewitt (1970): a difference along one axis, smoothed along the other.
    NamedKernel{"sobel-x", 3, false, nullptr, {-1, 0, 1, -2, 0, 2, -1, 0, 1}},
    NamedKernel{"sobel-y", 3, false, nullptr, {-1, -2, -1, 0, 0, 0, 1, 2, 1}},
    NamedKernel{"prewitt-x", 3, false, nullptr, {-1, 0, 1, -1, 0, 1, -1, 0, 1}},
    NamedKernel{"prewitt-y", 3, false, nullptr, {-1, -1, -1, 0, 0, 0, 1, 1, 1}},
    // The second differences along both axes, and along the diagonals too.
    NamedKernel{"laplacian", 3, false, nullptr, {0, 1, 0, 1, -4, 1, 0, 1, 0}},
    NamedKernel{"outline", 3, false, nullptr, {-1, -1, -1, -1, 8, -1, -1, -1, -1}},
    // A difference along the diagonal beside the map itself.
    NamedKernel{"emboss", 3, false, nullptr, {-2, -1, 0, -1, 1, 1, 0, 1, 2}},
    NamedKernel{"bilinear", 4, true, tent},
    // Each cell repeated: with a stride of its size a transposed convolution copies to the nearest.
    NamedKernel{"nearest", 2, true, one},
};

}  // namespace

std::span<const NamedKernel> named_kernels() { return kernels; }

const NamedKernel* kernel_named(std::string_view name) {
  const auto found = std::ranges::find(kernels, name, &NamedKernel::name);
  return found == kernels.end() ? nullptr : &*found;
}

Tensor values_of(const NamedKernel& kernel, std::int64_t rows, std::int64_t columns) {
  CONVOSCOPE_ASSERT(kernel.has_any_size ? rows >= 1 && columns >= 1 : rows == kernel.side && columns == kernel.side);
  Tensor values({1, 1, rows, columns});
  for (std::int64_t row = 0; row < rows; ++row) {
    for (std::int64_t column = 0; column < columns; ++column) {
      values(0, 0, row, column) = kernel.along
                                      ? static_cast<float>(kernel.along(row, rows) * kernel.along(column, columns))
                                      : kernel.elements[at_index(row * columns + column)];
    }
  }
  return values;
}

Tensor flipped(Tensor weight) {
  const std::int64_t cells = weight.rows() * weight.columns();
  for (auto plane = weight.data().begin(); plane != weight.data().end(); plane += cells)
    std::reverse(plane, plane + cells);
  return weight;
}

Tensor normalized(Tensor weight) {
  const std::int64_t cells = weight.rows() * weight.columns();
  for (auto plane = weight.data().begin(); plane != weight.data().end(); plane += cells) {
    double sum = 0, magnitudes = 0;
    for (auto element = plane; element != plane + cells; ++element) {
      sum += *element;
      magnitudes += std::abs(static_cast<double>(*element));
    }
    const double by = sum != 0 ? sum : magnitudes;
    if (by == 0) continue;
    for (auto element = plane; element != plane + cells; ++element) *element = static_cast<float>(*element / by);
  }
  return weight;
}

Tensor repeated(const Tensor& plane, Shape shape) {
  shape[2] = plane.rows();
  shape[3] = plane.columns();
  Tensor weight(shape);
  for (auto to = weight.data().begin(); to != weight.data().end(); to += plane.size())
    std::ranges::copy(plane.data(), to);
  return weight;
}

}  // namespace convoscope

// Named kernels that users know from image processing and upsampling, as cross-correlation slides them over a map.
#pragma once

#include <span>
#include <string_view>

#include "core/tensor.h"

namespace convoscope {

struct NamedKernel {
  std::string_view name;
  std::int64_t side;          ///< the usual extent of both axes
  bool has_any_size = false;  ///< else `side` alone
  /// One number along an axis of `size` cells, whose products are the kernel; null where it is not separable that way.
  double (*along)(std::int64_t index, std::int64_t size) = nullptr;
  std::array<float, 9> elements{};  ///< of those that have one size
};

/// In menu order: identity, box, gaussian, sharpen, sobel-x, sobel-y, prewitt-x, prewitt-y, laplacian, outline, emboss,
/// bilinear, nearest.
std::span<const NamedKernel> named_kernels();
/// Null for an unknown name.
const NamedKernel* kernel_named(std::string_view name);
/// (1, 1, rows, columns), at least 1 each; both are `side` where the kernel has one size (asserted).
Tensor values_of(const NamedKernel& kernel, std::int64_t rows, std::int64_t columns);

/// Each plane rotated by 180°: what makes a cross-correlation a convolution in the strict sense.
Tensor flipped(Tensor weight);
/// Each plane divided by its sum, or where that is zero by the sum of its magnitudes; planes of zeros stay.
Tensor normalized(Tensor weight);
/// A weight of that shape with the plane of (1, 1, kH, kW) in every pair of channels; the extents are the plane's.
Tensor repeated(const Tensor& plane, Shape shape);

}  // namespace convoscope

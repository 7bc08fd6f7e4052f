// Named kernels that users know from image processing and upsampling.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/tensor.h"

namespace convoscope {

/// Names in menu order: "identity", "box", "gaussian", "sharpen", "sobel-x", "sobel-y", "laplacian", "emboss", ...
std::vector<std::string_view> kernel_names();
/// A named kernel as (1, 1, k, k), or nothing for an unknown name. Fixed sizes: 3x3 (gaussian also 5x5).
std::optional<Tensor> named_kernel(std::string_view name);
/// The bilinear upsampling kernel of factor f >= 1 (Caffe's "bilinear" filler): k = 2f - f mod 2, separable, centre
/// c = (2f - 1 - f mod 2) / (2f), w(x) = 1 - |x / f - c|. Stride f, padding ceil((f - 1) / 2).
Tensor bilinear_kernel(std::int64_t factor);

}  // namespace convoscope

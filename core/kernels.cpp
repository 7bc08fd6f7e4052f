// The named kernels, as small integers over a divisor where they are averages.
#include "core/kernels.h"

#include <cmath>
#include <utility>

#include "core/assert.h"

namespace convoscope {
namespace {

struct Named {
  std::string_view name;
  float divisor;
  std::vector<float> elements;
};

const std::vector<Named>& table() {
  static const std::vector<Named> kernels{
      {"identity", 1, {0, 0, 0, 0, 1, 0, 0, 0, 0}},
      {"box", 9, {1, 1, 1, 1, 1, 1, 1, 1, 1}},
      {"gaussian", 16, {1, 2, 1, 2, 4, 2, 1, 2, 1}},
      {"gaussian-5", 256, {1, 4, 6, 4, 1, 4, 16, 24, 16, 4, 6, 24, 36, 24, 6, 4, 16, 24, 16, 4, 1, 4, 6, 4, 1}},
      {"sharpen", 1, {0, -1, 0, -1, 5, -1, 0, -1, 0}},
      {"sobel-x", 1, {-1, 0, 1, -2, 0, 2, -1, 0, 1}},
      {"sobel-y", 1, {-1, -2, -1, 0, 0, 0, 1, 2, 1}},
      {"prewitt-x", 1, {-1, 0, 1, -1, 0, 1, -1, 0, 1}},
      {"prewitt-y", 1, {-1, -1, -1, 0, 0, 0, 1, 1, 1}},
      {"laplacian", 1, {0, 1, 0, 1, -4, 1, 0, 1, 0}},
      {"outline", 1, {-1, -1, -1, -1, 8, -1, -1, -1, -1}},
      {"emboss", 1, {-2, -1, 0, -1, 1, 1, 0, 1, 2}},
  };
  return kernels;
}

}  // namespace

std::vector<std::string_view> kernel_names() {
  std::vector<std::string_view> names;
  for (const Named& kernel : table()) names.push_back(kernel.name);
  return names;
}

std::optional<Tensor> named_kernel(std::string_view name) {
  for (const Named& kernel : table()) {
    if (kernel.name != name) continue;
    std::vector<float> data = kernel.elements;
    for (float& element : data) element /= kernel.divisor;
    const std::int64_t side = data.size() == 25 ? 5 : 3;
    return Tensor({1, 1, side, side}, std::move(data));
  }
  return std::nullopt;
}

Tensor bilinear_kernel(std::int64_t factor) {
  CONVOSCOPE_ASSERT(factor >= 1 && factor <= 1024);
  const std::int64_t side = 2 * factor - factor % 2;
  const double f = static_cast<double>(factor);
  const double centre = static_cast<double>(2 * factor - 1 - factor % 2) / (2 * f);
  const auto along = [&](std::int64_t x) { return 1 - std::abs(static_cast<double>(x) / f - centre); };
  Tensor kernel({1, 1, side, side});
  for (std::int64_t row = 0; row < side; ++row) {
    for (std::int64_t column = 0; column < side; ++column) {
      kernel(0, 0, row, column) = static_cast<float>(along(row) * along(column));
    }
  }
  return kernel;
}

}  // namespace convoscope

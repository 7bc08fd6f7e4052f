// Tensor construction; a shape that does not fit its data is a programmer's error.
#include "core/tensor.h"

#include <limits>
#include <numeric>
#include <utility>

#include "core/assert.h"

namespace convoscope {
namespace {

std::size_t cells_of(const Shape& shape) {
  std::int64_t cells = 1;
  for (const std::int64_t extent : shape) {
    CONVOSCOPE_ASSERT(extent >= 0);
    CONVOSCOPE_ASSERT(extent == 0 || cells <= std::numeric_limits<std::int64_t>::max() / extent);
    cells *= extent;
  }
  return static_cast<std::size_t>(cells);
}

}  // namespace

Tensor::Tensor(Shape shape, float fill) : shape_(shape), data_(cells_of(shape), fill) {}

Tensor::Tensor(Shape shape, std::vector<float> data) : shape_(shape), data_(std::move(data)) {
  CONVOSCOPE_ASSERT(cells_of(shape) == data_.size());
}

Tensor Tensor::counting(Shape shape) {
  Tensor tensor(shape);
  std::iota(tensor.data_.begin(), tensor.data_.end(), 1.0f);
  return tensor;
}

}  // namespace convoscope

// Tensor construction; a shape that does not fit its data is a programmer's error.
#include "core/tensor.h"

#include <algorithm>
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
  tensor.count();
  return tensor;
}

void Tensor::count() { std::iota(data_.begin(), data_.end(), 1.0f); }

bool Tensor::grow(Shape shape, const std::function<bool()>& goes_on) {
  constexpr std::size_t piece = std::size_t{1} << 18;
  const std::size_t cells = cells_of(shape);
  if (shape_ == shape && data_.size() == cells) return true;
  if (std::exchange(shape_, Shape{}) != Shape{} || data_.size() > cells) data_.clear();
  data_.reserve(cells);
  while (data_.size() < cells) {
    data_.resize(std::min(data_.size() + piece, cells));
    if (data_.size() < cells && !goes_on()) return false;
  }
  shape_ = shape;
  return true;
}

}  // namespace convoscope

// A small dense float tensor in NCHW order. Standard library only.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace convoscope {

/// A count or place that is known not to be negative, as the standard library's containers want it.
inline std::size_t at_index(std::int64_t index) { return static_cast<std::size_t>(index); }

/// (batch, channels, height, width) for maps; (coarse channels, fine channels / groups, kernel height, kernel width)
/// for weights, which is PyTorch's layout of both Conv2d and ConvTranspose2d.
using Shape = std::array<std::int64_t, 4>;

class Tensor {
 public:
  Tensor() = default;
  /// A tensor of `shape` filled with `fill`. Every extent is >= 0.
  explicit Tensor(Shape shape, float fill = 0.0f);
  /// Takes `data`, whose size must be the product of `shape`.
  Tensor(Shape shape, std::vector<float> data);

  /// 1, 2, 3, ... row by row: what a map holds when only its size was given.
  static Tensor counting(Shape shape);
  /// Fills it with those.
  void count();

  /// Goes on to make this a tensor of `shape` with zeros, unless it has that shape: until `goes_on`, asked about every megabyte, says to break
  /// off. Whether it is one now; until it is, nothing else may be asked of it. Memory that is new is slow to be written to for the first time,
  /// on some systems by far, so that whoever must not keep others waiting makes large tensors in this way.
  bool grow(Shape shape, const std::function<bool()>& goes_on);

  const Shape& shape() const { return shape_; }
  std::int64_t batch() const { return shape_[0]; }
  std::int64_t channels() const { return shape_[1]; }
  std::int64_t rows() const { return shape_[2]; }
  std::int64_t columns() const { return shape_[3]; }
  std::int64_t size() const { return static_cast<std::int64_t>(data_.size()); }
  const std::vector<float>& data() const { return data_; }
  std::vector<float>& data() { return data_; }

  float operator()(std::int64_t n, std::int64_t c, std::int64_t row, std::int64_t column) const {
    return data_[index(n, c, row, column)];
  }
  float& operator()(std::int64_t n, std::int64_t c, std::int64_t row, std::int64_t column) {
    return data_[index(n, c, row, column)];
  }
  bool operator==(const Tensor&) const = default;

 private:
  std::size_t index(std::int64_t n, std::int64_t c, std::int64_t row, std::int64_t column) const {
    return static_cast<std::size_t>(((n * shape_[1] + c) * shape_[2] + row) * shape_[3] + column);
  }
  Shape shape_{0, 0, 0, 0};
  std::vector<float> data_;
};

}  // namespace convoscope

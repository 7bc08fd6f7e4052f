// Which rows of an array of classes are equal. Large maps repeat a few rows, as their stride does: what is made of one of each
// kind is made of all. Knows no colours and no OpenGL.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "figure/figure.h"

namespace convoscope {

class RowKinds {
 public:
  /// Of a grid with classes. Reads every cell once: the one thing here whose time grows with the whole map.
  explicit RowKinds(const Grid& grid);

  bool is_of(const Grid& grid) const;
  std::uint32_t kind_of(std::int64_t row) const { return kinds_[static_cast<std::size_t>(row)]; }
  /// The first row of a kind.
  std::int64_t row_of(std::uint32_t kind) const { return rows_[kind]; }

 private:
  // Identity, not contents: figures share arrays and never change them. The weak pointer keeps the address from being reused.
  std::weak_ptr<const std::vector<std::uint8_t>> classes_;
  std::int64_t columns_;
  std::vector<std::uint32_t> kinds_;
  std::vector<std::int64_t> rows_;
};

}  // namespace convoscope

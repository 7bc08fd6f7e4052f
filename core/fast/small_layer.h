// A layer of so few products that finding them takes longer than adding them up: they are listed once, and a layer that comes
// again is the list gone through, in double and in the plain path's order. Knows convolution and transposed convolution.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

class SmallLayer {
 public:
  /// Whether the products of a legal layer are listed: from the second time on that it comes, for the list costs more than
  /// a single run. Not pooling, and no more than some two thousand products.
  bool plan(const Spec& spec);
  /// After `plan` said yes: fills `output`, which has its shape, as `apply` does, to the last bit.
  void compute(const Tensor& input, const Tensor& weight, std::span<const float> bias, Tensor& output) const;

 private:
  struct Product {
    std::uint16_t input, weight;  ///< places in the flattened tensors, of a batch entry and of the weight
  };
  void list_products();

  std::optional<Spec> spec_;  ///< that came last
  bool is_small_ = false;
  bool is_listed_ = false;
  std::vector<Product> products_;    ///< output cell after output cell
  std::vector<std::uint16_t> ends_;  ///< for each output cell, where its products end
};

}  // namespace convoscope

// The list of products, and its sums.
#include "core/fast/small_layer.h"

#include "core/convolve.h"
#include "core/walk.h"

namespace convoscope {
namespace {

/// What the first cache holds beside the numbers, and what a place of 16 bits reaches.
constexpr double most_products = 2048;
constexpr double most_cells = 4096;

double cells(const Shape& shape) {
  return static_cast<double>(shape[1]) * static_cast<double>(shape[2]) * static_cast<double>(shape[3]);
}

bool is_small(const Spec& spec) {
  if (is_pooling(spec)) return false;
  const Shape weight = weight_shape(spec);
  const double kernels = static_cast<double>(weight[0]) * cells(weight);
  const Relation between = relation(spec);
  const double coarse = static_cast<double>(between.axes[height].coarse * between.axes[width].coarse);
  return cells(input_shape(spec)) <= most_cells && cells(output_shape(spec)) <= most_cells &&
         kernels * coarse <= most_products;
}

}  // namespace

bool SmallLayer::plan(const Spec& spec) {
  if (spec_ != spec) {
    spec_ = spec;
    is_small_ = is_small(spec);
    is_listed_ = false;
    return false;
  }
  if (is_small_ && !is_listed_) list_products();
  return is_small_;
}

void SmallLayer::list_products() {
  is_listed_ = true;
  products_.clear();
  ends_.assign(static_cast<std::size_t>(cells(output_shape(*spec_))), 0);
  const bool transposed = is_transposed(*spec_);
  walk(relation(*spec_), transposed ? WalkBy::fine : WalkBy::coarse, [&](const Connection& c) {
    products_.push_back(
        {static_cast<std::uint16_t>(transposed ? c.coarse : c.fine), static_cast<std::uint16_t>(c.weight)});
    ends_[transposed ? c.fine : c.coarse] = static_cast<std::uint16_t>(products_.size());
  });
  // A cell that no product reaches ends where the one before it does.
  for (std::size_t cell = 1; cell < ends_.size(); ++cell) ends_[cell] = std::max(ends_[cell], ends_[cell - 1]);
}

void SmallLayer::compute(const Tensor& input, const Tensor& weight, std::span<const float> bias, Tensor& output) const {
  const std::size_t plane = static_cast<std::size_t>(output.rows() * output.columns());
  const std::size_t entry = input.data().size() / static_cast<std::size_t>(input.batch());
  const float* from = input.data().data();
  const float* const weights = weight.data().data();
  float* to = output.data().data();
  for (std::int64_t n = 0; n < output.batch(); ++n, from += entry) {
    const Product* product = products_.data();
    for (std::size_t cell = 0; cell < ends_.size(); ++cell) {
      double sum = bias.empty() ? 0.0 : static_cast<double>(bias[cell / plane]);
      for (const Product* const end = products_.data() + ends_[cell]; product != end; ++product)
        sum += static_cast<double>(from[product->input]) * static_cast<double>(weights[product->weight]);
      *to++ = static_cast<float>(sum);
    }
  }
}

}  // namespace convoscope

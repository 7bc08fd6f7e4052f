#include "core/gradient.h"

#include <algorithm>

#include "core/assert.h"
#include "core/convolve.h"
#include "core/walk.h"

namespace convoscope {
namespace {

/// Hands `walk_connections` a visitor that calls `visit` with the weight's element and the input's and the output's cell of every
/// connection, in each batch entry.
template <typename Walk, typename Visit>
void each_connection(const Spec& spec, const Tensor& input, const Tensor& output_gradient, const Walk& walk_connections,
                     Visit&& visit) {
  CONVOSCOPE_ASSERT(validate(spec).empty() && !is_pooling(spec));
  CONVOSCOPE_ASSERT(input.shape() == input_shape(spec) && output_gradient.shape() == output_shape(spec));
  const bool transposed = is_transposed(spec);
  const auto batch = static_cast<std::size_t>(spec.batch);
  const std::size_t in_step = input.data().size() / batch;
  const std::size_t out_step = output_gradient.data().size() / batch;
  walk_connections([&](const Connection& c) {
    const std::size_t in = transposed ? c.coarse : c.fine;
    const std::size_t out = transposed ? c.fine : c.coarse;
    for (std::size_t n = 0; n < batch; ++n) visit(c.weight, n * in_step + in, n * out_step + out);
  });
}

double product(const Tensor& input, std::size_t in, const Tensor& output_gradient, std::size_t out) {
  return static_cast<double>(input.data()[in]) * static_cast<double>(output_gradient.data()[out]);
}

}  // namespace

Gradient gradient(const Spec& spec, const Tensor& input, const Tensor& output_gradient) {
  Tensor weight(weight_shape(spec));
  std::vector<double> sums(weight.data().size());
  each_connection(
      spec, input, output_gradient, [&](auto&& visit) { walk(relation(spec), WalkBy::coarse, visit); },
      [&](std::size_t element, std::size_t in, std::size_t out) {
        sums[element] += product(input, in, output_gradient, out);
      });
  std::ranges::transform(sums, weight.data().begin(), [](double sum) { return static_cast<float>(sum); });
  std::vector<double> bias(at_index(spec.out_channels));
  const auto plane = static_cast<std::size_t>(output_gradient.rows() * output_gradient.columns());
  for (std::size_t i = 0; i < output_gradient.data().size(); ++i)
    bias[i / plane % bias.size()] += static_cast<double>(output_gradient.data()[i]);
  return {std::move(weight), std::move(bias)};
}

WeightGradient gradient_of_weight(const Spec& spec, const Tensor& input, const Tensor& output_gradient,
                                  std::size_t element, std::size_t most_terms) {
  const Shape shape = weight_shape(spec);
  CONVOSCOPE_ASSERT(element < at_index(shape[0] * shape[1] * shape[2] * shape[3]));
  WeightGradient found;
  each_connection(
      spec, input, output_gradient, [&](auto&& visit) { walk_element(relation(spec), element, visit); },
      [&](std::size_t, std::size_t in, std::size_t out) {
        const GradientTerm term{in, out, product(input, in, output_gradient, out)};
        if (found.terms.size() < most_terms) found.terms.push_back(term);
        ++found.count;
        found.sum += term.product;
      });
  return found;
}

}  // namespace convoscope

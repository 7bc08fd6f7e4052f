#include "core/gradient.h"

#include <algorithm>

#include "core/assert.h"
#include "core/convolve.h"
#include "core/walk.h"

namespace convoscope {

Gradient gradient(const Spec& spec, const Tensor& input, const Tensor& output_gradient) {
  CONVOSCOPE_ASSERT(validate(spec).empty() && !is_pooling(spec));
  CONVOSCOPE_ASSERT(input.shape() == input_shape(spec) && output_gradient.shape() == output_shape(spec));
  const bool transposed = is_transposed(spec);
  const Relation layer = relation(spec);
  const auto batch = static_cast<std::size_t>(spec.batch);
  const std::size_t in_step = input.data().size() / batch;
  const std::size_t out_step = output_gradient.data().size() / batch;
  Tensor weight(weight_shape(spec));
  std::vector<double> sums(weight.data().size());
  walk(layer, WalkBy::coarse, [&](const Connection& c) {
    const std::size_t in = transposed ? c.coarse : c.fine;
    const std::size_t out = transposed ? c.fine : c.coarse;
    for (std::size_t n = 0; n < batch; ++n) {
      sums[c.weight] += static_cast<double>(input.data()[n * in_step + in]) *
                        static_cast<double>(output_gradient.data()[n * out_step + out]);
    }
  });
  std::ranges::transform(sums, weight.data().begin(), [](double sum) { return static_cast<float>(sum); });
  std::vector<double> bias(at_index(spec.out_channels));
  const auto plane = static_cast<std::size_t>(output_gradient.rows() * output_gradient.columns());
  for (std::size_t i = 0; i < output_gradient.data().size(); ++i)
    bias[i / plane % bias.size()] += static_cast<double>(output_gradient.data()[i]);
  return {std::move(weight), std::move(bias)};
}

}  // namespace convoscope

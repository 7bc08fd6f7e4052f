// How a loss changes with each number of a kernel: the same connections once more, summed up by kernel element. What a step
// of gradient descent takes. Knows no loss: its derivative by the output is given.
#pragma once

#include <vector>

#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

struct Gradient {
  Tensor weight;             ///< of the weight's shape
  std::vector<double> bias;  ///< one number for each output channel
};

/// dL/dW and dL/db of a convolution or transposed convolution, of whatever padding mode, from dL/dY: each connection adds its
/// input cell times dL/dY of its output cell to its kernel element, over all batch entries, in double. `input` and
/// `output_gradient` have the shapes of a legal `spec` (asserted); pooling has no weight (asserted).
Gradient gradient(const Spec& spec, const Tensor& input, const Tensor& output_gradient);

/// One connection of a kernel element: the flattened places, batch entry first, of the two cells that it joins.
struct GradientTerm {
  std::size_t input = 0;
  std::size_t output = 0;
  double product = 0;  ///< input cell times dL/dY of the output cell
};

/// What one element of dL/dW is the sum of.
struct WeightGradient {
  std::vector<GradientTerm> terms;  ///< the first of them
  std::int64_t count = 0;           ///< of all
  double sum = 0;                   ///< of all, in the order of `gradient`
};

/// The element at `element` of the flattened weight (below its size, asserted), with at most `most_terms` terms kept. As `gradient`
/// otherwise. Visits the element's connections alone.
WeightGradient gradient_of_weight(const Spec& spec, const Tensor& input, const Tensor& output_gradient,
                                  std::size_t element, std::size_t most_terms);

}  // namespace convoscope

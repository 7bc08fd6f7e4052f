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

}  // namespace convoscope

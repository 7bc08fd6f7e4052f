// `learn --select`: how the loss changes with one weight, as a sum over its connections.
#pragma once

#include <string>

#include "cli/context.h"
#include "cli/failure.h"
#include "cli/table.h"
#include "core/learning.h"

namespace convoscope {

/// The place in the flattened weight of what --select names: kernel[R,C], or kernel[A,B,R,C] as the weight is stored.
Attempt<std::size_t> read_weight_name(const std::string& text, const Shape& weight);

/// What is told of: a state and how far the next step goes.
struct ToldWeight {
  std::size_t element = 0;
  std::int64_t step = 0;
  double rate = 0;
};

/// Writes the products and their sum, dL/dw, and what the next step makes of the weight.
void tell_weight_gradient(const LearningTask& task, const LearningState& state, const ToldWeight& told,
                          TableFormat format, const Context& context);

}  // namespace convoscope

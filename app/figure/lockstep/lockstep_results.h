// The transposed convolution by four methods, and whether they agree. Asks the core; knows no picture.
#pragma once

#include <array>

#include "document/evaluation.h"

namespace convoscope {

/// The core's methods in the order of the view's panels. Gathering stands there for the ordinary convolution's backward pass, which
/// gathers over its taps.
inline constexpr std::size_t method_count = 4;
inline constexpr std::array<Method, method_count> lockstep_methods{Method::zero_insertion, Method::scatter,
                                                                   Method::matrix, Method::gather};

struct LockstepResults {
  std::array<SharedTensor, method_count> outputs;  ///< in that order
  bool is_compared = false;  ///< false: too many multiplications; all four are the layer's result as it was evaluated
  std::int64_t numbers = 0;  ///< how many numbers each has
  double largest_difference = 0;  ///< between two of them at one place; not a number where one is
};

/// Of an evaluation with a transposed convolution. Costs the four methods' multiplications, at most about a quarter of a million each.
LockstepResults lockstep_results(const Evaluation& evaluation);

}  // namespace convoscope

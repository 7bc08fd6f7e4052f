// The transposed convolution by four ways of computing it, and whether they agree. Asks the core; knows no picture.
#pragma once

#include <array>

#include "document/evaluation.h"

namespace convoscope {

/// The ways that the lock-step view shows, in its order. Backward: the ordinary convolution's backward pass, which gathers over its taps.
enum class Way : std::uint8_t { zero_insertion, scatter, matrix, backward };
inline constexpr int way_count = 4;
Method method_of(Way way);

struct LockstepResults {
  std::array<SharedTensor, way_count> outputs;  ///< by Way
  bool is_compared = false;  ///< false: too many multiplications; all four are the layer's result as it was evaluated
  std::int64_t numbers = 0;  ///< how many numbers each has
  double largest_difference = 0;  ///< between two of them at one place; not a number where one is
};

/// Of an evaluation with a transposed convolution. Costs the four methods' multiplications, at most about a million each.
LockstepResults lockstep_results(const Evaluation& evaluation);

}  // namespace convoscope

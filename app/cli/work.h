// How much is computed for one request: judged before it is begun.
#pragma once

#include "cli/failure.h"
#include "core/spec.h"

namespace convoscope {

/// Multiplications that are done for one request: some minutes' worth on the fast path, and by the plain methods.
inline constexpr double most_fast_multiplications = 2e11;
inline constexpr double most_plain_multiplications = 5e9;

/// Refuses a legal layer whose result takes more than `most` of them.
Outcome judge_work(const Spec& spec, double most);

}  // namespace convoscope

// Runs the core's methods one after the other; nothing is assumed about their agreeing.
#include "figure/lockstep/lockstep_results.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/convolve.h"

namespace convoscope {
namespace {

// What the slowest method may cost: a window that is edited runs it anew with each edit.
constexpr std::int64_t most_multiplications = 1 << 20;

bool can_compare(const Evaluation& evaluation) {
  const Spec& spec = evaluation.spec(Side::transposed);
  for (const Method method : lockstep_methods) {
    if (!validate_method(spec, method).empty()) return false;
    if (method == Method::matrix) continue;  // its zeros are not stored, nor multiplied
    const Trace trace = evaluation.trace(Side::transposed, method, Granularity::cell);
    if (trace.work_after(trace.size() - 1).multiplications > most_multiplications / spec.batch) return false;
  }
  return true;
}

}  // namespace

LockstepResults lockstep_results(const Evaluation& evaluation) {
  LockstepResults results;
  results.numbers = evaluation.output(Side::transposed).size();
  results.outputs.fill(evaluation.transposed_result);
  results.is_compared = can_compare(evaluation);
  if (!results.is_compared) return results;
  for (std::size_t i = 0; i < method_count; ++i) {
    results.outputs[i] =
        std::make_shared<const Tensor>(apply(evaluation.spec(Side::transposed), *evaluation.coarse, *evaluation.weight,
                                             evaluation.bias_of(Side::transposed), lockstep_methods[i]));
  }
  const std::vector<float>& first = results.outputs[0]->data();
  for (const SharedTensor& output : results.outputs) {
    const std::vector<float>& other = output->data();
    for (std::size_t i = 0; i < first.size(); ++i) {
      const bool same = first[i] == other[i] || (std::isnan(first[i]) && std::isnan(other[i]));
      if (same) continue;
      const double difference = std::abs(static_cast<double>(first[i]) - static_cast<double>(other[i]));
      results.largest_difference = std::isnan(difference) ? std::numeric_limits<double>::quiet_NaN()
                                                          : std::max(results.largest_difference, difference);
      if (std::isnan(difference)) return results;
    }
  }
  return results;
}

}  // namespace convoscope

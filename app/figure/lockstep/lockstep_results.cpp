// Runs the core's methods one after the other; nothing is assumed about their agreeing.
#include "figure/lockstep/lockstep_results.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/convolve.h"

namespace convoscope {
namespace {

// What the slowest way may cost: a window that is edited runs it anew with each edit.
constexpr std::int64_t most_multiplications = 1 << 20;

bool can_compare(const Evaluation& evaluation) {
  const Spec& spec = evaluation.spec(Side::transposed);
  for (int way = 0; way < way_count; ++way) {
    const Method method = method_of(static_cast<Way>(way));
    if (!validate_method(spec, method).empty()) return false;
    if (method == Method::matrix) continue;  // its zeros are not stored, nor multiplied
    const Trace trace = evaluation.trace(Side::transposed, method, Granularity::cell);
    if (trace.work_after(trace.size() - 1).multiplications > most_multiplications / spec.batch) return false;
  }
  return true;
}

}  // namespace

Method method_of(Way way) {
  switch (way) {
    case Way::zero_insertion: return Method::zero_insertion;
    case Way::scatter: return Method::scatter;
    case Way::matrix: return Method::matrix;
    case Way::backward: return Method::gather;
  }
  return Method::gather;
}

LockstepResults lockstep_results(const Evaluation& evaluation) {
  LockstepResults results;
  results.numbers = evaluation.output(Side::transposed).size();
  results.outputs.fill(evaluation.transposed_result);
  results.is_compared = can_compare(evaluation);
  if (!results.is_compared) return results;
  for (int way = 0; way < way_count; ++way) {
    results.outputs[static_cast<std::size_t>(way)] =
        std::make_shared<const Tensor>(apply(evaluation.spec(Side::transposed), *evaluation.coarse, *evaluation.weight,
                                             evaluation.bias_of(Side::transposed), method_of(static_cast<Way>(way))));
  }
  const std::vector<float>& first = results.outputs[0]->data();
  for (int way = 1; way < way_count; ++way) {
    const std::vector<float>& other = results.outputs[static_cast<std::size_t>(way)]->data();
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

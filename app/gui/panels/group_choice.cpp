// Divisors by trial: channel counts are small.
#include "gui/panels/group_choice.h"

#include <numeric>

namespace convoscope {

GroupChoice group_choice(const Spec& spec) {
  GroupChoice choice;
  constexpr std::int64_t most_channels = 65536;
  if (spec.in_channels < 1 || spec.out_channels < 1) return choice;
  if (spec.in_channels > most_channels || spec.out_channels > most_channels) return choice;
  const std::int64_t most = std::gcd(spec.in_channels, spec.out_channels);
  for (std::int64_t groups = 1; groups <= most; ++groups) {
    if (most % groups != 0) continue;
    if (groups <= spec.groups) choice.chosen = choice.legal.size();
    choice.legal.push_back(groups);
  }
  choice.ends_depthwise = most == spec.in_channels && most > 1;
  const auto& [vertical, horizontal] = spec.axes;
  choice.ordinary_weights = static_cast<double>(spec.in_channels * spec.out_channels) *
                            static_cast<double>(vertical.kernel) * static_cast<double>(horizontal.kernel);
  choice.weights = choice.ordinary_weights / static_cast<double>(choice.legal[choice.chosen]);
  return choice;
}

}  // namespace convoscope

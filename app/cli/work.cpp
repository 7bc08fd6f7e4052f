#include "cli/work.h"

#include <fmt/format.h>

#include <cmath>

#include "document/evaluation.h"

namespace convoscope {
namespace {

/// "2.8·10^14", for numbers from 1 on.
std::string power_text(double number) {
  const double power = std::floor(std::log10(number));
  return fmt::format("{:.2g}·10^{:.0f}", number / std::pow(10, power), power);
}

}  // namespace

Outcome judge_work(const Spec& spec, double most) {
  const double count = multiplications(spec);
  if (count <= most) return done();
  return wrong_request("", {"cli.too_much_work",
                            {{"count", power_text(count)},
                             {"limit", power_text(most)},
                             {"times", fmt::format("{:.0f}", std::ceil(count / most))}}});
}

}  // namespace convoscope

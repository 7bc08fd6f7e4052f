#include "clock.h"

#include <algorithm>
#include <chrono>
#include <ctime>

#include <time.h>

namespace convoscope::bench {
namespace {

double at_share(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

}  // namespace

Cost now() {
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now().time_since_epoch();
  timespec own{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &own);
  return {wall.count(), 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC,
          1e3 * static_cast<double>(own.tv_sec) + 1e-6 * static_cast<double>(own.tv_nsec)};
}

void Costs::add_since(const Cost& start) {
  const Cost end = now();
  wall_ms_.push_back(end.wall_ms - start.wall_ms);
  cpu_ms_.push_back(end.cpu_ms - start.cpu_ms);
  own_cpu_ms_.push_back(end.own_cpu_ms - start.own_cpu_ms);
}

Cost Costs::at_share_of_all(double share) const {
  return {at_share(wall_ms_, share), at_share(cpu_ms_, share), at_share(own_cpu_ms_, share)};
}
Cost Costs::quick() const { return at_share_of_all(0.1); }
Cost Costs::least() const { return at_share_of_all(0); }
Cost Costs::worst() const { return at_share_of_all(1); }

}  // namespace convoscope::bench

// What something costs: by the clock on the wall, of all the program's threads together, and of the thread that asks.
#pragma once

#include <vector>

namespace convoscope::bench {

struct Cost {
  double wall_ms = 0;
  double cpu_ms = 0;
  double own_cpu_ms = 0;  ///< of the calling thread
};

/// Since the program began.
Cost now();

class Costs {
 public:
  void add_since(const Cost& start);
  /// What it costs when nothing else disturbs: the tenth of the runs that were quickest say it best.
  Cost quick() const;
  Cost least() const;
  Cost worst() const;

 private:
  Cost at_share_of_all(double share) const;
  std::vector<double> wall_ms_, cpu_ms_, own_cpu_ms_;
};

/// What each of `count` runs costs.
template <class Work>
Costs time_each(int count, const Work& work) {
  Costs costs;
  for (int i = 0; i < count; ++i) {
    const Cost start = now();
    work();
    costs.add_since(start);
  }
  return costs;
}

}  // namespace convoscope::bench

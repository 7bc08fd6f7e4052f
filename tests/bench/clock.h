// What something costs: by the clock on the wall, and of all the program's threads together.
#pragma once

#include <vector>

namespace convoscope::bench {

struct Cost {
  double wall_ms = 0;
  double cpu_ms = 0;
};

/// Since the program began.
Cost now();

class Costs {
 public:
  void add_since(const Cost& start);
  /// What it costs when nothing else disturbs: the tenth of the runs that were quickest say it best.
  Cost quick() const;
  Cost worst() const;

 private:
  std::vector<double> wall_ms_, cpu_ms_;
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

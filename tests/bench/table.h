// The one table that `bench` prints: what was measured, against what, what is wanted, and whether that holds.
#pragma once

#include <string>
#include <vector>

namespace convoscope::bench {

/// A number and its unit, as the table shows them: "1.43 x".
struct Quantity {
  double value = 0;
  std::string unit;
};

class Table {
 public:
  void section(std::string title);
  /// A figure that may not exceed `limit`, which has the same unit. `against` says what it is compared with.
  void at_most(std::string what, std::string against, double limit, Quantity measured);
  /// Why the last figure exceeds its limit; says nothing where it does not.
  void why(std::string reason);
  /// A figure that nothing is asked of: for comparison.
  void note(std::string what, std::string against, Quantity measured);
  /// A figure that could not be taken here, and why.
  void skip(std::string what, std::string reason);

  /// Prints what has been added so far and was not printed yet, so that a long run shows where it is.
  void print();

 private:
  struct Row {
    std::string what, against, wanted, measured, verdict;
    bool is_title = false;
    bool holds = true;
  };
  std::vector<Row> rows_;
};

}  // namespace convoscope::bench

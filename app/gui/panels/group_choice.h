// From an ordinary layer to a depthwise one: the numbers of groups that the channels allow, and what each saves.
// Knows no widget.
#pragma once

#include <cstdint>
#include <vector>

#include "core/spec.h"

namespace convoscope {

struct GroupChoice {
  std::vector<std::int64_t> legal;  ///< every common divisor of both channel counts, ascending; 1 comes first
  std::size_t chosen = 0;           ///< the largest of them that is not above the layer's groups
  bool ends_depthwise = false;      ///< the last one gives each input channel a group of its own
  double weights = 0;               ///< numbers of the kernel as it is
  double ordinary_weights = 0;      ///< and with one group; multiplications shrink alike
};

/// Nothing is legal where the channel counts are not from 1 to 65536; the rest of the layer may be anything. O(channels).
GroupChoice group_choice(const Spec& spec);

}  // namespace convoscope

// What a layer costs: numbers to learn, multiplications, memory. Counted, not measured.
#pragma once

#include <cstdint>

#include "core/spec.h"

namespace convoscope {

struct Costs {
  std::int64_t parameters = 0;  ///< the weight's numbers, and one bias for each output channel if there are any
  std::int64_t multiplications =
      0;                    ///< every kernel element for every coarse cell, padding and what is cropped included
  std::int64_t useful = 0;  ///< those of them whose input is a cell of the map and whose product is kept
  std::int64_t bytes = 0;   ///< input, parameters and output as 32-bit floats
  bool operator==(const Costs&) const = default;
};

/// Of a legal spec. Multiplications of a convolution: batch · out · oH · oW · in/g · kH · kW; transposed, as stamps: batch · in ·
/// iH · iW · out/g · kH · kW; of pooling none. O(kernel + coarse) per axis.
Costs costs(const Spec& spec, bool has_bias);

}  // namespace convoscope

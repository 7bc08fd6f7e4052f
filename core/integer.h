// Whole-number division that rounds down for negative numbers too. Knows nothing of maps.
#pragma once

#include <cstdint>

namespace convoscope {

/// floor(value / divisor); the divisor is positive.
inline std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

/// value - floor(value / divisor) * divisor, which lies in 0 .. divisor - 1.
inline std::int64_t floor_remainder(std::int64_t value, std::int64_t divisor) {
  const std::int64_t remainder = value % divisor;
  return remainder < 0 ? remainder + divisor : remainder;
}

}  // namespace convoscope

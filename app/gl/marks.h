// A picture as the sequence of what was painted, each thing known by a fingerprint: comparing two such sequences finds what
// has to be painted again. Knows no OpenGL.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

#include "figure/figure.h"

namespace convoscope {

/// Something painted: a fingerprint of all that its pixels depend on, and what they lie within.
struct Mark {
  std::uint64_t look = 0;
  Rect bounds;
};

/// Mixes values into 64 bits. Two different things look the same once in 2^64 pairs, which nobody will live to see.
class Fingerprint {
 public:
  template <class Value>
  Fingerprint& add(const Value& value) {
    static_assert(std::has_unique_object_representations_v<Value> || std::is_floating_point_v<Value>);
    return add_bytes(&value, sizeof value);
  }
  /// Of values without padding.
  Fingerprint& add_bytes(const void* bytes, std::size_t size);
  std::uint64_t value() const { return state_ ^ (state_ >> 32); }

 private:
  void mix(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15U;
    state_ ^= state_ >> 29;
  }
  std::uint64_t state_ = 0x243F6A8885A308D3U;
};

/// Stands where a mark has no twin.
inline constexpr std::size_t no_twin = static_cast<std::size_t>(-1);

/// For each mark of either sequence its twin, of the same look, in the other. Twins stand in the same order in both, so that
/// outside of the bounds of those without twin both pictures are the same.
struct Twins {
  std::vector<std::size_t> of_before;
  std::vector<std::size_t> of_now;
};
Twins find_twins(std::span<const Mark> before, std::span<const Mark> now);

}  // namespace convoscope

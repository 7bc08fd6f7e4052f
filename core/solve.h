// From sizes back to layers: which parameters lead from an input to an output of given sizes.
// Knows no values and no channels.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "core/spec.h"

namespace convoscope {

/// The largest number that each parameter may have; all start at the smallest legal one.
struct SolveBounds {
  std::int64_t kernel = 7;
  std::int64_t stride = 4;
  std::int64_t padding = 3;
  std::int64_t dilation = 2;
  std::int64_t output_padding = 3;
};

/// What the parameters of height and width have to do with each other.
enum class SolvedAxes : std::uint8_t {
  alike,       ///< the same for both
  apart,       ///< each of its own
  width_alone  ///< one-dimensional: the height is one cell of kernel 1
};

using SolvedLayer = std::array<AxisSpec, axis_count>;

/// Every legal layer (`validate`; one channel, zeros as padding, the same on both sides) within the bounds that makes `output`
/// cells of `input` (height, width), plainest first: without gaps (kernel smaller than stride), dilation and output padding
/// before those with them, then by the sum of kernel, stride and padding. Nothing where there are more than `most`.
/// Costs O(kernel · stride · padding · dilation) of the bounds, and the answer.
std::optional<std::vector<SolvedLayer>> solve(Operation operation, std::array<std::int64_t, axis_count> input,
                                              std::array<std::int64_t, axis_count> output, const SolveBounds& bounds,
                                              SolvedAxes axes, std::size_t most);

}  // namespace convoscope

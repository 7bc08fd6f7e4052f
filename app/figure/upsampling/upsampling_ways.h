// One patch made larger in four ways that networks use. Knows no points and no colours.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/tensor.h"
#include "document/evaluation.h"

namespace convoscope {

enum class UpsamplingWay : std::uint8_t {
  transposed,  ///< a transposed convolution with random weights
  bilinear,    ///< a transposed convolution whose kernel interpolates
  resize,      ///< nearest neighbours, then a convolution with random weights
  shuffle,  ///< a convolution with random weights to stride x stride channels, whose cells are then put beside each other
};
inline constexpr std::array upsampling_ways{UpsamplingWay::transposed, UpsamplingWay::bilinear, UpsamplingWay::resize,
                                            UpsamplingWay::shuffle};

/// How much larger, and by which kernels: square ones.
struct Upsampling {
  std::int64_t stride = 2;
  std::int64_t kernel = 3;
};

/// Those of the layer where it is a transposed convolution of stride 2 to 4 and a kernel of 2 to 8; else the usual ones.
Upsampling upsampling_of(const Evaluation& evaluation);

/// What is upsampled: of a photograph the cells around the loupe's middle (1, channels, cells, cells), else (1, 1, cells, cells) of one value.
Tensor upsampled_patch(const Evaluation& evaluation, std::int64_t cells);

/// The patch, `stride` times as large without as many of its cells at each side as the kernels reach across: all weights are random
/// numbers that are always the same, of a mean that keeps the patch as bright as it is. Computed by core's convolutions.
Tensor upsampled(const Tensor& patch, const Upsampling& by, UpsamplingWay way);

/// How many stamps or windows reach each output cell along an axis, away from the ends: `stride` of them, after which they repeat.
std::vector<std::int64_t> stamps_along(const Upsampling& by, UpsamplingWay way);

}  // namespace convoscope

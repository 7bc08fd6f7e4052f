// How many stamps reach each cell of a transposed convolution, inside and over several layers: what makes checkerboards.
// Counts only; knows no values.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/taps.h"

namespace convoscope {

/// The same axis over `inputs` coarse cells, with nothing cropped and nothing added: as long as its stamps reach.
AxisRelation bare_stamps(const AxisRelation& axis, std::int64_t inputs);

/// How many paths lead from the first layer's input to each cell of the last layer's output, each layer stamping what the one
/// before it made. Every layer's fine extent is the next one's coarse extent (asserted). With one layer that is `overlap`.
/// Zero padding. Costs the layers' connections; the product of the kernels has to fit into 63 bits.
std::vector<std::int64_t> overlap_of_stack(std::span<const AxisRelation> layers);

/// The counts that repeat where no end of the map is near, for `layers` equal layers one after the other: stride^layers
/// numbers, the first one where a stamp begins. Kernel 3, stride 2: 2 1; two such layers: 3 2 3 1. A 0 is a hole that
/// no stamp reaches. Costs stride^layers * kernel.
std::vector<std::int64_t> overlap_period(const AxisRelation& axis, int layers = 1);

}  // namespace convoscope

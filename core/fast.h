// The path for image-sized work: rows of floats, added tap by tap, which compilers turn into vector code. Equal to the
// plain path (`apply`) within a stated error, and exactly where sums of products fit a float. Traces and figures use
// the plain one.
#pragma once

#include <functional>
#include <span>

#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

/// Asked after each row of the output, channel after channel and batch entry after batch entry: false ends the work. May be empty.
using GoesOn = std::function<bool()>;

/// What `apply_fast` may differ by from `apply` in a cell that sums up n products: this, n + 1 times, of the sum of
/// |x * w| and |bias|.
inline constexpr double fast_error = 0x1p-23;

/// What `apply` gives (the same requirements, asserted), within `fast_error`, and finite where that is finite: sums run in
/// float, or in double where the numbers are so large, so small or so many that a float would not do. Ended by `goes_on`,
/// the rows not asked about yet mean nothing. Pooling equals the plain path's to the last bit.
Tensor apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias = {},
                  const GoesOn& goes_on = {});

}  // namespace convoscope

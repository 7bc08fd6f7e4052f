// The path for image-sized work: rows of floats, added tap by tap, which compilers turn into vector code. Equal to the
// plain path (`apply`) within rounding, and exactly where sums of products fit a float. Traces and figures use the
// plain one.
#pragma once

#include <functional>
#include <span>

#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

/// Asked after each row of the output, channel after channel and batch entry after batch entry: false ends the work. May be empty.
using GoesOn = std::function<bool()>;

/// What `apply` gives (the same requirements, asserted), sums run in float. Ended by `goes_on`, the rows not asked about yet
/// mean nothing. Pooling equals the plain path's to the last bit.
Tensor apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias = {},
                  const GoesOn& goes_on = {});

}  // namespace convoscope

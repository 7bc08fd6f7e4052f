// The path for image-sized work: rows of floats, added tap by tap, which compilers turn into vector code. Equal to the
// plain path (`apply`) within rounding, and exactly where sums of products fit a float. Traces and figures use the
// plain one.
#pragma once

#include <span>

#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

/// What `apply` gives (the same requirements, asserted), sums run in float.
Tensor apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias = {});

}  // namespace convoscope

// Layers along a line: one-dimensional ones, whose height is one cell that nothing happens to.
#pragma once

#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

/// Whether the layer is one-dimensional: (L,) and a kernel (K,) in all but the shapes of its arrays.
inline bool is_line(const Spec& spec) { return spec.axes[height] == AxisSpec{} && spec.axes[width] != AxisSpec{}; }

/// The shape (N, C, 1, L) as it is told of a line: (1, N, C, L), whose leading ones are left out.
inline Shape line_shape(const Shape& shape) { return {shape[2], shape[0], shape[1], shape[3]}; }

}  // namespace convoscope

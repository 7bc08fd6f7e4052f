// The arithmetic: convolution, transposed convolution and pooling, each by the ways that the program shows.
// The plain path; `fast.h` is the one for image-sized work.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

/// gather: each output cell collects its taps. scatter: each input cell stamps the scaled kernel. zero_insertion:
/// (transposed) zeros between and around, then the turned kernel slides with stride 1; (convolution) an explicitly
/// padded map, then gather. matrix: C or its transpose times the flattened input.
enum class Method : std::uint8_t { gather, scatter, zero_insertion, matrix };

/// Shapes that `spec` asks for.
Shape input_shape(const Spec& spec);
Shape output_shape(const Spec& spec);
/// (out, in / groups, kH, kW) for a convolution, (in, out / groups, kH, kW) for a transposed one; empty for pooling.
Shape weight_shape(const Spec& spec);

/// Problems of the tensors' shapes against a legal `spec` (Parameter::input, weight or bias).
std::vector<Problem> validate_shapes(const Spec& spec, const Tensor& input, const Tensor& weight,
                                     std::span<const float> bias);

/// What keeps `method` from being used on a legal spec: a matrix with more than `max_cells` entries that are not zero.
std::vector<Problem> validate_method(const Spec& spec, Method method);

/// The layer's output. `spec` is legal and the shapes fit (`validate`, `validate_shapes`), which is asserted. Sums run
/// in double and are rounded once. `bias` has one number per output channel or is empty; it is added once to every
/// cell, those that nothing reaches included. Padding modes other than zeros are folded back (the true adjoint)
/// by a transposed convolution. Average pooling divides by `divisor` (pooling.h); no maximum takes a padded zero.
/// Pooling takes an empty weight and any method.
Tensor apply(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias = {},
             Method method = Method::gather);

/// The map that the window of `method` zero_insertion slides over: padded (convolution: with the values that the padding
/// mode gives; max pooling: -infinity, which no maximum takes) or zero-inserted and bordered (transposed), one
/// channel stack per batch entry. Its extents are `AxisGeometry::padded`.
Tensor expanded_input(const Spec& spec, const Tensor& input);

/// The kernel turned by 180 degrees, input and output channels exchanged within each group: what zero insertion slides.
Tensor turned_kernel(const Spec& spec, const Tensor& weight);

}  // namespace convoscope

// A layer tap by tap, whole rows at a time and in double: pooling, and what blocks.h is not for: numbers so large, so small
// or so many that a float would not do, and outputs that fold.
#pragma once

#include <span>

#include "core/fast/row_count.h"
#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

/// Fills `output` as `apply` does; stopped by `counted`, the rows not counted yet mean nothing.
void add_rows_in_double(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                        Tensor& output, RowCount& counted);

}  // namespace convoscope

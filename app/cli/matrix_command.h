// `convoscope matrix`: a layer as the matrix that it is.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Writes C, or of a transposed convolution its transpose: a row for each output cell, a column for each input cell,
/// channels one after the other. Refuses pooling, and matrices too large to be read.
Outcome run_matrix(const MatrixArguments& arguments, const Context& context);

}  // namespace convoscope

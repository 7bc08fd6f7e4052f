// `convoscope compare`: one layer under the rules of each framework.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Writes what each framework makes of the layer, a row each: the output's size, which cells differ from PyTorch's, the call, and
/// the smallest input that tells the two apart.
Outcome run_compare(const CompareArguments& arguments, const Context& context);

}  // namespace convoscope

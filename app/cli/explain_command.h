// `convoscope explain`: how one cell's value comes about.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Writes the sum of the cell that --select names, in symbols and in numbers; of an input cell or a kernel element, the
/// products that it takes part in.
Outcome run_explain(const ExplainArguments& arguments, const Context& context);

}  // namespace convoscope

// `convoscope solve`: the layers between two sizes.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Lists every layer of OP within the bounds that makes --output of --input, a line each, plainest first.
Outcome run_solve(const SolveArguments& arguments, const Context& context);

}  // namespace convoscope

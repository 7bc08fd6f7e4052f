// `convoscope snippet`: a layer as framework code.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Writes the layer as the code of the framework that --to names.
Outcome run_snippet(const SnippetArguments& arguments, const Context& context);

}  // namespace convoscope

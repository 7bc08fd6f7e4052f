// `convoscope model`: the layers of a model, and what becomes of a map that goes through them.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Lists the layers of a model's file, a row each.
Outcome run_model(const ModelArguments& arguments, const Context& context);

}  // namespace convoscope

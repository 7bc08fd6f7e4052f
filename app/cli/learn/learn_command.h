// `convoscope learn`: gradient descent on a layer's kernel, step by step.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Writes the loss before the first step and after each, and the kernel: as text the last one, row by row; in JSON and the other
/// tables that of every step; with -o a picture instead, with --select one
/// weight's gradient. What is not given is zeros (the kernel at the start) or drawn from the seed (the input).
Outcome run_learn(const LearnArguments& arguments, const Context& context);

}  // namespace convoscope

// `convoscope connections`: every connection of a layer, one a line or as a JSON list.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Writes `input r,c kernel r,c output r,c` for each connection, counted from 0, the kernel element as stored. A convolution's
/// come output cell by output cell, a transposed convolution's input cell by input cell. Memory stays flat in their number.
Outcome run_connections(const ConnectionsArguments& arguments, const Context& context);

}  // namespace convoscope

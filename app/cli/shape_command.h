// `convoscope shape`: how large a layer's output is, and how that number comes about.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Writes the size arithmetic of each axis in symbols and with the numbers put in; the last line is HxW.
Outcome run_shape(const ShapeArguments& arguments, const Context& context);

}  // namespace convoscope

// `convoscope export`: a picture or an animation of a scene, in the format that the file's ending names.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Writes one picture, all steps where the format holds only animations, or with --frames a file for each step. "-" as the file
/// writes a text format (svg, unless --format names another) to standard output.
Outcome run_export(const ExportArguments& arguments, const Context& context);

}  // namespace convoscope

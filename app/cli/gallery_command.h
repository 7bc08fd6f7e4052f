// `convoscope gallery`: every preset as a file of its own, and a page that shows them all.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Draws all presets in memory (two at a time), then writes DIR/NAME.<format> and DIR/index.html, none of which takes its place
/// before all are written; makes DIR where it is missing. Formats that hold animations show all steps, others the final state.
Outcome run_gallery(const GalleryArguments& arguments, const Context& context);

}  // namespace convoscope

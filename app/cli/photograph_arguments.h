// The flags of a photograph: where the loupe is, how numbers become grey, colour or grey.
#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"
#include "document/scene.h"

namespace convoscope {

/// Applies --loupe, --tone and --grey to a legal scene with a photograph; where there is none, that is said.
Outcome look_at_photograph(const LayerArguments& arguments, SavedScene& saved);

}  // namespace convoscope

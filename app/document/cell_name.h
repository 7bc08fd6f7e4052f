// Cells of a layer as people write them: in --select, in lessons.
#pragma once

#include <optional>
#include <string>

#include "document/evaluation.h"

namespace convoscope {

/// The cell that `text` names: by its letters or number ("e", "12"), or by its tag ("output[1,2]"), where a side that is not
/// said is the layer's own. Nothing for a text that names none, or none of which there is something to say.
std::optional<Tag> cell_named(const Evaluation& evaluation, const std::string& text);

}  // namespace convoscope

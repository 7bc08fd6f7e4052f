// Cells of a layer as people write them: in --select, in lessons.
#pragma once

#include <optional>
#include <string>

#include "document/evaluation.h"

namespace convoscope {

/// The cell that `text` names: by its letters or number ("e", "12"), or by its tag ("output[1,2]"), where a side that is not
/// said is the layer's own. Nothing for a text that names none, or none of which there is something to say.
std::optional<Tag> cell_named(const Evaluation& evaluation, const std::string& text);

/// The cell that `text` names for a mark: an input's, an output's or the kernel's, in both operations unless the text says which one's
/// ("input[0,0]" is that of the layer's own). Nothing for a text that names no cell that is there.
std::optional<Tag> mark_named(const Evaluation& evaluation, const std::string& text);

/// What a mark is called in a sentence: "e", "4", "w02".
std::string name_of_mark(const Evaluation& evaluation, const Tag& mark);

}  // namespace convoscope

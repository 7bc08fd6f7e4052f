// What Dear ImGui's own lists say, read back from the letters that it drew.
#pragma once

#include <vector>

#include "gui/widgets/drawing.h"

namespace convoscope::testing {

/// The rows of the lists and menus that are open, in the order drawn.
std::vector<Record::Text> drawn_rows(const TypeSet& types);

}  // namespace convoscope::testing

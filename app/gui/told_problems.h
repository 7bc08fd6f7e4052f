// Problems as a reader is told them: what is equally wrong with both axes is said once.
// Knows no widget.
#pragma once

#include <span>
#include <vector>

#include "document/message.h"

namespace convoscope {

/// `problems` in their order; of two that differ only in the axis one is left, without an axis.
std::vector<Problem> told_once(std::span<const Problem> problems);

}  // namespace convoscope

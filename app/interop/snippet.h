// A layer as framework code to paste. PyTorch so far.
// Knows nothing of values: only the layer's geometry.
#pragma once

#include <cstddef>
#include <string>

#include "core/spec.h"

namespace convoscope {

/// The layer as PyTorch writes it, arguments at their defaults left out, lines broken before `columns` characters where
/// there is an argument to break at; no newline at the end. `spec` is legal. What one call cannot say stands on lines of its
/// own: padding that differs between the sides (F.pad on x before, a slice of y after), a padding mode that the layer
/// does not know; what PyTorch cannot say at all is told in a comment.
std::string pytorch_snippet(const Spec& spec, bool has_bias, std::size_t columns = 30);

}  // namespace convoscope

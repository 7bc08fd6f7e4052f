// Problems as a reader is told them: what is equally wrong with both axes is said once.
// Knows no widget.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "document/catalog.h"
#include "document/message.h"

namespace convoscope {

/// `problems` in their order; of two that differ only in the axis one is left, without an axis.
std::vector<Problem> told_once(std::span<const Problem> problems);

/// The problem, or an error, as a sentence of its own: with a capital letter, which the command line, which puts it behind others, leaves
/// out. A path or another name at its beginning keeps its letters.
std::string told_sentence(const Catalog& catalog, const Problem& problem);
std::string told_sentence(const Catalog& catalog, const Message& message);

}  // namespace convoscope

// The figure that a question needs to be answered away from the window, and the same in words. It shows nothing of the answer.
#pragma once

#include <optional>
#include <string>

#include "publish/sheet.h"

namespace convoscope {

/// `value`: the input and the kernel with their numbers; `connected`: both maps with their cells' names; `removed`: the full result with
/// its rows counted; `picture`: both pictures. Nothing for the others, which words suffice for.
std::optional<Figure> question_figure(const AskedQuestion& question, const DrawingKit& kit);

/// What the figure shows, for those who do not see it and for files without pictures; empty where there is no figure.
std::string figure_words(const AskedQuestion& question, const Catalog& catalog);

}  // namespace convoscope

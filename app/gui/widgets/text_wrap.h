// Where a formula that is too wide for its place breaks: before an operator, outside of brackets if that can be had, and never inside a
// number. Sentences break as those of figures do.
#pragma once

#include <string_view>
#include <vector>

#include "document/utf8.h"
#include "figure/draw/line_break.h"

namespace convoscope {

/// The lines of `formula`, each at most `max_width` wide unless no break makes it so.
std::vector<std::string_view> wrap_formula(const WidthOf& width_of, std::string_view formula, double max_width);

}  // namespace convoscope

// Figure -> SVG file: real text, ids and classes from the tags, a title and a description for screen readers.
// Knows no document and no theme.
#pragma once

#include "figure/writing/format.h"

namespace convoscope {

/// One user unit is one point. Never fails.
Result<std::string> write_svg(const Figure& figure, const ExportOptions& options, const FontBook& fonts);

}  // namespace convoscope

// Figure -> SVG file: real text, ids and classes from the tags, a title and a description for screen readers.
// Knows no document and no theme.
#pragma once

#include "export/export.h"

namespace convoscope {

/// One user unit is one point. Never fails.
Result<std::string> write_svg(const Figure& figure, const ExportOptions& options, const FontBook& fonts);

/// What stands around the scene's escaped text in the file.
inline constexpr std::string_view svg_scene_opening() { return "<metadata><scene xmlns=\"urn:convoscope:scene\">"; }
inline constexpr std::string_view svg_scene_closing() { return "</scene></metadata>"; }

}  // namespace convoscope

// The scene inside an exported picture: what makes a PNG, SVG, PDF or HTML file open again. Knows where each format keeps it, nothing
// else of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace convoscope {

/// The scene file's text that `write_png`, `write_svg`, `write_pdf` or `write_html` put into `bytes`, whichever it is; nothing where there is none
/// or the file is broken.
std::optional<std::string> embedded_scene(std::string_view bytes);

}  // namespace convoscope

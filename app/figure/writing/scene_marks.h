// How a picture's file carries the scene that it shows: what stands before and after it. Known to those who write it and to
// those who find it again.
#pragma once

#include <string_view>

namespace convoscope {

/// The scene's escaped text in SVG and HTML.
inline constexpr std::string_view svg_scene_opening = "<metadata><scene xmlns=\"urn:convoscope:scene\">";
inline constexpr std::string_view svg_scene_closing = "</scene></metadata>";
inline constexpr std::string_view html_scene_opening = "<meta name=\"convoscope-scene\" content=\"";
inline constexpr std::string_view html_scene_closing = "\">";
/// The keyword of PNG's text chunk.
inline constexpr std::string_view png_scene_keyword = "convoscope";
/// Before the scene's bytes in a PDF; after it their count, ">>", a line end, "stream", a line end.
inline constexpr std::string_view pdf_scene_marker = "<< /Type /ConvoscopeScene /Length ";

}  // namespace convoscope

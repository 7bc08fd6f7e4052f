// Steps -> one interactive HTML file: an SVG that is stepped, played and scrubbed, and whose cells light what they are connected
// to. No network, no dependency. Knows no document, no theme and no translation: all that comes with the options.
#pragma once

#include "export/export.h"

namespace convoscope {

/// Elements that steps share are stored once. `options.frames_per_second` is the speed of playing. Always with a background: the page has
/// one. Colours follow the reader's setting where `frames.dark_frame` is set and differs in colours only; paper gets the light ones.
Status write_html(const FrameSource& frames, const ExportOptions& options, const FontBook& fonts, FileSink& sink,
                  const Progress& progress);

/// What stands around the scene's escaped text in the file.
inline constexpr std::string_view html_scene_opening() { return "<meta name=\"convoscope-scene\" content=\""; }
inline constexpr std::string_view html_scene_closing() { return "\">"; }

}  // namespace convoscope

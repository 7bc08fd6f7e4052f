// Steps -> one interactive HTML file: an SVG that is stepped, played and scrubbed, and whose cells light what they are connected
// to. No network, no dependency. Knows no document, no theme and no translation: all that comes with the options.
#pragma once

#include "figure/writing/format.h"

namespace convoscope {

/// Elements that steps share are stored once. `options.frames_per_second` is the speed of playing. Always with a background: the page has
/// one. Colours follow the reader's setting where `frames.dark_frame` is set and differs in colours only; paper gets the light ones.
std::unique_ptr<FileWriting> begin_html(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                        FileSink& sink);

}  // namespace convoscope

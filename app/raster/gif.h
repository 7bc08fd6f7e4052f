// Animation -> GIF by giflib: one palette for all steps, of each step only what changed. Knows no document and no theme.
#pragma once

#include "figure/writing/format.h"

namespace convoscope {

/// Needs memory for three frames, however many there are. Times are held to hundredths of a second, at least two of them.
std::unique_ptr<FileWriting> begin_gif(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                       FileSink& sink);

}  // namespace convoscope

// Animation -> animated PNG: full colour and transparency, of each step only what changed. Knows no document and no theme.
#pragma once

#include "figure/writing/format.h"

namespace convoscope {

/// Needs memory for two frames, however many there are. Equal steps become one that lasts longer.
std::unique_ptr<FileWriting> begin_apng(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                        FileSink& sink);

}  // namespace convoscope

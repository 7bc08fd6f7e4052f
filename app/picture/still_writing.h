// A single picture's file while it is being written.
#pragma once

#include <memory>

#include "figure/writing/format.h"

namespace convoscope {

/// What the format's `still` does with the one frame, a part at a time. The format, the fonts and the sink outlive it.
std::unique_ptr<FileWriting> still_writing(const Format& format, FrameSource frame, ExportOptions options,
                                           const FontBook& fonts, FileSink& sink);

}  // namespace convoscope

// Animation -> WebP, MP4, WebM by the program ffmpeg, which is given the steps as raw pixels. Knows no document and no theme.
#pragma once

#include "figure/writing/format.h"

namespace convoscope {

// Each fails with "export.program_missing" where ffmpeg is not installed, and "export.program_failed" where it gives up. Films play once:
// loops are the player's affair; a WebP animation keeps its own.
std::unique_ptr<FileWriting> begin_webp(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                        FileSink& sink);
std::unique_ptr<FileWriting> begin_mp4(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                       FileSink& sink);
std::unique_ptr<FileWriting> begin_webm(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                        FileSink& sink);

}  // namespace convoscope

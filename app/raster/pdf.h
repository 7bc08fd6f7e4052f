// Figures -> PDF by Cairo: vector shapes, real embedded fonts, text that can be searched; a page per step where there are several.
// Knows no document and no theme.
#pragma once

#include "figure/writing/format.h"

namespace convoscope {

/// One page of the figure's size in points.
Result<std::string> write_pdf(const Figure& figure, const ExportOptions& options, const FontBook& fonts);

/// A page per step.
std::unique_ptr<FileWriting> begin_pdf(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                       FileSink& sink);

}  // namespace convoscope

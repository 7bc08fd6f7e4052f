// Figure -> PNG file. Knows no document and no theme.
#pragma once

#include "figure/writing/format.h"

namespace convoscope {

/// `options.scale` pixels per point. Fails with "export.too_large" or "export.out_of_memory".
Result<std::string> write_png(const Figure& figure, const ExportOptions& options, const FontBook& fonts);

/// The same of a source of one frame, a part at a time.
std::unique_ptr<FileWriting> begin_png(FrameSource frame, ExportOptions options, const FontBook& fonts, FileSink& sink);

/// Physical resolution that makes one point 1/72 inch.
double pixels_per_metre(double scale);

/// What PNG files say about themselves: the title, and the scene under "convoscope".
std::string png_metadata(const Figure& figure, const ExportOptions& options);

}  // namespace convoscope

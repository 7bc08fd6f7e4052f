// A picture's bytes in a format: one step, or all of them.
#pragma once

#include <string>

#include "cli/failure.h"
#include "cli/picture.h"
#include "export/export.h"

namespace convoscope {

/// The step at which `picture` stands, in a format that holds single pictures. The scene goes along inside, where the format can.
Attempt<std::string> still_bytes(const Format& format, ExportOptions options, ScenePicture& picture);

/// All steps, drawn one by one as the writer asks for them, in a format that holds animations. A light picture comes with its dark
/// colours, for formats that follow the reader's setting.
Outcome write_steps(const Format& format, ExportOptions options, ScenePicture& picture, FileSink& sink,
                    const Progress& progress, const Platform& platform);

/// The same in memory.
Attempt<std::string> animation_bytes(const Format& format, const ExportOptions& options, ScenePicture& picture,
                                     const Platform& platform);

}  // namespace convoscope

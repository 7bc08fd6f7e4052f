// A picture's bytes in a format: one step, or all of them.
#pragma once

#include <string>

#include "cli/failure.h"
#include "export/scene_picture.h"

namespace convoscope {

/// The step at which `picture` stands, in a format that holds single pictures.
Attempt<std::string> still_bytes(const Format& format, const ExportOptions& options, ScenePicture& picture);

/// All steps, in a format that holds animations.
Outcome write_steps(const Format& format, const ExportOptions& options, ScenePicture& picture, FileSink& sink,
                    const Progress& progress);

/// The same in memory.
Attempt<std::string> animation_bytes(const Format& format, const ExportOptions& options, ScenePicture& picture);

}  // namespace convoscope

// A picture's bytes in a format: one step, or all of them.
#pragma once

#include <memory>
#include <string>

#include "cli/context.h"
#include "cli/drawing_options.h"
#include "cli/failure.h"
#include "picture/scene_picture.h"

namespace convoscope {

/// What a picture could not be written for, blamed on the flag that asked for it.
Failure failure_of(const Message& message, const Drawing& drawing);

/// The step at which `picture` stands, in a format that holds single pictures.
Attempt<std::string> still_bytes(const Format& format, const Drawing& drawing, ScenePicture& picture);

/// To the file, or to standard output where "-" was asked for.
Outcome deliver(const Attempt<std::string>& bytes, const std::string& path, const Context& context);

/// How a picture goes into a file: `ScenePicture::begin_steps` or `begin_contact_sheet`.
using BeginFile = std::unique_ptr<FileWriting> (ScenePicture::*)(const Format&, ExportOptions, FileSink&);

/// The same in memory.
Attempt<std::string> bytes_of(BeginFile begin, const Format& format, const Drawing& drawing, ScenePicture& picture);

}  // namespace convoscope

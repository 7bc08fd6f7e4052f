// All steps of a scene as one file.
#pragma once

#include <string>

#include "cli/context.h"
#include "cli/failure.h"
#include "cli/picture.h"
#include "export/export.h"

namespace convoscope {

/// Writes every step of `picture` to `path` in `format`, which holds animations. Says how far it is on `context.err` where that is the
/// terminal. An animation is never text, so `path` is a file.
Outcome write_animation(const Format& format, const ExportOptions& options, Picture& picture, const std::string& path,
                        const Context& context);

}  // namespace convoscope

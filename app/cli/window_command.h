// No subcommand: what the window is asked to show.
#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"
#include "document/window_request.h"

namespace convoscope {

/// Judges everything that needs no display: sizes, names, the preset, the view. `language` is "" for the user's own.
Attempt<WindowRequest> read_window_request(const WindowArguments& arguments, const std::string& language,
                                           const Platform& platform);

}  // namespace convoscope

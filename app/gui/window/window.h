// The window: opens it, runs the frame loop, draws panels from a const session and turns input into edits.
#pragma once

#include "document/platform.h"
#include "document/window_request.h"

namespace convoscope {

/// Opens the window and runs it until it is closed (or its screenshot is saved). The message says why it could not: no display,
/// no OpenGL 3.3, an unreadable file, an unwritable screenshot.
/// A testing aid: where the environment names a file as CONVOSCOPE_STATE, the state is written there as one line of JSON
/// (state_report.h) whenever it has changed.
Status run_window(const WindowRequest& request, const Platform& platform);

}  // namespace convoscope

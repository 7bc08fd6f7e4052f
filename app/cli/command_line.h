// The command line: every subcommand and flag, run without a window or a display.
// Knows no OpenGL and no window.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "document/platform.h"
#include "document/window_request.h"

namespace convoscope {

/// Exit statuses that scripts rely on.
enum class ExitStatus : int { done = 0, failed = 1, wrong_request = 2 };

struct CommandLineOutcome {
  ExitStatus status = ExitStatus::done;
  std::optional<WindowRequest> window;  ///< set when no subcommand was given: open the window
};

/// Runs `arguments` (without the program's name); the first may be the address of a page (address.h). Results go to `out`, errors as one line "convoscope: error: ..." to `err`.
CommandLineOutcome run_command_line(const std::vector<std::string>& arguments, const Platform& platform,
                                    std::ostream& out, std::ostream& err);

/// Says `message` as the one line that every error is: "convoscope: error: ...", in the language named ("" is English).
void report_error(const Message& message, const std::string& language, const Platform& platform, std::ostream& err);

}  // namespace convoscope

// Runs the command line in this process, on files kept in memory.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "interop/npy.h"
#include "platforms.h"

namespace convoscope::testing {

/// Files in memory; no font is installed.
using TestPlatform = test::MemoryPlatform;

struct Ran {
  int status = -1;
  std::string out;
  std::string err;
  std::optional<WindowRequest> window;
};

/// Splits `command` at spaces: "shape conv --input 3x3".
std::vector<std::string> words_of(const std::string& command);
Ran run_words(const TestPlatform& platform, const std::vector<std::string>& arguments);
Ran run(const TestPlatform& platform, const std::string& command);
/// The same without any file.
Ran run(const std::string& command);

/// The array that `compute` writes for these words; empty, and a failure of the test, where it refuses.
NpyArray computed(const TestPlatform& platform, const std::string& request);

/// Whether `text` is one line that starts as every error does and is no bare key of the language files.
bool is_error_line(const std::string& text);

}  // namespace convoscope::testing

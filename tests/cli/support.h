// Runs the command line in this process, on files kept in memory.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "interop/npy.h"

namespace convoscope::testing {

/// Files are entries of a map; assets and shaders are the real ones; no font is installed.
class TestPlatform : public Platform {
 public:
  Result<std::string> read_file(const std::string& path) const override;
  Status write_file(const std::string& path, std::string_view bytes) const override;
  Result<std::unique_ptr<FileSink>> open_sink(const std::string& path) const override;
  Result<std::string> read_asset(std::string_view name) const override;
  Result<std::string> read_shader(std::string_view name) const override;
  FontFile find_font(FontFace face) const override;
  std::string config_directory() const override;

  mutable std::map<std::string, std::string> files;
};

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

/// Whether `text` is one line that starts as every error does and is no bare key of the language files.
bool is_error_line(const std::string& text);

}  // namespace convoscope::testing

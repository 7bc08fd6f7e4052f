// One "name value" a line.
#include "gui/preferences.h"

#include <fmt/format.h>

namespace convoscope {
namespace {

std::string path_of(const Platform& platform) {
  const std::string folder = platform.config_directory();
  return folder.empty() ? folder : folder + "/preferences";
}

}  // namespace

Preferences read_preferences(const Platform& platform) {
  Preferences preferences;
  const std::string path = path_of(platform);
  if (path.empty()) return preferences;
  const Result<std::string> text = platform.read_file(path);
  if (!text) return preferences;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.starts_with("theme ")) preferences.theme = line.substr(6);
    if (line.starts_with("language ")) preferences.language = line.substr(9);
  }
  return preferences;
}

void write_preferences(const Platform& platform, const Preferences& preferences) {
  const std::string path = path_of(platform);
  if (path.empty()) return;
  (void)platform.write_file(path, fmt::format("theme {}\nlanguage {}\n", preferences.theme, preferences.language));
}

}  // namespace convoscope

#include "figure/draw/theme_files.h"

#include <algorithm>

#include "figure/draw/theme_names.h"

namespace convoscope {

bool is_theme_path(std::string_view text) { return text.find_first_of("./\\") != std::string_view::npos; }

Result<Theme> read_named_theme(const std::string& name, const Platform& platform) {
  if (std::ranges::find(theme_names, name) == theme_names.end()) return Message{"theme.unknown", {{"name", name}}};
  const Result<std::string> json = platform.read_asset("themes/" + name + ".json");
  if (!json) return json.message();
  return read_theme(*json);
}

Result<Theme> read_own_theme(const std::string& json, const std::string& path, const Platform& platform) {
  const auto base_named = [&platform](const std::string& name) { return read_named_theme(name, platform); };
  Result<Theme> theme = read_theme_over(json, base_named);
  if (theme) theme->name = path;
  return theme;
}

}  // namespace convoscope

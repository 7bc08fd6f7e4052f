// One "name value" a line.
#include "gui/state/preferences.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "figure/views.h"
#include "gui/state/ui_state.h"

namespace convoscope {
namespace {

std::string path_of(const Platform& platform) {
  const std::string folder = platform.config_directory();
  return folder.empty() ? folder : folder + "/preferences";
}

constexpr double largest_window = 16384;

std::vector<View> read_views(std::string_view names) {
  std::vector<View> views;
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(' '));
    names.remove_prefix(std::min(names.size(), name.size() + 1));
    if (find_view(name) != nullptr && std::ranges::count(views, name) == 0) views.emplace_back(name);
  }
  return views;
}

/// As many numbers as there are places; nothing where the text is anything else.
template <std::size_t count>
std::optional<std::array<double, count>> read_numbers(std::string_view text) {
  std::array<double, count> numbers{};
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  for (double& number : numbers) {
    while (at != end && *at == ' ') ++at;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
    at = next;
  }
  return at == end ? std::optional(numbers) : std::nullopt;
}

std::optional<bool> read_panel(std::string_view word) {
  if (word == "shown") return true;
  if (word == "folded") return false;
  return std::nullopt;
}

void read_layout(std::string_view line, Layout& layout) {
  const std::string_view name = line.substr(0, line.find(' '));
  const std::string_view value = line.substr(std::min(line.size(), name.size() + 1));
  if (name == "views") layout.views = read_views(value);
  if (name == "layer_panel") layout.layer_panel = read_panel(value);
  if (name == "cell_panel") layout.cell_panel = read_panel(value);
  if (name == "smooth") layout.moves_smoothly = value == "on";
  if (name == "motion") layout.reduces_motion = value == "reduced";
  if (name == "type") layout.has_plain_type = value == "plain";
  if (name == "camera") {
    if (const auto angles = read_numbers<3>(value)) layout.camera = Camera{(*angles)[0], (*angles)[1], (*angles)[2]};
  }
  if (name == "scale") {
    const auto scale = read_numbers<1>(value);
    if (scale && std::ranges::count(interface_scales, scale->front()) > 0) layout.scale = scale->front();
  }
  if (name == "window") {
    const auto size = read_numbers<2>(value);
    const bool is_size = size && std::ranges::all_of(*size, [](double n) { return n >= 1 && n <= largest_window; });
    if (is_size) layout.window = {(*size)[0], (*size)[1]};
  }
}

std::string written(const Layout& layout) {
  std::string text;
  if (!layout.views.empty()) {
    text += "views";
    for (const View& view : layout.views) text += " " + view;
    text += '\n';
  }
  if (const auto& camera = layout.camera) {
    text += fmt::format("camera {} {} {}\n", camera->azimuth_deg, camera->elevation_deg, camera->roll_deg);
  }
  const auto panel = [&](std::string_view name, const std::optional<bool>& is_shown) {
    if (is_shown) text += fmt::format("{} {}\n", name, *is_shown ? "shown" : "folded");
  };
  panel("layer_panel", layout.layer_panel);
  panel("cell_panel", layout.cell_panel);
  if (layout.window != Size{}) text += fmt::format("window {} {}\n", layout.window.width, layout.window.height);
  if (layout.moves_smoothly) text += "smooth on\n";
  if (layout.reduces_motion) text += "motion reduced\n";
  if (layout.has_plain_type) text += "type plain\n";
  if (layout.scale != 1) text += fmt::format("scale {}\n", layout.scale);
  return text;
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
    if (line.starts_with("site ")) preferences.site = line.substr(5);
    if (line.starts_with("file ")) preferences.files.emplace_back(line.substr(5));
    if (line.starts_with("folder ")) preferences.folders.emplace_back(line.substr(7));
    if (line.starts_with("lesson ")) {
      if (auto memory = read_lesson_memory(line.substr(7))) preferences.lessons.push_back(std::move(*memory));
    }
    read_layout(line, preferences.layout);
  }
  return preferences;
}

void write_preferences(const Platform& platform, const Preferences& preferences) {
  const std::string path = path_of(platform);
  if (path.empty()) return;
  std::string text = fmt::format("theme {}\nlanguage {}\n", preferences.theme, preferences.language);
  if (!preferences.site.empty()) text += fmt::format("site {}\n", preferences.site);
  for (const std::string& folder : preferences.folders) text += fmt::format("folder {}\n", folder);
  for (const std::string& file : preferences.files) text += fmt::format("file {}\n", file);
  for (const LessonMemory& lesson : preferences.lessons) text += fmt::format("lesson {}\n", written(lesson));
  text += written(preferences.layout);
  (void)platform.write_file(path, text);
}

}  // namespace convoscope

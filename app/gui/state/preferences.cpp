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

const std::string& text_of(const std::string& path) { return path; }
std::string text_of(const LessonMemory& lesson) { return written(lesson); }
const std::string& name_of(const std::string& path) { return path; }
const std::string& name_of(const LessonMemory& lesson) { return lesson.name; }

/// How many items of the list `now` are new, changed or moved to the front since `before`: those before the longest end that stands in
/// `before` in the same order.
template <class Item>
std::size_t used_since(const std::vector<Item>& now, const std::vector<Item>& before) {
  std::size_t used = now.size(), at = before.size();
  while (used > 0) {
    while (at > 0 && text_of(before[at - 1]) != text_of(now[used - 1])) --at;
    if (at == 0) return used;
    --used, --at;
  }
  return 0;
}

template <class Item>
std::vector<Item> merged_list(const std::vector<Item>& ours, const std::vector<Item>& before,
                              const std::vector<Item>& theirs, std::size_t most) {
  std::vector<Item> list;
  const auto add = [&](const Item& item) {
    const bool is_there = std::ranges::any_of(list, [&](const Item& other) { return name_of(other) == name_of(item); });
    if (!is_there && list.size() < most) list.push_back(item);
  };
  const std::size_t used = used_since(ours, before);
  for (std::size_t i = 0; i < used; ++i) add(ours[i]);
  for (const Item& item : theirs) add(item);
  for (const Item& item : ours) add(item);
  return list;
}

}  // namespace

Preferences merged(const Preferences& ours, const Preferences& before, const Preferences& theirs) {
  Preferences kept = theirs;
  const auto settle = [](auto& value, const auto& own, const auto& own_before) {
    if (own != own_before) value = own;
  };
  settle(kept.theme, ours.theme, before.theme);
  if (kept.theme.empty()) kept.theme = ours.theme;
  settle(kept.language, ours.language, before.language);
  if (kept.language.empty()) kept.language = ours.language;
  settle(kept.site, ours.site, before.site);
  const auto settle_layout = [&](auto Layout::*part) {
    settle(kept.layout.*part, ours.layout.*part, before.layout.*part);
  };
  settle_layout(&Layout::views);
  settle_layout(&Layout::camera);
  settle_layout(&Layout::layer_panel);
  settle_layout(&Layout::cell_panel);
  settle_layout(&Layout::window);
  settle_layout(&Layout::moves_smoothly);
  settle_layout(&Layout::reduces_motion);
  settle_layout(&Layout::has_plain_type);
  settle_layout(&Layout::scale);
  kept.folders = merged_list(ours.folders, before.folders, theirs.folders, most_recent_folders);
  kept.files = merged_list(ours.files, before.files, theirs.files, most_recent_files);
  kept.lessons = merged_list(ours.lessons, before.lessons, theirs.lessons, most_lesson_memories);
  return kept;
}

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

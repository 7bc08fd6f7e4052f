// The menu: every command in its section, with its key, and the presets.
#include <fmt/format.h>

#include <algorithm>

#include "core/kernels.h"
#include "document/presets.h"
#include "gui/lesson/lessons.h"
#include "gui/panels/panels.h"
#include "gui/state/commands.h"
#include "gui/state/files.h"
#include "gui/state/map_values.h"

namespace convoscope {
namespace {

void draw_row(const PanelInputs& in, const Command& row) {
  const std::string& label = in.context.say(row.label_key);
  const std::string keys = row.keys.front() == KeyPress{} ? std::string() : text_of(row.keys.front());
  in.context.types.require(Type::body, label);
  in.context.types.require(Type::body, keys);
  const bool is_on = row.is_on && row.is_on(in.app);
  if (ImGui::MenuItem(label.c_str(), keys.c_str(), is_on, row.is_enabled(in.app))) {
    in.act(RunCommand{row.id, ImGui::GetIO().KeyShift});
  }
}

void draw_presets(const PanelInputs& in) {
  const std::string& label = in.context.say("menu.presets");
  in.context.types.require(Type::body, label);
  if (!ImGui::BeginMenu(label.c_str())) return;
  for (const Preset& preset : presets()) {
    const std::string& name = in.context.say("preset." + std::string(preset.name));
    in.context.types.require(Type::body, name);
    if (ImGui::MenuItem(name.c_str(), nullptr, in.session().scene().title == preset.name)) {
      in.act(OpenPreset{std::string(preset.name)});
    }
  }
  ImGui::EndMenu();
}

/// In the kernel's present size, where they have any.
void draw_kernels(const PanelInputs& in) {
  const std::string& label = in.context.say("menu.kernels");
  in.context.types.require(Type::body, label);
  if (!ImGui::BeginMenu(label.c_str(), has_kernel(in.app))) return;
  for (const NamedKernel& kernel : named_kernels()) {
    const std::string& name = in.context.say("kernel." + std::string(kernel.name));
    in.context.types.require(Type::body, name);
    if (ImGui::MenuItem(name.c_str())) in.act(FillKernel{std::string(kernel.name)});
  }
  ImGui::EndMenu();
}

void draw_recent_files(const PanelInputs& in) {
  const std::string& label = in.context.say("menu.recent");
  in.context.types.require(Type::body, label);
  if (!ImGui::BeginMenu(label.c_str(), !in.app.recent_files.empty())) return;
  for (const std::string& path : in.app.recent_files) {
    in.context.types.require(Type::body, path);
    if (ImGui::MenuItem(path.c_str(), nullptr, path == in.session().path())) in.act(OpenPath{path});
  }
  ImGui::EndMenu();
}

/// Those that come with the program, before them the one that was left last, after them those of one's own.
void draw_lessons(const PanelInputs& in) {
  const auto row = [&](const std::string& label, bool is_open) {
    in.context.types.require(Type::body, label);
    return ImGui::MenuItem(label.c_str(), nullptr, is_open);
  };
  const OpenLesson* const open = in.ui.lesson ? &*in.ui.lesson : nullptr;
  const auto title_of_lesson = [&](const std::string& name) {
    const bool is_built_in = std::ranges::count(built_in_lessons, name) > 0;
    return is_built_in ? built_in_title(in.app, name) : name_of_path(name);
  };
  if (!open && !in.app.lesson_memories.empty()) {
    const LessonMemory& last = in.app.lesson_memories.front();
    if (row(in.context.say("menu.go_on",
                           {{"title", title_of_lesson(last.name)}, {"page", std::to_string(last.page + 1)}}),
            false))
      in.act(OpenLessonNamed{last.name, true});
    ImGui::Separator();
  }
  for (const std::string_view name : built_in_lessons) {
    if (row(built_in_title(in.app, name), open && open->source.name() == name))
      in.act(OpenLessonNamed{std::string(name)});
  }
  ImGui::Separator();
  const std::vector<std::string> own = own_lessons(in.app);
  for (const std::string& path : own)
    if (row(name_of_path(path), open && open->source.name() == path)) in.act(OpenPath{path});
  if (!own.empty()) ImGui::Separator();
}

void draw_themes(const PanelInputs& in) {
  const std::string& label = in.context.say("menu.themes");
  in.context.types.require(Type::body, label);
  if (!ImGui::BeginMenu(label.c_str())) return;
  for (const ThemeRow& row : theme_rows()) {
    const std::string& name = in.context.say(row.label_key);
    in.context.types.require(Type::body, name);
    if (ImGui::MenuItem(name.c_str(), nullptr, in.app.theme().name == row.name)) {
      in.act(ChooseTheme{std::string(row.name)});
    }
  }
  ImGui::EndMenu();
}

void draw_scales(const PanelInputs& in) {
  const std::string& label = in.context.say("menu.scale");
  in.context.types.require(Type::body, label);
  if (!ImGui::BeginMenu(label.c_str())) return;
  for (const double scale : interface_scales) {
    const std::string name = fmt::format("{:.0f} %", scale * 100);
    in.context.types.require(Type::body, name);
    if (ImGui::MenuItem(name.c_str(), nullptr, in.ui.scale == scale)) in.ui.scale = scale;
  }
  ImGui::EndMenu();
}

}  // namespace

void draw_menu(const PanelInputs& in, Point corner) {
  if (!begin_list(in.context, menu_popup, corner, true)) return;
  for (int i = 0; i < menu_count; ++i) {
    const auto menu = static_cast<Menu>(i);
    const std::string& label = in.context.say(label_key(menu));
    in.context.types.require(Type::body, label);
    if (!ImGui::BeginMenu(label.c_str())) continue;
    if (menu == Menu::file) draw_presets(in);
    if (menu == Menu::file) draw_recent_files(in);
    if (menu == Menu::lessons) draw_lessons(in);
    if (menu == Menu::view) draw_themes(in);
    if (menu == Menu::view) draw_scales(in);
    for (const Command& row : commands()) {
      const bool is_absent_view = row.label_key.starts_with("view.") && !row.is_enabled(in.app);
      if (row.menu != menu || is_absent_view) continue;
      draw_row(in, row);
      if (row.id == "fill_one_hot") draw_kernels(in);
    }
    ImGui::EndMenu();
  }
  ImGui::EndPopup();
}

}  // namespace convoscope

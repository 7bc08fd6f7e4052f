// The rows of the menu View.
#include <algorithm>
#include <array>
#include <utility>

#include "figure/views.h"
#include "gui/model/model_edits.h"
#include "gui/state/command_rows.h"
#include "gui/state/view_choice.h"
#include "gui/state/viewpoints.h"

namespace convoscope {
namespace {

using enum NamedKey;

constexpr double zoom_step = 1.25;

bool is_dark(const AppState& app) { return app.theme().is_dark; }
void switch_theme(AppState& app) { choose_theme(app, is_dark(app) ? "light" : "dark"); }
void switch_language(AppState& app) { choose_language(app, app.language == "en" ? "zh" : "en"); }

void zoom_by(AppState& app, double factor) {
  // About the canvas's middle, which stays where it is; the canvas holds the limits.
  app.ui.zoom_request *= factor;
}
bool is_moved(const AppState& app) { return app.ui.zoom != 1 || app.ui.pan != Point{}; }

// The rows of views come from their table: a digit each, while there are digits.
constexpr std::size_t most_views = 16, most_digits = 9;
View view_at(std::size_t i) { return View(views()[i]->name); }
template <std::size_t i>
Command view_row(std::string_view key) {
  return {key,
          key,
          Menu::view,
          {i < most_digits ? typed(static_cast<char32_t>(U'1' + i)) : KeyPress{}},
          false,
          [](const AppState& app) { return is_offered(app.session.scene(), view_at(i)); },
          [](AppState& app) { show_alone(app, view_at(i)); },
          [](const AppState& app) { return shows_view(app, view_at(i)); },
          [](AppState& app) { toggle_view(app, view_at(i)); }};
}
template <std::size_t... i>
void add_view_rows(std::vector<Command>& rows, const std::vector<std::string>& keys, std::index_sequence<i...>) {
  ((i < keys.size() ? rows.push_back(view_row<i>(keys[i])) : void()), ...);
}

bool shows_camera(const AppState& app) { return shows_any(app, &ViewRow::turns); }

bool is_alone(const AppState& app) { return app.session.scene().views.size() == 1; }

template <std::size_t i>
bool is_seen(const AppState& app) {
  return is_seen_from(app, i);
}
template <std::size_t i>
void see(AppState& app) {
  see_from(app, i);
}
template <std::size_t i>
constexpr Command camera_row(std::string_view id, std::string_view label, KeyPress press) {
  return {id, label, Menu::view, {press}, false, shows_camera, see<i>, is_seen<i>};
}

// Themes for eyes that need another one: on, and back to the usual one.
constexpr std::array reading_themes{"light", "high-contrast", "color-blind-safe"};
template <std::size_t i>
bool has_theme(const AppState& app) {
  return app.theme().name == reading_themes[i];
}
template <std::size_t i>
void toggle_reading_theme(AppState& app) {
  choose_theme(app, has_theme<i>(app) ? reading_themes[0] : reading_themes[i]);
}
template <std::size_t i>
constexpr Command theme_row(std::string_view id, std::string_view label) {
  return {id, label, Menu::help, {}, false, always, toggle_reading_theme<i>, has_theme<i>};
}

constexpr std::array view_rows{
    Command{"one_view",
            "command.one_view",
            Menu::view,
            {typed(U'o')},
            false,
            always,
            [](AppState& app) { show_alone(app, current_view(app)); },
            is_alone},
    Command{"all_views", "command.all_views", Menu::view, {typed(U'a')}, false, always, show_all, shows_all},
    camera_row<0>("camera_reset", "command.camera_reset", control(U'1')),
    camera_row<1>("camera_isometric", "command.camera_isometric", control(U'2')),
    camera_row<2>("camera_front", "command.camera_front", control(U'3')),
    camera_row<3>("camera_top", "command.camera_top", control(U'4')),
    camera_row<4>("camera_classic", "command.camera_classic", control(U'5')),
    Command{"zoom_in",
            "command.zoom_in",
            Menu::view,
            {typed(U'+'), typed(U'=')},
            true,
            always,
            [](AppState& app) { zoom_by(app, zoom_step); }},
    Command{"zoom_out",
            "command.zoom_out",
            Menu::view,
            {typed(U'-')},
            true,
            always,
            [](AppState& app) { zoom_by(app, 1 / zoom_step); }},
    Command{"fit",
            "command.fit",
            Menu::view,
            {typed(U'f'), control(U'0')},
            false,
            is_moved,
            [](AppState& app) {
              app.ui.zoom = 1;
              app.ui.pan = {};
            }},
    Command{"model",
            "command.model",
            Menu::file,
            {typed(U'n')},
            false,
            has_model,
            switch_page,
            [](const AppState& app) { return app.ui.model.is_shown; }},
    Command{"theme", "command.theme", Menu::view, {typed(U't')}, false, always, switch_theme, is_dark},
    Command{"language", "command.language", Menu::view, {typed(U'l')}, false, always, switch_language},
    theme_row<1>("high_contrast", "theme_name.high_contrast"),
    theme_row<2>("color_blind_safe", "theme_name.color_blind_safe"),
    Command{"plain_type",
            "command.plain_type",
            Menu::help,
            {},
            false,
            always,
            [](AppState& app) { app.ui.has_plain_type = !app.ui.has_plain_type; },
            [](const AppState& app) { return app.ui.has_plain_type; }},
    Command{"reduced_motion",
            "command.reduced_motion",
            Menu::help,
            {},
            false,
            always,
            [](AppState& app) { app.ui.reduces_motion = !app.ui.reduces_motion; },
            [](const AppState& app) { return app.ui.reduces_motion; }},
    Command{"larger",
            "command.larger",
            Menu::view,
            {control(U'+'), control(U'='), control_shift(U'=')},
            true,
            [](const AppState& app) { return app.ui.scale < interface_scales.back(); },
            [](AppState& app) { app.ui.scale = *std::ranges::upper_bound(interface_scales, app.ui.scale); }},
    Command{"smaller",
            "command.smaller",
            Menu::view,
            {control(U'-')},
            true,
            [](const AppState& app) { return app.ui.scale > interface_scales.front(); },
            [](AppState& app) { app.ui.scale = *(std::ranges::lower_bound(interface_scales, app.ui.scale) - 1); }},
    Command{"full_screen",
            "command.full_screen",
            Menu::view,
            {key(f11)},
            false,
            always,
            [](AppState& app) { app.ui.is_full_screen = !app.ui.is_full_screen; },
            [](const AppState& app) { return app.ui.is_full_screen; }},
    Command{"bare",
            "command.bare",
            Menu::view,
            {typed(U'b')},
            false,
            always,
            [](AppState& app) {
              app.ui.is_bare = !app.ui.is_bare;
              if (app.ui.is_bare) tell(app, {"canvas.bare", {}});
            },
            [](const AppState& app) { return app.ui.is_bare; }},
    Command{"layer_panel",
            "command.layer_panel",
            Menu::view,
            {typed(U'p')},
            false,
            always,
            [](AppState& app) {
              app.ui.layer_panel = !app.ui.layer_panel_is_shown;
              // It takes the other's place where there is no room for both, and only there.
              if (app.ui.is_narrow) app.ui.cell_panel.reset();
            },
            [](const AppState& app) { return app.ui.layer_panel_is_shown; }},
    Command{"cell_panel",
            "command.cell_panel",
            Menu::view,
            {typed(U'c')},
            false,
            always,
            [](AppState& app) {
              app.ui.cell_panel = !app.ui.cell_panel_is_shown;
              if (app.ui.is_narrow && !*app.ui.cell_panel) app.ui.cell_panel.reset();
            },
            [](const AppState& app) { return app.ui.cell_panel_is_shown; }},
};

}  // namespace

void add_view_commands(std::vector<Command>& rows) {
  static const std::vector<std::string> view_keys = [] {
    std::vector<std::string> keys;
    for (const std::string_view name : view_names()) keys.push_back("view." + std::string(name));
    return keys;
  }();
  add_view_rows(rows, view_keys, std::make_index_sequence<most_views>());
  rows.insert(rows.end(), view_rows.begin(), view_rows.end());
}

}  // namespace convoscope

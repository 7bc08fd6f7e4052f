// The rows. Everything that a key, a menu or a button of the header and the timeline does is here or is an edit.
#include "gui/state/commands.h"

#include <algorithm>

#include "core/assert.h"
#include "figure/views.h"
#include "gui/canvas/canvas_tags.h"
#include "gui/cell/layer_code.h"
#include "gui/state/files.h"
#include "gui/state/leaving.h"
#include "gui/state/motion.h"
#include "gui/state/view_choice.h"
#include "gui/state/viewpoints.h"

namespace convoscope {
namespace {

using enum NamedKey;

constexpr double zoom_step = 1.25;

constexpr KeyPress key(NamedKey named) { return {named, 0, false, false}; }
constexpr KeyPress typed(char32_t character) { return {none, character, false, false}; }
constexpr KeyPress control(char32_t character) { return {none, character, true, false}; }
constexpr KeyPress control_shift(char32_t character) { return {none, character, true, true}; }

bool always(const AppState&) { return true; }

std::int64_t end_of(const AppState& app) { return last_step(*app.session.evaluation(), app.session.playhead); }
bool is_before_end(const AppState& app) { return app.session.playhead.step < end_of(app) || app.session.pin; }
bool is_after_start(const AppState& app) { return app.session.playhead.step > 0 || app.session.pin; }
bool has_steps(const AppState& app) { return end_of(app) > 0; }
bool has_both_sides(const AppState& app) {
  const Evaluation& evaluation = *app.session.evaluation();
  return evaluation.convolution.has_value() && evaluation.transposed.has_value();
}

void save(AppState& app) { has_scene_file(app) ? save_path(app, app.session.path()) : open_dialog(app, Dialog::save); }

bool can_edit_value(const AppState& app) {
  return app.session.problems().empty() && !app.session.wanted() &&
         is_editable(app.session.pin, *app.session.evaluation());
}
void edit_value(AppState& app) { begin_cell_edit(app.ui, *app.session.evaluation(), app.session.pin); }

bool has_own_values(const AppState& app) {
  const Scene& scene = app.session.scene();
  return scene.fine_values || scene.coarse_values || scene.weight_values;
}
void reset_values(AppState& app) {
  app.session.apply(
      Edits{SetValues{Part::fine, nullptr}, SetValues{Part::coarse, nullptr}, SetValues{Part::kernel, nullptr}});
}

void copy_code(AppState& app) {
  app.ui.clipboard = layer_code(app.session);
  tell(app, {"code.copied", {}});
}

bool is_dark(const AppState& app) { return app.theme().is_dark; }
void switch_theme(AppState& app) { choose_theme(app, is_dark(app) ? "light" : "dark"); }
void switch_language(AppState& app) { choose_language(app, app.language == "en" ? "zh" : "en"); }

void zoom_by(AppState& app, double factor) {
  // About the canvas's middle, which stays where it is; the canvas holds the limits.
  app.ui.zoom_request *= factor;
}
bool is_moved(const AppState& app) { return app.ui.zoom != 1 || app.ui.pan != Point{}; }

// The rows of views come from their table: a digit each, while there are digits.
constexpr std::size_t most_digits = 9;
View view_at(std::size_t i) { return View(views()[i]->name); }
template <std::size_t i>
Command view_row(std::string_view key) {
  return {key,
          key,
          Menu::view,
          {typed(static_cast<char32_t>(U'1' + i))},
          false,
          always,
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

bool changes_speed(const AppState& app, int by) {
  const auto at = std::ranges::find(speeds, app.ui.steps_per_second) - speeds.begin() + by;
  return at >= 0 && at < std::ssize(speeds);
}
void change_speed(AppState& app, int by) {
  const auto at = std::ranges::find(speeds, app.ui.steps_per_second) - speeds.begin() + by;
  app.ui.steps_per_second = speeds[static_cast<std::size_t>(at)];
}

bool is_by_cell(const AppState& app) { return app.session.playhead.granularity == Granularity::cell; }

constexpr std::array rows_before_views{
    Command{"open",
            "command.open",
            Menu::file,
            {control(U'o')},
            false,
            always,
            [](AppState& app) { open_dialog(app, Dialog::open); }},
    Command{"save", "command.save", Menu::file, {control(U's')}, false, always, save},
    Command{"save_as",
            "command.save_as",
            Menu::file,
            {control_shift(U's')},
            false,
            always,
            [](AppState& app) { open_dialog(app, Dialog::save); }},
    Command{"export",
            "command.export",
            Menu::file,
            {control(U'e')},
            false,
            always,
            [](AppState& app) { open_dialog(app, Dialog::export_picture); }},
    Command{"quit", "command.quit", Menu::file, {control(U'q')}, false, always, close_window},

    Command{"undo",
            "command.undo",
            Menu::edit,
            {control(U'z')},
            true,
            [](const AppState& app) { return app.session.can_undo(); },
            [](AppState& app) {
              app.session.undo();
              app.ui.refused.reset();
            }},
    Command{"redo",
            "command.redo",
            Menu::edit,
            {control_shift(U'z'), control(U'y')},
            true,
            [](const AppState& app) { return app.session.can_redo(); },
            [](AppState& app) {
              app.session.redo();
              app.ui.refused.reset();
            }},
    Command{"edit_value", "command.edit_value", Menu::edit, {key(enter)}, false, can_edit_value, edit_value},
    Command{"reset_values", "command.reset_values", Menu::edit, {}, false, has_own_values, reset_values},
    Command{"copy_code", "command.copy_code", Menu::edit, {control_shift(U'c')}, false, always, copy_code},
    Command{"leave", "command.leave", Menu::edit, {key(escape)}, false, has_something_to_leave, leave},
};

constexpr std::array rows_after_views{
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
    Command{"theme", "command.theme", Menu::view, {typed(U't')}, false, always, switch_theme, is_dark},
    Command{"language", "command.language", Menu::view, {typed(U'l')}, false, always, switch_language},
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

    Command{"play",
            "command.play",
            Menu::steps,
            {key(space), key(f5)},
            false,
            has_steps,
            [](AppState& app) { set_playing(app, !app.ui.is_playing); },
            [](const AppState& app) { return app.ui.is_playing; }},
    Command{"next",
            "command.next",
            Menu::steps,
            {key(right), key(page_down), typed(U'.')},
            true,
            is_before_end,
            [](AppState& app) { step_by(app, 1); }},
    Command{"back",
            "command.back",
            Menu::steps,
            {key(left), key(page_up), typed(U',')},
            true,
            is_after_start,
            [](AppState& app) { step_by(app, -1); }},
    Command{
        "first", "command.first", Menu::steps, {key(home)}, false, is_after_start, [](AppState& app) { seek(app, 0); }},
    Command{"last",
            "command.last",
            Menu::steps,
            {key(end)},
            false,
            is_before_end,
            [](AppState& app) { seek(app, end_of(app)); }},
    Command{"granularity",
            "command.granularity",
            Menu::steps,
            {typed(U'g')},
            false,
            always,
            [](AppState& app) { set_granularity(app, is_by_cell(app) ? Granularity::multiply : Granularity::cell); },
            [](const AppState& app) { return !is_by_cell(app); }},
    Command{"side",
            "command.side",
            Menu::steps,
            {typed(U's')},
            false,
            has_both_sides,
            [](AppState& app) {
              step_through(app, app.session.playhead.side == Side::transposed ? Side::convolution : Side::transposed);
            }},
    Command{"swap_roles",
            "command.swap_roles",
            Menu::steps,
            {typed(U'r')},
            false,
            can_swap_roles,
            swap_roles,
            [](const AppState& app) { return app.ui.role_swap.has_value(); }},
    Command{"smooth",
            "command.smooth",
            Menu::steps,
            {typed(U'm')},
            false,
            always,
            [](AppState& app) { app.ui.moves_smoothly = !app.ui.moves_smoothly; },
            [](const AppState& app) { return app.ui.moves_smoothly; }},
    Command{"faster",
            "command.faster",
            Menu::steps,
            {typed(U']')},
            true,
            [](const AppState& app) { return changes_speed(app, 1); },
            [](AppState& app) { change_speed(app, 1); }},
    Command{"slower",
            "command.slower",
            Menu::steps,
            {typed(U'[')},
            true,
            [](const AppState& app) { return changes_speed(app, -1); },
            [](AppState& app) { change_speed(app, -1); }},

    Command{"help",
            "command.help",
            Menu::help,
            {key(f1), typed(U'?')},
            false,
            always,
            [](AppState& app) { app.ui.dialog == Dialog::help ? leave(app) : open_dialog(app, Dialog::help); }},
};

}  // namespace

std::string_view label_key(Menu menu) {
  constexpr std::array<std::string_view, menu_count> keys{"menu.file", "menu.edit", "menu.view", "menu.steps",
                                                          "menu.help"};
  return keys[static_cast<std::size_t>(menu)];
}

std::span<const Command> commands() {
  static const std::vector<std::string> view_keys = [] {
    std::vector<std::string> keys;
    for (const std::string_view name : view_names()) keys.push_back("view." + std::string(name));
    return keys;
  }();
  static const std::vector<Command> rows = [] {
    std::vector<Command> all(rows_before_views.begin(), rows_before_views.end());
    add_view_rows(all, view_keys, std::make_index_sequence<most_digits>());
    all.insert(all.end(), rows_after_views.begin(), rows_after_views.end());
    return all;
  }();
  return rows;
}

const Command& command(std::string_view id) {
  const std::span<const Command> rows = commands();
  const auto row = std::ranges::find(rows, id, &Command::id);
  CONVOSCOPE_ASSERT(row != rows.end());
  return *row;
}

const Command& command_of(const View& view) { return command("view." + view); }

void run_command(AppState& app, std::string_view id, bool with_shift) {
  const Command& row = command(id);
  if (row.is_enabled(app)) (with_shift && row.run_with_shift ? row.run_with_shift : row.run)(app);
}

const Command* command_of(const KeyPress& press) {
  const auto has = [](const Command& row, const KeyPress& key) { return std::ranges::count(row.keys, key) > 0; };
  for (const Command& row : commands()) {
    if (press != KeyPress{} && has(row, press)) return &row;
    if (press.shift && row.run_with_shift && has(row, {press.key, press.character, press.control, false})) return &row;
  }
  return nullptr;
}

}  // namespace convoscope

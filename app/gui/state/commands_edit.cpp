// The rows of the menus File, Edit and Help.
#include <algorithm>
#include <array>

#include "document/cell_name.h"
#include "document/line.h"
#include "document/number_text.h"
#include "gui/canvas/canvas_tags.h"
#include "gui/cell/layer_code.h"
#include "gui/code/comparing.h"
#include "gui/code/pasting.h"
#include "gui/lesson/lessons.h"
#include "gui/model/model_edits.h"
#include "gui/state/command_rows.h"
#include "gui/state/files.h"
#include "gui/state/leaving.h"
#include "gui/state/map_values.h"
#include "gui/state/scene_links.h"
#include "gui/state/shown_steps.h"

namespace convoscope {
namespace {

using enum NamedKey;

void save(AppState& app) { has_scene_file(app) ? save_path(app, app.session.path()) : open_dialog(app, Dialog::save); }

/// The scene that comes may have fewer steps than the one that goes.
void walk_history(AppState& app, void (Session::*way)()) {
  (app.session.*way)();
  app.ui.refused.reset();
  follow_history(app);
  hold_playhead(app.session);
}

bool can_edit_value(const AppState& app) {
  return app.session.problems().empty() && !app.session.wanted() &&
         is_editable(app.session.pin, *app.session.evaluation());
}
void edit_value(AppState& app) { begin_cell_edit(app.ui, *app.session.evaluation(), app.session.pin); }

/// The cell that the keyboard or a click has chosen, where it can be changed.
bool can_paint_cell(const AppState& app) {
  const Tag cell = map_at_hand(app).cell;
  return can_change_map(app) && is_editable(cell, *app.session.evaluation());
}
void paint_cell(AppState& app) {
  const Tag cell = map_at_hand(app).cell;
  const float value = painted_value(app.ui, *app.session.evaluation(), cell);
  perform(app, Edit{SetValue{cell.part, cell.channel, cell.cell, value}});
}
void toggle_painting(AppState& app) {
  app.ui.paints = !app.ui.paints;
  if (app.ui.paints) tell(app, {"paint.begun", {{"value", number_text(static_cast<double>(app.ui.brush))}}});
}

bool has_own_values(const AppState& app) {
  const Scene& scene = app.session.scene();
  return scene.fine_values || scene.coarse_values || scene.weight_values;
}
void reset_values(AppState& app) {
  app.session.apply(
      Edits{SetValues{Part::fine, nullptr}, SetValues{Part::coarse, nullptr}, SetValues{Part::kernel, nullptr}});
}

bool is_one_dimensional(const AppState& app) { return is_line(app.session.draft().spec); }

/// To one dimension and back. Says so where that loses what would not come back with two.
void switch_dimensions(AppState& app) {
  const Scene before = app.session.draft();
  const bool was_legal = app.session.problems().empty();
  perform(app, Edit{SetDimensions{is_one_dimensional(app) ? 2 : 1}});
  if (!is_one_dimensional(app) || !was_legal) return;
  Scene back = app.session.draft();
  apply_edit(SetDimensions{2}, back, back);
  if (back.spec != before.spec || fitted(back) != before) tell(app, {"layer.first_row", {}});
}

/// A page is closed by its browser.
bool can_close(const AppState& app) { return !app.platform.is_page(); }

void copy_code(AppState& app) {
  app.ui.clipboard = layer_code(app.session);
  tell(app, {"code.copied", {}});
}

/// The selected cell's mark: in both operations where both are shown, since it is the same cell.
std::optional<Tag> mark_of_pin(const AppState& app) {
  const Tag& pin = app.session.pin;
  if (!pin || !app.session.problems().empty() || app.session.wanted()) return std::nullopt;
  Tag place = pin;
  place.side = Side::none;
  return mark_named(*app.session.evaluation(), to_string(place));
}
bool can_mark(const AppState& app) { return mark_of_pin(app).has_value(); }
bool is_marked(const AppState& app) {
  const auto mark = mark_of_pin(app);
  const std::vector<Tag>& marks = app.session.scene().look.marks;
  return mark && std::ranges::find(marks, *mark) != marks.end();
}
void toggle_mark(AppState& app) {
  Look look = app.session.scene().look;
  const Tag mark = *mark_of_pin(app);
  if (std::erase(look.marks, mark) == 0 && look.marks.size() < most_marks) look.marks.push_back(mark);
  app.session.apply(SetLook{std::move(look)});
}
bool has_marks(const AppState& app) { return !app.session.scene().look.marks.empty(); }
void clear_marks(AppState& app) {
  Look look = app.session.scene().look;
  look.marks.clear();
  app.session.apply(SetLook{std::move(look)});
}

constexpr std::array file_rows{
    Command{"open",
            "command.open",
            Menu::file,
            {control(U'o')},
            false,
            always,
            [](AppState& app) { open_dialog(app, Dialog::open); }},
    Command{"open_code",
            "command.open_code",
            Menu::file,
            {control_shift(U'v')},
            false,
            always,
            [](AppState& app) { open_dialog(app, Dialog::code); }},
    Command{"save", "command.save", Menu::file, {control(U's')}, false, always, save},
    Command{"save_as",
            "command.save_as",
            Menu::file,
            {control_shift(U's')},
            false,
            always,
            [](AppState& app) { open_dialog(app, Dialog::save); }},
    Command{"copy_link", "command.copy_link", Menu::file, {control_shift(U'l')}, false, always, copy_link},
    Command{"export",
            "command.export",
            Menu::file,
            {control(U'e')},
            false,
            always,
            [](AppState& app) { open_dialog(app, Dialog::export_picture); }},
    Command{"quit", "command.quit", Menu::file, {control(U'q')}, false, can_close, close_window},

    Command{"palette",
            "command.palette",
            Menu::help,
            {control_shift(U'p')},
            false,
            always,
            [](AppState& app) { open_dialog(app, Dialog::palette); }},
    Command{"help",
            "command.help",
            Menu::help,
            {key(f1), typed(U'?')},
            false,
            always,
            [](AppState& app) { app.ui.dialog == Dialog::help ? leave(app) : open_dialog(app, Dialog::help); }},
};

constexpr std::array edit_rows{
    Command{"undo",
            "command.undo",
            Menu::edit,
            {control(U'z')},
            true,
            [](const AppState& app) { return app.session.can_undo(); },
            [](AppState& app) { walk_history(app, &Session::undo); }},
    Command{"redo",
            "command.redo",
            Menu::edit,
            {control_shift(U'z'), control(U'y')},
            true,
            [](const AppState& app) { return app.session.can_redo(); },
            [](AppState& app) { walk_history(app, &Session::redo); }},
    Command{"edit_value", "command.edit_value", Menu::edit, {key(enter)}, false, can_edit_value, edit_value},
    Command{"mark", "command.mark", Menu::edit, {typed(U'd')}, false, can_mark, toggle_mark, is_marked},
    Command{"clear_marks", "command.clear_marks", Menu::edit, {}, false, has_marks, clear_marks},
    Command{"paint",
            "command.paint",
            Menu::edit,
            {typed(U'i')},
            false,
            can_change_map,
            toggle_painting,
            [](const AppState& app) { return app.ui.paints; }},
    Command{"paint_cell", "command.paint_cell", Menu::edit, {typed(U'u')}, false, can_paint_cell, paint_cell},
    Command{"paste_values", "command.paste_values", Menu::edit, {control(U'v')}, false, always, paste},
    Command{"copy_table",
            "command.copy_table",
            Menu::edit,
            {control(U'c')},
            false,
            always,
            [](AppState& app) { copy_map(app, TableStyle::spreadsheet); }},
    Command{"copy_numpy",
            "command.copy_numpy",
            Menu::edit,
            {},
            false,
            always,
            [](AppState& app) { copy_map(app, TableStyle::numpy); }},
    Command{"copy_pytorch",
            "command.copy_pytorch",
            Menu::edit,
            {},
            false,
            always,
            [](AppState& app) { copy_map(app, TableStyle::pytorch); }},
    Command{"fill_ramp",
            "command.fill_ramp",
            Menu::edit,
            {},
            false,
            can_change_map,
            [](AppState& app) { fill_map(app, Filling::ramp); }},
    Command{"fill_random",
            "command.fill_random",
            Menu::edit,
            {},
            false,
            can_change_map,
            [](AppState& app) { fill_map(app, Filling::random); }},
    Command{"fill_ones",
            "command.fill_ones",
            Menu::edit,
            {},
            false,
            can_change_map,
            [](AppState& app) { fill_map(app, Filling::ones); }},
    Command{"fill_one_hot",
            "command.fill_one_hot",
            Menu::edit,
            {},
            false,
            can_change_map,
            [](AppState& app) { fill_map(app, Filling::one_hot); }},
    Command{"flip_kernel", "command.flip_kernel", Menu::edit, {}, false, has_kernel, flip_kernel},
    Command{"normalize_kernel", "command.normalize_kernel", Menu::edit, {}, false, has_kernel, normalize_kernel},
    Command{"learn",
            "command.learn",
            Menu::edit,
            {typed(U'j')},
            false,
            can_learn,
            toggle_learning,
            [](const AppState& app) { return app.learning.is_wanted || is_learning(app); }},
    Command{"keep_kernel", "command.keep_kernel", Menu::edit, {}, false, is_learning, keep_learned_kernel},
    Command{"one_dimensional",
            "command.one_dimensional",
            Menu::edit,
            {},
            false,
            always,
            switch_dimensions,
            is_one_dimensional},
    Command{"reset_values", "command.reset_values", Menu::edit, {}, false, has_own_values, reset_values},
    Command{"copy_code", "command.copy_code", Menu::edit, {control_shift(U'c')}, false, always, copy_code},
    Command{"compare",
            "command.compare",
            Menu::edit,
            {},
            false,
            [](const AppState& app) { return !app.ui.model.is_shown; },
            begin_comparing},
    Command{"choose_skip", "command.choose_skip", Menu::edit, {typed(U'k')}, false, may_choose_skip, choose_skip},
    Command{"leave", "command.leave", Menu::edit, {key(escape)}, false, has_something_to_leave, leave},
};

}  // namespace

void add_file_commands(std::vector<Command>& rows) { rows.insert(rows.end(), file_rows.begin(), file_rows.end()); }

void add_edit_commands(std::vector<Command>& rows) { rows.insert(rows.end(), edit_rows.begin(), edit_rows.end()); }

}  // namespace convoscope

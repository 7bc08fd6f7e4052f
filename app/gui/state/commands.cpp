// The table as a whole. Everything that a key, a menu or a button of the header and the timeline does is one of its rows, or an edit.
#include "gui/state/commands.h"

#include <algorithm>

#include "core/assert.h"
#include "gui/state/command_rows.h"

namespace convoscope {

std::string_view label_key(Menu menu) {
  constexpr std::array<std::string_view, menu_count> keys{"menu.file",       "menu.edit",    "menu.view", "menu.steps",
                                                          "menu.photograph", "menu.lessons", "menu.help"};
  return keys[static_cast<std::size_t>(menu)];
}

std::span<const Command> commands() {
  static const std::vector<Command> rows = [] {
    std::vector<Command> all;
    add_file_commands(all);
    add_edit_commands(all);
    add_view_commands(all);
    add_photograph_commands(all);
    add_step_commands(all);
    add_lesson_commands(all);
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

const Command* command_of(const KeyPress& press, const AppState& app) {
  for (const Command& row : commands()) {
    if (row.menu == Menu::lessons && std::ranges::count(row.keys, press) > 0 && press != KeyPress{} &&
        row.is_enabled(app))
      return &row;
  }
  return command_of(press);
}

}  // namespace convoscope

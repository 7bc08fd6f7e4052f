// The one table of commands: menus, shortcuts, buttons and the help dialog come from these rows.
// Knows no window: a row runs on the state alone.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "gui/state/app_state.h"
#include "gui/window/key_press.h"

namespace convoscope {

/// The menu, and the help dialog's section, that a command stands in.
enum class Menu : std::uint8_t { file, edit, view, steps, photograph, lessons, help };
inline constexpr int menu_count = 7;
std::string_view label_key(Menu menu);

struct Command {
  std::string_view id;
  std::string_view label_key;
  Menu menu{};
  std::array<KeyPress, 4> keys{};  ///< any of them; the first is shown in menus. Unused ones are empty
  bool repeats = false;            ///< while the key is held
  bool (*is_enabled)(const AppState&) = nullptr;
  void (*run)(AppState&) = nullptr;
  /// For those that switch something on and off: whether it is on. Else null.
  bool (*is_on)(const AppState&) = nullptr;
  /// What Shift with a digit or a click makes of it. Else null.
  void (*run_with_shift)(AppState&) = nullptr;
};

std::span<const Command> commands();
/// The row of an id (asserted to exist).
const Command& command(std::string_view id);
/// The row that shows a view alone, with Shift shows and hides it; its label is the view's name.
const Command& command_of(const View& view);
/// Runs a command if it is enabled. Shift matters only where it makes something else of it.
void run_command(AppState& app, std::string_view id, bool with_shift = false);
/// The command of a key, enabled or not; null where there is none. A digit with Shift is the digit's.
const Command* command_of(const KeyPress& press);
/// The same where several may have it: a lesson's keys are its own while it is open, and go before the others.
const Command* command_of(const KeyPress& press, const AppState& app);

}  // namespace convoscope

// The parts that the table of commands is put together from, a file a menu or two, and what they write their keys with.
#pragma once

#include <vector>

#include "gui/state/commands.h"

namespace convoscope {

constexpr KeyPress key(NamedKey named) { return {named, 0, false, false}; }
constexpr KeyPress typed(char32_t character) { return {NamedKey::none, character, false, false}; }
constexpr KeyPress control(char32_t character) { return {NamedKey::none, character, true, false}; }
constexpr KeyPress control_shift(char32_t character) { return {NamedKey::none, character, true, true}; }

inline bool always(const AppState&) { return true; }

void add_file_commands(std::vector<Command>& rows);
void add_edit_commands(std::vector<Command>& rows);
void add_view_commands(std::vector<Command>& rows);
void add_photograph_commands(std::vector<Command>& rows);
void add_step_commands(std::vector<Command>& rows);
void add_lesson_commands(std::vector<Command>& rows);

}  // namespace convoscope

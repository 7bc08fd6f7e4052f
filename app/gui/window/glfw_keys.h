// What GLFW's keys are to Dear ImGui and to the program.
#pragma once

#include <optional>

#include "gui/window/key_press.h"

namespace convoscope {

/// Dear ImGui's key of GLFW's; -1: it has no use for it.
int widget_key(int key);
/// The same of a letter: by the keyboard's layout, or by its place where the layout has other letters.
int letter_key(int key, int scancode);
/// What a key is to the program by itself. Bare characters come as letters, by the keyboard's layout in full; but not which digit Shift has
/// made another character.
std::optional<KeyPress> press_of(int key, int scancode, int modifiers);

}  // namespace convoscope

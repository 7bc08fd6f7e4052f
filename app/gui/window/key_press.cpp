// Keys as words. These are what is printed on the keys, so they are the same in every language.
#include "gui/window/key_press.h"

#include <array>
#include <string_view>

namespace convoscope {

std::string text_of(const KeyPress& press) {
  constexpr std::array<std::string_view, 16> names{"",     "←",     "→",     "↑",   "↓",   "Home", "End", "PgUp",
                                                   "PgDn", "Space", "Enter", "Esc", "Tab", "F1",   "F5",  "F11"};
  std::string text;
  if (press.control) text += "Ctrl+";
  if (press.shift) text += "Shift+";
  if (press.key != NamedKey::none) return text.append(names[static_cast<std::size_t>(press.key)]);
  const bool is_letter = press.character >= U'a' && press.character <= U'z';
  return text += static_cast<char>(is_letter ? press.character - U'a' + U'A' : press.character);
}

}  // namespace convoscope

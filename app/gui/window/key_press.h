// A key with its modifiers, as shortcuts name it: by its place for keys that are the same on every keyboard, by the
// character that it types for all others, so that "+" is the plus key of any layout.
// Knows no window system.
#pragma once

#include <cstdint>
#include <string>

namespace convoscope {

enum class NamedKey : std::uint8_t {
  none,
  left,
  right,
  up,
  down,
  home,
  end,
  page_up,
  page_down,
  space,
  enter,
  escape,
  tab,
  f1,
  f5,
  f11
};

struct KeyPress {
  NamedKey key = NamedKey::none;
  char32_t character = 0;  ///< where `key` is none: lower case
  bool control = false;    ///< Command on a Mac
  bool shift = false;      ///< matters for keys named by place and with `control`; a bare character includes it
  bool operator==(const KeyPress&) const = default;
};

/// "Ctrl+Shift+Z", "Home", "+": as menus and the help dialog show it.
std::string text_of(const KeyPress& press);

}  // namespace convoscope

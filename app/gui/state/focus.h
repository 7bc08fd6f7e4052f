// Which control has the keyboard. Tab goes from one to the next, in the order in which they are drawn; a frame shows which it is from
// the first Tab on. What a key does to a control happens in the frame that draws it next.
// Knows no widget.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "figure/figure.h"
#include "gui/window/key_press.h"

namespace convoscope {

/// What a control does with keys: Enter and Space press a button or an entry, the arrows move a slider, a list, the canvas's cursor.
enum class StopKind : std::uint8_t {
  none,  ///< Tab passes it by
  button,
  field,  ///< takes letters
  slider,
  entry,  ///< one of a list: Tab leaves the list, up and down go through it
  canvas,
  scrolled,  ///< text that is moved
  steps,     ///< the arrows step, as they do where nothing has the keyboard
};

struct Stop {
  std::uint32_t id = 0;  ///< Dear ImGui's
  StopKind kind{};
  std::string name;
  Rect rect;
  Rect shown;               ///< what is outside of it is cut off
  bool is_default = false;  ///< what its dialog is for
};

struct Focus {
  std::uint32_t id = 0;     ///< of the stop; 0: none
  bool is_shown = false;    ///< the last input was a key
  bool shows_hint = true;   ///< no other key has been pressed since it came here
  bool is_pointing = true;  ///< the mouse has moved since: what it hovers counts
  bool is_new = false;  ///< it has just come here: a field takes the keyboard, what is out of sight is scrolled into it
  bool opens_field = false;     ///< a field drawn in this frame is given the keyboard, and does not have it yet
  std::optional<NamedKey> key;  ///< for the stop, in the frame to be drawn
  bool ended_field = false;     ///< Enter ended a field in the frame drawn: it is for nothing else
  std::string group;            ///< of the controls that are drawn now: before their names

  std::vector<Stop> stops;  ///< of the frame before, in order
  std::vector<Stop> drawn;  ///< of this one so far
  int layer = 0;            ///< the dialog they belong to
  std::uint32_t below = 0;  ///< what had the keyboard before the dialog opened

  const Stop* find() const;
  bool has(std::uint32_t stop) const { return is_shown && stop == id; }
  /// Whether this key is for that stop now; once.
  bool takes(std::uint32_t stop, NamedKey wanted);
};

/// Goes to the next stop, or (-1) to the one before.
void move_focus(Focus& focus, int way);
/// Whether the focus has use for a key; then it has taken it.
bool take_key(Focus& focus, const KeyPress& press);
/// The mouse has come down: on a stop, or (0) on none.
void click_focus(Focus& focus, std::uint32_t stop);
/// Nothing but the dialog's own controls can have the keyboard: those drawn before are below it.
void begin_layer(Focus& focus);
/// Those drawn since there were `first` stand in a row: their order is from left to right.
void order_in_row(Focus& focus, std::size_t first);
/// The frame has been drawn, with this dialog (0: none).
void settle_focus(Focus& focus, int layer);

}  // namespace convoscope

// Mouse, keys and letters on their way into Dear ImGui, in the order in which they came: a press and its release between two frames are
// both seen, and keys after a click are for what the click opens, however slow the frames are.
// Knows no window system and no document.
#pragma once

#include <array>
#include <deque>
#include <optional>

#include <imgui.h>
#include "gui/window/window_context.h"

namespace convoscope {

struct Input {
  enum class Kind : std::uint8_t {
    mouse,
    button,
    wheel,
    key,
    letter,
    click,  ///< a button, of which the system's own back end tells Dear ImGui
    press,  ///< a key that is for the program; Dear ImGui has its own event of it
  };
  Kind kind{};
  float x = 0, y = 0;  ///< of the mouse, of the wheel
  int index = 0;       ///< the button, Dear ImGui's key (-1: it has no use for it, as for a letter's without Control)
  bool is_down = false;
  bool control = false, shift = false, alt = false;
  unsigned int letter = 0;
  PressedKey pressed{};
};

#if IMGUI_VERSION_NUM < 18700
inline constexpr int keypad_enter = ImGuiKey_KeyPadEnter;
#else
inline constexpr int keypad_enter = ImGuiKey_KeypadEnter;
#endif

class InputQueue {
 public:
  /// Before the first frame, within Dear ImGui's context.
  static void prepare();
  void add(const Input& input);
  /// As WindowContext's: passes on what comes before it.
  std::optional<PressedKey> next_key();
  /// Before each frame: passes on the mouse, up to the first key that nobody has asked for yet.
  void pass_on();
  /// Whether something waits for a later frame, here or within Dear ImGui.
  bool is_waiting() const { return !queue_.empty() || widgets_wait(); }
  /// Whether Dear ImGui has been passed something that it leaves for a later frame.
  static bool widgets_wait();
  /// All keys and buttons go up: the keyboard is elsewhere.
  void release();
  /// As WindowContext's.
  static void drop_enter();

 private:
  bool fits_frame(const Input& input);

  std::deque<Input> queue_;
  // What has changed for the frame to come.
  std::array<bool, ImGuiKey_COUNT> keys_{};
  std::array<bool, 5> buttons_{};
  bool has_button_ = false;
  bool has_key_ = false;  ///< has gone down
};

}  // namespace convoscope

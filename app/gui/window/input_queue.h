// Mouse, keys and letters on their way into Dear ImGui and to the program, in the order in which they came: a press and its release between
// two frames are both seen, and keys after a click are for what the click opens, however slow the frames are.
// Knows no window system and no document.
#pragma once

#include <array>
#include <cfloat>
#include <cstdint>
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
    press,  ///< a key without a part for Dear ImGui: a letter's, before it, and one that repeats
  };
  Kind kind{};
  float x = 0, y = 0;  ///< of the mouse, of the wheel
  int index = 0;       ///< the button, Dear ImGui's key (-1: it has no use for it)
  bool is_down = false;
  bool control = false, shift = false, alt = false;
  unsigned int letter = 0;
  std::optional<PressedKey> pressed{};  ///< what a key or a press is to the program
};

inline constexpr int most_buttons = 5;

class InputQueue {
 public:
  /// Before the first frame, within Dear ImGui's context.
  static void prepare();
  /// Whether it waits now: a key that is held repeats once a frame at most.
  bool add(const Input& input);
  /// A key that goes down and up: some systems tell of no key going up while others are held.
  void tap(Input key);
  /// As WindowContext's: passes on what comes before it.
  std::optional<PressedKey> next_key();
  /// As WindowContext's.
  void drop_press();
  /// For each frame, after the system's back end: passes on the mouse and keys that go up, to the first key that nobody has asked for yet.
  void pass_on();
  /// Whether something waits for a later frame.
  bool is_waiting() const { return !queue_.empty(); }
  /// All keys and buttons go up: the keyboard is elsewhere.
  void release();

 private:
  bool claims_place(const Input& input);
  void apply(const Input& input);

  std::deque<Input> queue_;
  std::array<bool, most_buttons> buttons_{};  ///< that are down, as Dear ImGui was told
  ImVec2 mouse_{-FLT_MAX, -FLT_MAX};
  KeyPress asked_for_;        ///< last
  bool drops_blank_ = false;  ///< that comes of the Space asked for
  // What the frame to come has.
  bool has_button_ = false;
  bool has_key_down_ = false;
  bool has_key_up_ = false;
};

#if IMGUI_VERSION_NUM < 18700
inline constexpr int keypad_enter = ImGuiKey_KeyPadEnter;
#else
inline constexpr int keypad_enter = ImGuiKey_KeypadEnter;
#endif

}  // namespace convoscope

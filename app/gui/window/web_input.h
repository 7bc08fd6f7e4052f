// Mouse, keys and letters on their way from a page's events into Dear ImGui, one after the other. Versions without a queue of their own
// get one here: a press and its release between two frames would else be lost.
// Knows no page and no document.
#pragma once

#include <deque>
#include <string_view>

#include <imgui.h>

namespace convoscope {

struct WidgetInput {
  enum class Kind { mouse, button, wheel, key, letter };
  Kind kind{};
  float x = 0, y = 0;  ///< of the mouse, of the wheel
  int index = 0;       ///< the button, Dear ImGui's key
  bool is_down = false;
  bool control = false, shift = false, alt = false;
  unsigned int letter = 0;
};

class WidgetInputs {
 public:
  /// Before the first frame, within Dear ImGui's context.
  static void prepare();
  void add(const WidgetInput& input);
  /// Before each frame.
  void pass_on();
  /// That wait for a later frame.
  int waiting() const { return static_cast<int>(queue_.size()); }
  /// All keys and buttons go up: the page has lost the keyboard.
  void release();
  /// Forgets presses of these keys, and shows them as up.
  void drop(std::initializer_list<int> keys);

 private:
  std::deque<WidgetInput> queue_;
};

/// Dear ImGui's key of a page's ("ArrowLeft", "a"); -1: it has no use for it.
int widget_key(std::string_view name, std::string_view code);

}  // namespace convoscope

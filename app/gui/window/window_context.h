// The system's window as the frame loop needs it: input that arrives between frames, a size, a clock, an OpenGL context that is
// current. Knows no document, no GLFW and no browser: each has an implementation of its own.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "figure/figure.h"
#include "gui/window/key_press.h"

namespace convoscope {

/// A key that was pressed.
struct PressedKey {
  KeyPress press{};
  bool is_repeat = false;
  Point mouse{};  ///< where it was then, in screen units
};

/// What the user did since the last frame, beside keys and what Dear ImGui takes itself.
struct WindowEvents {
  std::vector<std::string> dropped_paths;
  Point dropped_at;  ///< screen units
  bool asks_to_close = false;
  bool is_any = false;        ///< something came, if only the mouse's movement, or waits for its frame
  bool loses_pixels = false;  ///< a part of the window has to be shown anew
};

/// A second window beside the first, with an OpenGL context of its own. Keys pressed in it arrive with the first one's events.
class SecondWindow {
 public:
  virtual ~SecondWindow() = default;
  virtual Size size() const = 0;              ///< screen units
  virtual Size framebuffer_size() const = 0;  ///< pixels
  /// Makes its context the current one, until `leave`, which makes it the first window's again.
  virtual void enter() = 0;
  virtual void leave() = 0;
  /// Shows what has been drawn. Between `enter` and `leave`.
  virtual void present() = 0;
  /// Whether somebody has closed it, and whether its pixels were lost, since the last call.
  virtual bool was_closed() = 0;
  virtual bool has_lost_pixels() = 0;
};

class WindowContext {
 public:
  virtual ~WindowContext() = default;

  /// Waits at most `seconds` for an event (infinity: until one comes; 0: not at all) and answers what came. Where a page must
  /// not be kept waiting, it answers at once.
  virtual WindowEvents wait(double seconds) = 0;
  /// The next key in the order of the events; Dear ImGui is shown it in the frame that follows. Keys that are not asked for wait, and so
  /// do those after a click until the frame that takes it is drawn: they are for what it opens. None: there is none now.
  virtual std::optional<PressedKey> next_key() = 0;
  /// Ends a wait, from any thread.
  virtual void wake() = 0;

  virtual Size size() const = 0;              ///< screen units
  virtual Size framebuffer_size() const = 0;  ///< pixels
  /// What the display asks text to be enlarged by, beyond its own pixels per screen unit.
  virtual double display_scale() const = 0;
  virtual double time_s() const = 0;
  virtual void set_title(const std::string& title) = 0;
  virtual void set_clipboard(const std::string& text) = 0;
  virtual std::string clipboard() { return {}; }  ///< empty: no text
  virtual void set_full_screen(bool) {}
  /// Whether there is another screen than the one that the window is on.
  virtual bool has_second_screen() const { return false; }
  /// Opens it on the other screen if there is one, and leaves the keyboard where it is. Null where there can be none.
  virtual std::unique_ptr<SecondWindow> open_second(const std::string&) { return nullptr; }
  /// The key that was asked for last has done what it was pressed for: its letter is for no field, and Dear ImGui does not see that Enter or
  /// Space is still down, which would end a field that it has just opened.
  virtual void drop_press() = 0;

  /// Says a sentence, in the language that the code names, to those who do not see the picture, where there is a way to.
  virtual void say(const std::string& /*sentence*/, const std::string& /*language*/) {}
  /// Whether the control that has the keyboard is the first, and whether it is the last: Tab goes on to what is around the window.
  virtual void set_focus_ends(bool /*is_at_first*/, bool /*is_at_last*/) {}

  /// Before Dear ImGui's frame, and after what it draws.
  virtual void begin_frame() = 0;
  virtual void present() = 0;
};

}  // namespace convoscope

// The system's window as the frame loop needs it: input that arrives between frames, a size, a clock, an OpenGL context that is
// current. Knows no document, no GLFW and no browser: each has an implementation of its own.
#pragma once

#include <string>
#include <vector>

#include "figure/figure.h"
#include "gui/window/key_press.h"

namespace convoscope {

/// What the user did since the last frame, beside what Dear ImGui takes itself.
struct WindowEvents {
  struct Key {
    KeyPress press;
    bool is_repeat = false;
    Point mouse;  ///< where it was then, in screen units
  };
  std::vector<Key> keys;
  std::vector<std::string> dropped_paths;
  Point dropped_at;  ///< screen units
  bool asks_to_close = false;
  bool is_any = false;        ///< something came, if only the mouse's movement
  bool loses_pixels = false;  ///< a part of the window has to be shown anew
  int queued = 0;             ///< presses, releases and letters that Dear ImGui may take one a frame
};

class WindowContext {
 public:
  virtual ~WindowContext() = default;

  /// Waits at most `seconds` for an event (infinity: until one comes; 0: not at all) and answers what came. Where a page must
  /// not be kept waiting, it answers at once.
  virtual WindowEvents wait(double seconds) = 0;
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
  /// Enter and Space have done what they were pressed for: Dear ImGui does not see that they are still down, which would end a field
  /// that they have just opened.
  virtual void drop_enter() {}

  /// Before Dear ImGui's frame, and after what it draws.
  virtual void begin_frame() = 0;
  virtual void present() = 0;
};

}  // namespace convoscope

// The operating system's window with its OpenGL context, Dear ImGui's back ends, and the input that arrives between
// frames.
// Knows no document.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "document/message.h"
#include "figure/figure.h"
#include "gui/window/key_press.h"

struct GLFWwindow;

namespace convoscope {

/// What the user did since the last frame, beside what Dear ImGui takes itself.
struct WindowEvents {
  struct Key {
    KeyPress press;
    bool is_repeat = false;
  };
  std::vector<Key> keys;
  std::vector<std::string> dropped_paths;
  bool asks_to_close = false;
  bool is_any = false;        ///< something came, if only the mouse's movement
  bool loses_pixels = false;  ///< a part of the window has to be shown anew
  int queued = 0;             ///< presses, releases and letters that Dear ImGui may take one a frame
};

class WindowContext {
 public:
  /// Opens a window of `size` screen units with OpenGL 3.3; one that is not `visible` is never shown.
  /// The message says that there is no display or no such OpenGL.
  static Result<std::unique_ptr<WindowContext>> open(Size size, bool visible);
  ~WindowContext();
  WindowContext(const WindowContext&) = delete;
  WindowContext& operator=(const WindowContext&) = delete;

  /// Waits at most `seconds` for an event (infinity: until one comes; 0: not at all) and answers what came.
  WindowEvents wait(double seconds);

  Size size() const { return size_; }                          ///< screen units
  Size framebuffer_size() const { return framebuffer_size_; }  ///< pixels
  /// What the display asks text to be enlarged by, beyond its own pixels per screen unit.
  double display_scale() const;
  double time_s() const;
  void set_title(const std::string& title);
  void set_clipboard(const std::string& text);
  /// Ends a wait, from any thread.
  static void wake();
  void begin_frame();
  void present();
  /// Whether what was drawn is still there after `present`: a software OpenGL copies its one buffer to the screen.
  bool keeps_pixels() const { return keeps_pixels_; }

 private:
  WindowContext() = default;
  struct Callbacks;
  void measure();
  GLFWwindow* window_ = nullptr;
  Size size_, framebuffer_size_;  // as GLFW last told: asking costs a round trip to the display, each frame
  bool has_widgets_ = false;
  bool keeps_pixels_ = false;
  std::string title_;
  WindowEvents events_;
  bool key_is_repeat_ = false;
  std::vector<int> pressed_keys_;              ///< since the last frame, in GLFW's numbers
  std::vector<int> held_keys_;                 ///< that Dear ImGui is shown as down, though they are up again
  std::vector<unsigned int> waiting_letters_;  ///< that it is given a frame later
};

}  // namespace convoscope

// A window of the desktop by GLFW, with its OpenGL context and Dear ImGui's back ends. Knows no document.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "document/message.h"
#include "gui/window/input_queue.h"
#include "gui/window/window_context.h"

struct GLFWwindow;

namespace convoscope {

class GlfwWindow : public WindowContext {
 public:
  /// Opens a window of `size` screen units with OpenGL 3.3; one that is not `visible` is never shown.
  /// The message says that there is no display or no such OpenGL.
  static Result<std::unique_ptr<WindowContext>> open(Size size, bool visible);
  ~GlfwWindow() override;
  GlfwWindow(const GlfwWindow&) = delete;
  GlfwWindow& operator=(const GlfwWindow&) = delete;

  WindowEvents wait(double seconds) override;
  std::optional<PressedKey> next_key() override { return inputs_.next_key(); }
  void wake() override;
  Size size() const override { return size_; }
  Size framebuffer_size() const override { return framebuffer_size_; }
  double display_scale() const override;
  double time_s() const override;
  void set_title(const std::string& title) override;
  void set_clipboard(const std::string& text) override;
  std::string clipboard() override;
  void set_full_screen(bool wanted) override;
  bool has_second_screen() const override;
  std::unique_ptr<SecondWindow> open_second(const std::string& title) override;
  void drop_press() override { inputs_.drop_press(); }
  void begin_frame() override;
  void present() override;

 private:
  GlfwWindow() = default;
  struct Callbacks;
  class Second;
  void measure();
  GLFWwindow* window_ = nullptr;
  Size size_, framebuffer_size_;  // as GLFW last told: asking costs a round trip to the display, each frame
  std::array<int, 4> place_{};    // before it filled the screen
  bool has_widgets_ = false;
  std::string title_;
  WindowEvents events_;
  InputQueue inputs_;
  bool key_is_repeat_ = false;
  bool second_loses_pixels_ = false;
};

}  // namespace convoscope

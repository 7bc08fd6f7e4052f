// GLFW and Dear ImGui's back ends. Of GLFW's events none goes to Dear ImGui but by the queue.
#include "gui/window/glfw_window.h"

#include <GLFW/glfw3.h>
#include <epoxy/gl.h>

#include <array>
#include <cfloat>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>

#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include "gui/widgets/drawing.h"
#include "gui/window/glfw_keys.h"
#include "gui/window/glfw_screens.h"
#include "gui/window/x11_errors.h"

namespace convoscope {
namespace {

std::string last_error() {
  const char* description = nullptr;
  glfwGetError(&description);
  return description ? description : "";
}

// GLFW 3.4 tries Wayland first. Where no such display is named, all that comes of it is a line of Wayland's on standard error.
void prefer_x11_without_wayland() {
#ifdef GLFW_PLATFORM_X11
  const char* const name = std::getenv("WAYLAND_DISPLAY");
  if ((!name || *name == '\0') && glfwPlatformSupported(GLFW_PLATFORM_X11)) {
    glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
  }
#endif
}

void want_opengl(bool visible) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_VISIBLE, visible ? GLFW_TRUE : GLFW_FALSE);
  // What fills one screen stays there while somebody clicks on the other.
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
}

Size measured(GLFWwindow* window, void (*measure)(GLFWwindow*, int*, int*)) {
  int across = 0;
  int down = 0;
  measure(window, &across, &down);
  return {static_cast<double>(across), static_cast<double>(down)};
}

}  // namespace

struct GlfwWindow::Callbacks {
  static GlfwWindow& of(GLFWwindow* window) { return *static_cast<GlfwWindow*>(glfwGetWindowUserPointer(window)); }

  static Point mouse(GLFWwindow* window) {
    Point point;
    glfwGetCursorPos(window, &point.x, &point.y);
    return point;
  }

  static Input with(Input input, int modifiers) {
    input.control = (modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0;
    input.shift = (modifiers & GLFW_MOD_SHIFT) != 0;
    input.alt = (modifiers & GLFW_MOD_ALT) != 0;
    return input;
  }

  static void add(GLFWwindow* window, const Input& input) {
    of(window).events_.is_any = true;
    of(window).inputs_.add(input);
  }

  static void key(GLFWwindow* window, int key, int scancode, int action, int modifiers) {
    Input input =
        with({.kind = Input::Kind::key, .index = widget_key(key), .is_down = action != GLFW_RELEASE}, modifiers);
    // Where a key's own modifier is concerned, GLFW tells of the time before.
    if (key == GLFW_KEY_LEFT_CONTROL || key == GLFW_KEY_RIGHT_CONTROL) input.control = input.is_down;
    if (key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT) input.shift = input.is_down;
    if (key == GLFW_KEY_LEFT_ALT || key == GLFW_KEY_RIGHT_ALT) input.alt = input.is_down;
    if (action == GLFW_RELEASE) return add(window, input);
    of(window).key_is_repeat_ = action == GLFW_REPEAT;
    if (const std::optional<KeyPress> press = press_of(key, scancode, modifiers))
      input.pressed = {*press, of(window).key_is_repeat_, mouse(window)};
    const int letter = input.control ? letter_key(key, scancode) : -1;
    if (letter >= 0) {
      input.index = letter;
      of(window).events_.is_any = true;
      of(window).inputs_.tap(input);
    } else if (action != GLFW_REPEAT) {
      add(window, input);
    } else if (input.pressed) {  // Dear ImGui repeats by itself what is down
      add(window, {.kind = Input::Kind::press, .pressed = input.pressed});
    }
  }

  static void character(GLFWwindow* window, unsigned int codepoint) {
    if (codepoint > ' ' && codepoint <= '~') {
      const bool is_capital = codepoint >= 'A' && codepoint <= 'Z';
      const char32_t lower = is_capital ? codepoint - 'A' + 'a' : codepoint;
      const PressedKey pressed{{NamedKey::none, lower, false, false}, of(window).key_is_repeat_, mouse(window)};
      add(window, {.kind = Input::Kind::press, .pressed = pressed});
    }
    add(window, {.kind = Input::Kind::letter, .letter = codepoint});
  }

  static void mouse_button(GLFWwindow* window, int button, int action, int modifiers) {
    if (button < most_buttons)
      add(window, with({.kind = Input::Kind::button, .index = button, .is_down = action == GLFW_PRESS}, modifiers));
  }
  static void mouse_position(GLFWwindow* window, double x, double y) {
    add(window, {.kind = Input::Kind::mouse, .x = static_cast<float>(x), .y = static_cast<float>(y)});
  }
  static void mouse_enters(GLFWwindow* window, int is_there) {
    const Point at = is_there == GLFW_TRUE ? mouse(window) : Point{-FLT_MAX, -FLT_MAX};
    mouse_position(window, at.x, at.y);
  }
  static void scroll(GLFWwindow* window, double across, double down) {
    add(window, {.kind = Input::Kind::wheel, .x = static_cast<float>(across), .y = static_cast<float>(down)});
  }
  static void focus(GLFWwindow* window, int) { of(window).events_.is_any = true; }
  static void resize(GLFWwindow* window, int, int) {
    of(window).events_.is_any = true;
    of(window).measure();
  }
  static void refresh(GLFWwindow* window) { of(window).events_.is_any = of(window).events_.loses_pixels = true; }

  static void drop(GLFWwindow* window, int count, const char** paths) {
    of(window).events_.is_any = true;
    Point& at = of(window).events_.dropped_at;
    glfwGetCursorPos(window, &at.x, &at.y);
    for (int i = 0; i < count; ++i) of(window).events_.dropped_paths.emplace_back(paths[i]);
  }

  static void close(GLFWwindow* window) {
    // Whether it may close is the program's decision: there may be something to save.
    glfwSetWindowShouldClose(window, GLFW_FALSE);
    of(window).events_.is_any = of(window).events_.asks_to_close = true;
  }
};

Result<std::unique_ptr<WindowContext>> GlfwWindow::open(Size size, bool visible) {
  prefer_x11_without_wayland();
  if (!glfwInit()) return Message{"window.no_display", {{"reason", last_error()}}};
  std::unique_ptr<GlfwWindow> context(new GlfwWindow);
  want_opengl(visible);
  context->window_ =
      glfwCreateWindow(static_cast<int>(size.width), static_cast<int>(size.height), "Convoscope", nullptr, nullptr);
  if (!context->window_) return Message{"window.no_opengl", {{"reason", last_error()}}};
  GLFWwindow* const window = context->window_;
  glfwMakeContextCurrent(window);
  if (epoxy_gl_version() < 33) return Message{"window.no_opengl", {{"reason", "OpenGL < 3.3"}}};
  glfwSwapInterval(1);
  if (visible) glfwSetWindowSizeLimits(window, 480, 360, GLFW_DONT_CARE, GLFW_DONT_CARE);

  context->measure();
  glfwSetWindowUserPointer(window, context.get());
  glfwSetKeyCallback(window, Callbacks::key);
  glfwSetCharCallback(window, Callbacks::character);
  glfwSetMouseButtonCallback(window, Callbacks::mouse_button);
  glfwSetCursorPosCallback(window, Callbacks::mouse_position);
  glfwSetCursorEnterCallback(window, Callbacks::mouse_enters);
  glfwSetScrollCallback(window, Callbacks::scroll);
  glfwSetWindowFocusCallback(window, Callbacks::focus);
  glfwSetWindowSizeCallback(window, Callbacks::resize);
  glfwSetFramebufferSizeCallback(window, Callbacks::resize);
  glfwSetWindowRefreshCallback(window, Callbacks::refresh);
  glfwSetDropCallback(window, Callbacks::drop);
  glfwSetWindowCloseCallback(window, Callbacks::close);

  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  enable_list_keys();
  ImGui::GetIO().ConfigInputTextCursorBlink = false;  // a cursor at rest needs no frames
  ImGui_ImplGlfw_InitForOpenGL(window, false);
  InputQueue::prepare();
  ImGui_ImplOpenGL3_Init("#version 330");
  context->has_widgets_ = true;
  return std::unique_ptr<WindowContext>(std::move(context));
}

GlfwWindow::~GlfwWindow() {
  if (has_widgets_) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  if (window_) glfwDestroyWindow(window_);
  glfwTerminate();
}

WindowEvents GlfwWindow::wait(double seconds) {
  survive_x11_errors();
  if (seconds <= 0) {
    glfwPollEvents();
  } else if (std::isinf(seconds)) {
    glfwWaitEvents();
  } else {
    glfwWaitEventsTimeout(seconds);
  }
  WindowEvents events = std::exchange(events_, {});
  events.is_any =
      events.is_any || (inputs_.is_waiting() && size_.width > 0);  // an iconified window has no frames to take it
  return events;
}

void GlfwWindow::measure() {
  size_ = measured(window_, glfwGetWindowSize);
  framebuffer_size_ = measured(window_, glfwGetFramebufferSize);
}

double GlfwWindow::display_scale() const {
  float x = 1;
  float y = 1;
  glfwGetWindowContentScale(window_, &x, &y);
  const double density = size_.width > 0 ? framebuffer_size_.width / size_.width : 1;
  return std::max(0.5, static_cast<double>(x) / std::max(1.0, density));
}

double GlfwWindow::time_s() const { return glfwGetTime(); }

void GlfwWindow::set_title(const std::string& title) {
  if (title == title_) return;
  title_ = title;
  glfwSetWindowTitle(window_, title.c_str());
}

void GlfwWindow::set_clipboard(const std::string& text) { glfwSetClipboardString(window_, text.c_str()); }

std::string GlfwWindow::clipboard() {
  const char* const text = glfwGetClipboardString(window_);
  return text ? text : "";
}

void GlfwWindow::set_full_screen(bool wanted) {
  if (wanted == (glfwGetWindowMonitor(window_) != nullptr)) return;
  auto& [x, y, across, down] = place_;
  if (!wanted) return glfwSetWindowMonitor(window_, nullptr, x, y, across, down, GLFW_DONT_CARE);
  glfwGetWindowPos(window_, &x, &y);
  glfwGetWindowSize(window_, &across, &down);
  GLFWmonitor* const screen = screen_of(window_);
  const GLFWvidmode* const mode = screen ? glfwGetVideoMode(screen) : nullptr;
  if (mode) glfwSetWindowMonitor(window_, screen, 0, 0, mode->width, mode->height, mode->refreshRate);
}

/// Its user pointer is the first window: what is pressed here is pressed there, for Dear ImGui's fields, too.
class GlfwWindow::Second : public SecondWindow {
 public:
  Second(GLFWwindow* window, GLFWwindow* first) : window_(window), first_(first) {
    glfwSetWindowUserPointer(window, glfwGetWindowUserPointer(first));
    glfwSetKeyCallback(window, [](GLFWwindow* self, int key, int scancode, int action, int modifiers) {
      Callbacks::key(Callbacks::of(self).window_, key, scancode, action, modifiers);
    });
    glfwSetCharCallback(window, [](GLFWwindow* self, unsigned int codepoint) {
      Callbacks::character(Callbacks::of(self).window_, codepoint);
    });
    const auto changes = [](GLFWwindow* self, int, int) { notice(self); };
    glfwSetWindowSizeCallback(window, changes);
    glfwSetFramebufferSizeCallback(window, changes);
    glfwSetWindowRefreshCallback(window, notice);
    glfwSetWindowCloseCallback(window, [](GLFWwindow* self) { Callbacks::of(self).events_.is_any = true; });
  }
  ~Second() override {
    glfwDestroyWindow(window_);
    glfwMakeContextCurrent(first_);
  }
  Second(const Second&) = delete;
  Second& operator=(const Second&) = delete;

  Size size() const override { return measured(window_, glfwGetWindowSize); }
  Size framebuffer_size() const override { return measured(window_, glfwGetFramebufferSize); }
  void enter() override { glfwMakeContextCurrent(window_); }
  void leave() override { glfwMakeContextCurrent(first_); }
  void present() override { glfwSwapBuffers(window_); }
  bool was_closed() override {
    const bool closed = glfwWindowShouldClose(window_) == GLFW_TRUE;
    glfwSetWindowShouldClose(window_, GLFW_FALSE);
    return closed;
  }
  bool has_lost_pixels() override { return std::exchange(Callbacks::of(window_).second_loses_pixels_, false); }

 private:
  static void notice(GLFWwindow* self) {
    Callbacks::of(self).events_.is_any = true;
    Callbacks::of(self).second_loses_pixels_ = true;
  }

  GLFWwindow* window_;
  GLFWwindow* first_;
};

bool GlfwWindow::has_second_screen() const { return other_screen(window_).has_value(); }

std::unique_ptr<SecondWindow> GlfwWindow::open_second(const std::string& title) {
  constexpr int first_width = 960, first_height = 640, margin = 40;
  const std::optional<Screen> screen = other_screen(window_);
  want_opengl(false);
  glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
  const int across = screen ? std::max(screen->area[2] - 2 * margin, 320) : first_width;
  const int down = screen ? std::max(screen->area[3] - 2 * margin, 240) : first_height;
  GLFWwindow* const window = glfwCreateWindow(across, down, title.c_str(), nullptr, nullptr);
  if (!window) return nullptr;
  if (screen) glfwSetWindowPos(window, screen->area[0] + margin, screen->area[1] + margin);
  glfwSetWindowSizeLimits(window, 320, 240, GLFW_DONT_CARE, GLFW_DONT_CARE);
  auto second = std::make_unique<Second>(window, window_);
  second->enter();
  glfwSwapInterval(0);  // the first window keeps the time
  second->leave();
  glfwShowWindow(window);
  return second;
}

void GlfwWindow::wake() { glfwPostEmptyEvent(); }

void GlfwWindow::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  inputs_.pass_on();
}

void GlfwWindow::present() { glfwSwapBuffers(window_); }

}  // namespace convoscope

#include "gui/window/glfw_screens.h"

#include <GLFW/glfw3.h>

#include <vector>

namespace convoscope {
namespace {

std::vector<Screen> screens() {
  int count = 0;
  GLFWmonitor** const monitors = glfwGetMonitors(&count);
  std::vector<Screen> all;
  for (int i = 0; i < count; ++i) {
    Screen screen{monitors[i], {}};
    auto& [left, top, across, down] = screen.area;
    glfwGetMonitorWorkarea(monitors[i], &left, &top, &across, &down);
    all.push_back(screen);
  }
  return all;
}

}  // namespace

GLFWmonitor* screen_of(GLFWwindow* window) {
  if (GLFWmonitor* const filled = glfwGetWindowMonitor(window)) return filled;
  int x = 0, y = 0, across = 0, down = 0;
  glfwGetWindowPos(window, &x, &y);
  glfwGetWindowSize(window, &across, &down);
  for (const Screen& screen : screens()) {
    const auto& [left, top, wide, high] = screen.area;
    const int right_of = x + across / 2 - left, below = y + down / 2 - top;
    if (right_of >= 0 && right_of < wide && below >= 0 && below < high) return screen.monitor;
  }
  return glfwGetPrimaryMonitor();
}

std::optional<Screen> other_screen(GLFWwindow* window) {
  const GLFWmonitor* const own = screen_of(window);
  for (const Screen& screen : screens())
    if (screen.monitor != own) return screen;
  return std::nullopt;
}

}  // namespace convoscope

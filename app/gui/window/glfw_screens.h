// Screens, as GLFW knows them. Knows no window of ours.
#pragma once

#include <array>
#include <optional>

struct GLFWmonitor;
struct GLFWwindow;

namespace convoscope {

struct Screen {
  GLFWmonitor* monitor = nullptr;
  std::array<int, 4> area{};  ///< left, top, width, height
};

/// The screen that the window's middle is on; else the first one, null where there is none.
GLFWmonitor* screen_of(GLFWwindow* window);
/// Another screen than that; nothing where there is none.
std::optional<Screen> other_screen(GLFWwindow* window);

}  // namespace convoscope

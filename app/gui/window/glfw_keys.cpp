#include "gui/window/glfw_keys.h"

#include <GLFW/glfw3.h>

#include <imgui.h>
#include "gui/window/input_queue.h"

namespace convoscope {
namespace {

NamedKey named_key(int key) {
  switch (key) {
    case GLFW_KEY_LEFT: return NamedKey::left;
    case GLFW_KEY_RIGHT: return NamedKey::right;
    case GLFW_KEY_UP: return NamedKey::up;
    case GLFW_KEY_DOWN: return NamedKey::down;
    case GLFW_KEY_HOME: return NamedKey::home;
    case GLFW_KEY_END: return NamedKey::end;
    case GLFW_KEY_PAGE_UP: return NamedKey::page_up;
    case GLFW_KEY_PAGE_DOWN: return NamedKey::page_down;
    case GLFW_KEY_SPACE: return NamedKey::space;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER: return NamedKey::enter;
    case GLFW_KEY_ESCAPE: return NamedKey::escape;
    case GLFW_KEY_TAB: return NamedKey::tab;
    case GLFW_KEY_F11: return NamedKey::f11;
    case GLFW_KEY_F1: return NamedKey::f1;
    case GLFW_KEY_F5: return NamedKey::f5;
    default: return NamedKey::none;
  }
}

}  // namespace

int widget_key(int key) {
  switch (key) {
    case GLFW_KEY_TAB: return ImGuiKey_Tab;
    case GLFW_KEY_LEFT: return ImGuiKey_LeftArrow;
    case GLFW_KEY_RIGHT: return ImGuiKey_RightArrow;
    case GLFW_KEY_UP: return ImGuiKey_UpArrow;
    case GLFW_KEY_DOWN: return ImGuiKey_DownArrow;
    case GLFW_KEY_PAGE_UP: return ImGuiKey_PageUp;
    case GLFW_KEY_PAGE_DOWN: return ImGuiKey_PageDown;
    case GLFW_KEY_HOME: return ImGuiKey_Home;
    case GLFW_KEY_END: return ImGuiKey_End;
    case GLFW_KEY_INSERT: return ImGuiKey_Insert;
    case GLFW_KEY_DELETE: return ImGuiKey_Delete;
    case GLFW_KEY_BACKSPACE: return ImGuiKey_Backspace;
    case GLFW_KEY_SPACE: return ImGuiKey_Space;
    case GLFW_KEY_ENTER: return ImGuiKey_Enter;
    case GLFW_KEY_KP_ENTER: return keypad_enter;
    case GLFW_KEY_ESCAPE: return ImGuiKey_Escape;
    default: return -1;
  }
}

int letter_key(int key, int scancode) {
  const char* const name = glfwGetKeyName(key, scancode);
  const bool is_latin = name && name[0] >= 'a' && name[0] <= 'z' && name[1] == '\0';
  switch (is_latin ? GLFW_KEY_A + name[0] - 'a' : key) {
    case GLFW_KEY_A: return ImGuiKey_A;
    case GLFW_KEY_C: return ImGuiKey_C;
    case GLFW_KEY_V: return ImGuiKey_V;
    case GLFW_KEY_X: return ImGuiKey_X;
    case GLFW_KEY_Y: return ImGuiKey_Y;
    case GLFW_KEY_Z: return ImGuiKey_Z;
    default: return -1;
  }
}

std::optional<KeyPress> press_of(int key, int scancode, int modifiers) {
  if ((modifiers & GLFW_MOD_ALT) != 0) return std::nullopt;
  KeyPress press;
  press.key = named_key(key);
  press.control = (modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0;
  press.shift = (modifiers & GLFW_MOD_SHIFT) != 0;
  if (press.key != NamedKey::none) return press;
  const char* const name = press.control || press.shift ? glfwGetKeyName(key, scancode) : nullptr;
  if (!name || name[0] == '\0' || name[1] != '\0') return std::nullopt;
  if (!press.control && (name[0] < '0' || name[0] > '9')) return std::nullopt;
  press.character = static_cast<unsigned char>(name[0]);
  return press;
}

}  // namespace convoscope

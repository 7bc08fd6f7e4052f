#include "gui/window/input_queue.h"

#include <algorithm>
#include <array>
#include <utility>

#include <imgui_internal.h>

namespace convoscope {
namespace {

#if IMGUI_VERSION_NUM < 18700
void apply(const Input& input) {
  ImGuiIO& io = ImGui::GetIO();
  switch (input.kind) {
    case Input::Kind::mouse: io.MousePos = {input.x, input.y}; break;
    case Input::Kind::button: io.MouseDown[input.index] = input.is_down; break;
    case Input::Kind::wheel:
      io.MouseWheelH += input.x;
      io.MouseWheel += input.y;
      break;
    case Input::Kind::key:
      if (input.index >= 0) io.KeysDown[input.index] = input.is_down;
      break;
    case Input::Kind::letter: io.AddInputCharacter(input.letter); break;
    case Input::Kind::click:
    case Input::Kind::press: break;
  }
  if (input.kind != Input::Kind::button && input.kind != Input::Kind::key) return;
  io.KeyCtrl = input.control;
  io.KeyShift = input.shift;
  io.KeyAlt = input.alt;
}
#else
void apply(const Input& input) {
  ImGuiIO& io = ImGui::GetIO();
  if (input.kind == Input::Kind::button || input.kind == Input::Kind::key) {
    io.AddKeyEvent(ImGuiMod_Ctrl, input.control);
    io.AddKeyEvent(ImGuiMod_Shift, input.shift);
    io.AddKeyEvent(ImGuiMod_Alt, input.alt);
  }
  switch (input.kind) {
    case Input::Kind::mouse: io.AddMousePosEvent(input.x, input.y); break;
    case Input::Kind::button: io.AddMouseButtonEvent(input.index, input.is_down); break;
    case Input::Kind::wheel: io.AddMouseWheelEvent(input.x, input.y); break;
    case Input::Kind::key:
      if (input.index >= 0) io.AddKeyEvent(static_cast<ImGuiKey>(input.index), input.is_down);
      break;
    case Input::Kind::letter: io.AddInputCharacter(input.letter); break;
    case Input::Kind::click:
    case Input::Kind::press: break;
  }
}
#endif

constexpr std::array<int, 22> widget_keys{
    ImGuiKey_Tab,    ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow,
    ImGuiKey_PageUp, ImGuiKey_PageDown,  ImGuiKey_Home,       ImGuiKey_End,     ImGuiKey_Insert,
    ImGuiKey_Delete, ImGuiKey_Backspace, ImGuiKey_Space,      ImGuiKey_Enter,   ImGuiKey_Escape,
    keypad_enter,    ImGuiKey_A,         ImGuiKey_C,          ImGuiKey_V,       ImGuiKey_X,
    ImGuiKey_Y,      ImGuiKey_Z};

}  // namespace

void InputQueue::prepare() {
#if IMGUI_VERSION_NUM < 18700
  ImGuiIO& io = ImGui::GetIO();
  for (const int key : widget_keys) io.KeyMap[key] = key;
#endif
}

void InputQueue::add(const Input& input) {
  const bool moves_on = input.kind == Input::Kind::mouse && !queue_.empty() && queue_.back().kind == Input::Kind::mouse;
  if (moves_on) {
    queue_.back() = input;
  } else {
    queue_.push_back(input);
  }
}

// A button or a key changes once a frame. Dear ImGui takes a frame's letters before its keys, and those in an order of its own: what
// comes after a key waits.
bool InputQueue::fits_frame(const Input& input) {
  switch (input.kind) {
    case Input::Kind::mouse: return !has_button_;
    case Input::Kind::click: return !std::exchange(has_button_, true);
    case Input::Kind::button:
      has_button_ = true;
      return !std::exchange(buttons_[static_cast<std::size_t>(input.index)], true);
    case Input::Kind::key:
      if (has_key_) return false;  // nor does Control go up while it is seen with a key
      has_key_ = input.is_down && input.index >= 0 && input.index != ImGuiKey_Space;
      return input.index < 0 || !std::exchange(keys_[static_cast<std::size_t>(input.index)], true);
    case Input::Kind::letter: return !has_key_;
    default: return true;
  }
}

std::optional<PressedKey> InputQueue::next_key() {
  while (!has_button_ && !queue_.empty() && fits_frame(queue_.front())) {
    const Input input = queue_.front();
    queue_.pop_front();
    if (input.kind == Input::Kind::press) return input.pressed;
    apply(input);
  }
  return std::nullopt;
}

void InputQueue::pass_on() {
  const auto is_for_program = [](Input::Kind kind) {
    return kind == Input::Kind::key || kind == Input::Kind::letter || kind == Input::Kind::press;
  };
  while (!queue_.empty() && !is_for_program(queue_.front().kind) && fits_frame(queue_.front())) {
    apply(queue_.front());
    queue_.pop_front();
  }
  keys_ = {};
  buttons_ = {};
  has_button_ = has_key_ = false;
}

bool InputQueue::widgets_wait() {
#if IMGUI_VERSION_NUM < 18700
  return false;  // it takes all at once
#else
  return !ImGui::GetCurrentContext()->InputEventsQueue.empty();
#endif
}

void InputQueue::release() {
  for (const int key : widget_keys) add({.kind = Input::Kind::key, .index = key});
  for (int i = 0; i < 3; ++i) add({.kind = Input::Kind::button, .index = i});
}

void InputQueue::drop_enter() {
  for (const int key : {static_cast<int>(ImGuiKey_Enter), keypad_enter, static_cast<int>(ImGuiKey_Space)}) {
#if IMGUI_VERSION_NUM < 18700
    ImGui::GetIO().KeysDown[key] = false;
#else
    ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(key), false);
#endif
  }
}

}  // namespace convoscope

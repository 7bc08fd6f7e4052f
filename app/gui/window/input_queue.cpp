#include "gui/window/input_queue.h"

#include <algorithm>
#include <utility>

namespace convoscope {
namespace {

constexpr std::array<int, 22> widget_keys{
    ImGuiKey_Tab,    ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow,
    ImGuiKey_PageUp, ImGuiKey_PageDown,  ImGuiKey_Home,       ImGuiKey_End,     ImGuiKey_Insert,
    ImGuiKey_Delete, ImGuiKey_Backspace, ImGuiKey_Space,      ImGuiKey_Enter,   ImGuiKey_Escape,
    keypad_enter,    ImGuiKey_A,         ImGuiKey_C,          ImGuiKey_V,       ImGuiKey_X,
    ImGuiKey_Y,      ImGuiKey_Z};

void set_key(int key, bool is_down) {
#if IMGUI_VERSION_NUM < 18700
  ImGui::GetIO().KeysDown[key] = is_down;
#else
  ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(key), is_down);
#endif
}

void set_modifiers(const Input& input) {
  ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM < 18700
  io.KeyCtrl = input.control;
  io.KeyShift = input.shift;
  io.KeyAlt = input.alt;
#else
  io.AddKeyEvent(ImGuiMod_Ctrl, input.control);
  io.AddKeyEvent(ImGuiMod_Shift, input.shift);
  io.AddKeyEvent(ImGuiMod_Alt, input.alt);
#endif
}

}  // namespace

void InputQueue::prepare() {
  ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM < 18700
  for (const int key : widget_keys) io.KeyMap[key] = key;
#else
  io.ConfigInputTrickleEventQueue = false;  // the order is kept here
#endif
}

bool InputQueue::add(const Input& input) {
  const bool moves_on = input.kind == Input::Kind::mouse && !queue_.empty() && queue_.back().kind == Input::Kind::mouse;
  if (moves_on) {
    queue_.back() = input;
    return true;
  }
  const bool is_too_many =
      input.pressed && input.pressed->is_repeat && std::ranges::any_of(queue_, [&](const Input& other) {
        return other.pressed && other.pressed->is_repeat && other.pressed->press == input.pressed->press;
      });
  if (!is_too_many) queue_.push_back(input);
  return !is_too_many;
}

void InputQueue::tap(Input key) {
  if (!add(key)) return;
  key.is_down = false;
  key.pressed.reset();
  add(key);
}

// Dear ImGui takes a frame's letters before its keys, and those in an order of its own: what comes after a key waits, and so does a press
// after a release. Space comes as a letter, too, in the same frame.
bool InputQueue::claims_place(const Input& input) {
  switch (input.kind) {
    case Input::Kind::mouse: return !has_button_;
    case Input::Kind::button: return !std::exchange(has_button_, true);
    case Input::Kind::wheel: return true;
    case Input::Kind::letter:
    case Input::Kind::press: return !has_key_down_;
    case Input::Kind::key: break;
  }
  // Control, too: it would go up while it is seen with a key.
  if (has_key_down_ || (has_key_up_ && input.is_down)) return false;
  const bool counts = input.index >= 0 && input.index != ImGuiKey_Space;
  has_key_down_ = counts && input.is_down;
  has_key_up_ = has_key_up_ || (input.index >= 0 && !input.is_down);
  return true;
}

void InputQueue::apply(const Input& input) {
  ImGuiIO& io = ImGui::GetIO();
  if (input.kind == Input::Kind::button || input.kind == Input::Kind::key) set_modifiers(input);
  switch (input.kind) {
    case Input::Kind::mouse: mouse_ = {input.x, input.y}; break;
    case Input::Kind::button: buttons_[static_cast<std::size_t>(input.index)] = input.is_down; break;
    case Input::Kind::key:
      drops_blank_ = drops_blank_ && !input.is_down;
      if (input.index >= 0) set_key(input.index, input.is_down);
      break;
    case Input::Kind::press: break;
    case Input::Kind::letter:
      if (input.letter == ' ' && std::exchange(drops_blank_, false)) break;
      io.AddInputCharacter(input.letter);
      break;
    case Input::Kind::wheel:
#if IMGUI_VERSION_NUM < 18700
      io.MouseWheelH += input.x;
      io.MouseWheel += input.y;
#else
      io.AddMouseWheelEvent(input.x, input.y);
#endif
      break;
  }
}

std::optional<PressedKey> InputQueue::next_key() {
  while (!has_button_ && !queue_.empty() && claims_place(queue_.front())) {
    const Input input = queue_.front();
    queue_.pop_front();
    apply(input);
    if (!input.pressed) continue;
    asked_for_ = input.pressed->press;
    return input.pressed;
  }
  return std::nullopt;
}

void InputQueue::drop_press() {
  drops_blank_ = asked_for_.key == NamedKey::space;
  const bool has_letter = asked_for_.key == NamedKey::none && !asked_for_.control;
  if (has_letter && !queue_.empty() && queue_.front().kind == Input::Kind::letter) queue_.pop_front();
  for (const int key : {static_cast<int>(ImGuiKey_Enter), keypad_enter, static_cast<int>(ImGuiKey_Space)})
    set_key(key, false);
}

void InputQueue::pass_on() {
  // Keys that go up, too: while nobody asks for keys, those that are down would repeat. A click sees Control as it was then.
  const auto is_free = [this](const Input& input) {
    const Input::Kind kind = input.kind;
    return kind == Input::Kind::mouse || kind == Input::Kind::button || kind == Input::Kind::wheel ||
           (kind == Input::Kind::key && !input.is_down && !has_button_);
  };
  while (!queue_.empty() && is_free(queue_.front()) && claims_place(queue_.front())) {
    apply(queue_.front());
    queue_.pop_front();
  }
  ImGuiIO& io = ImGui::GetIO();
  // Anew for each frame: back ends have looked at the mouse themselves.
#if IMGUI_VERSION_NUM < 18700
  io.MousePos = mouse_;
  std::ranges::copy(buttons_, io.MouseDown);
#else
  io.AddMousePosEvent(mouse_.x, mouse_.y);
  for (std::size_t i = 0; i < buttons_.size(); ++i) io.AddMouseButtonEvent(static_cast<int>(i), buttons_[i]);
#endif
  has_button_ = has_key_down_ = has_key_up_ = false;
}

void InputQueue::release() {
  for (const int key : widget_keys) add({.kind = Input::Kind::key, .index = key});
  for (int i = 0; i < static_cast<int>(buttons_.size()); ++i) add({.kind = Input::Kind::button, .index = i});
}

}  // namespace convoscope

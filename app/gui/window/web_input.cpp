#include "gui/window/web_input.h"

#include <algorithm>
#include <array>
#include <utility>

namespace convoscope {
namespace {

#if IMGUI_VERSION_NUM < 18700
constexpr int keypad_enter = ImGuiKey_KeyPadEnter;

void apply(const WidgetInput& input) {
  ImGuiIO& io = ImGui::GetIO();
  switch (input.kind) {
    case WidgetInput::Kind::mouse: io.MousePos = {input.x, input.y}; break;
    case WidgetInput::Kind::button: io.MouseDown[input.index] = input.is_down; break;
    case WidgetInput::Kind::wheel:
      io.MouseWheelH += input.x;
      io.MouseWheel += input.y;
      break;
    case WidgetInput::Kind::key:
      if (input.index >= 0) io.KeysDown[input.index] = input.is_down;
      break;
    case WidgetInput::Kind::letter: io.AddInputCharacter(input.letter); break;
  }
  if (input.kind != WidgetInput::Kind::button && input.kind != WidgetInput::Kind::key) return;
  io.KeyCtrl = input.control;
  io.KeyShift = input.shift;
  io.KeyAlt = input.alt;
}
#else
constexpr int keypad_enter = ImGuiKey_KeypadEnter;
#endif

constexpr std::array<std::pair<std::string_view, int>, 21> widget_keys{{
    {"Tab", ImGuiKey_Tab},
    {"ArrowLeft", ImGuiKey_LeftArrow},
    {"ArrowRight", ImGuiKey_RightArrow},
    {"ArrowUp", ImGuiKey_UpArrow},
    {"ArrowDown", ImGuiKey_DownArrow},
    {"PageUp", ImGuiKey_PageUp},
    {"PageDown", ImGuiKey_PageDown},
    {"Home", ImGuiKey_Home},
    {"End", ImGuiKey_End},
    {"Insert", ImGuiKey_Insert},
    {"Delete", ImGuiKey_Delete},
    {"Backspace", ImGuiKey_Backspace},
    {" ", ImGuiKey_Space},
    {"Enter", ImGuiKey_Enter},
    {"Escape", ImGuiKey_Escape},
    {"a", ImGuiKey_A},
    {"c", ImGuiKey_C},
    {"v", ImGuiKey_V},
    {"x", ImGuiKey_X},
    {"y", ImGuiKey_Y},
    {"z", ImGuiKey_Z},
}};

}  // namespace

int widget_key(std::string_view name, std::string_view code) {
  if (code == "NumpadEnter") return keypad_enter;
  const char letter = name.size() == 1 ? name.front() : '\0';
  const char lower = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  const std::string_view wanted = name.size() == 1 ? std::string_view(&lower, 1) : name;
  const auto* const found = std::ranges::find(widget_keys, wanted, &std::pair<std::string_view, int>::first);
  return found == widget_keys.end() ? -1 : found->second;
}

void WidgetInputs::prepare() {
#if IMGUI_VERSION_NUM < 18700
  ImGuiIO& io = ImGui::GetIO();
  for (const auto& [name, key] : widget_keys) io.KeyMap[key] = key;
  io.KeyMap[keypad_enter] = keypad_enter;
#endif
}

void WidgetInputs::add(const WidgetInput& input) {
#if IMGUI_VERSION_NUM < 18700
  const bool moves_on =
      input.kind == WidgetInput::Kind::mouse && !queue_.empty() && queue_.back().kind == WidgetInput::Kind::mouse;
  if (moves_on) {
    queue_.back() = input;
  } else {
    queue_.push_back(input);
  }
#else
  ImGuiIO& io = ImGui::GetIO();
  if (input.kind == WidgetInput::Kind::button || input.kind == WidgetInput::Kind::key) {
    io.AddKeyEvent(ImGuiMod_Ctrl, input.control);
    io.AddKeyEvent(ImGuiMod_Shift, input.shift);
    io.AddKeyEvent(ImGuiMod_Alt, input.alt);
  }
  switch (input.kind) {
    case WidgetInput::Kind::mouse: io.AddMousePosEvent(input.x, input.y); break;
    case WidgetInput::Kind::button: io.AddMouseButtonEvent(input.index, input.is_down); break;
    case WidgetInput::Kind::wheel: io.AddMouseWheelEvent(input.x, input.y); break;
    case WidgetInput::Kind::key:
      if (input.index >= 0) io.AddKeyEvent(static_cast<ImGuiKey>(input.index), input.is_down);
      break;
    case WidgetInput::Kind::letter: io.AddInputCharacter(input.letter); break;
  }
#endif
}

void WidgetInputs::pass_on() {
#if IMGUI_VERSION_NUM < 18700
  // As later versions do it: a button or a key changes once a frame, and what comes after waits.
  std::array<bool, ImGuiKey_COUNT> keys{};
  std::array<bool, 5> buttons{};
  bool has_button = false;
  while (!queue_.empty()) {
    const WidgetInput& input = queue_.front();
    if (input.kind == WidgetInput::Kind::mouse && has_button) return;
    if (input.kind == WidgetInput::Kind::button) {
      bool& changes = buttons[static_cast<std::size_t>(input.index)];
      if (std::exchange(changes, true)) return;
      has_button = true;
    }
    if (input.kind == WidgetInput::Kind::key && input.index >= 0) {
      bool& changes = keys[static_cast<std::size_t>(input.index)];
      if (std::exchange(changes, true)) return;
    }
    apply(input);
    queue_.pop_front();
  }
#endif
}

void WidgetInputs::release() {
  for (const auto& [name, key] : widget_keys) add({.kind = WidgetInput::Kind::key, .index = key});
  for (int i = 0; i < 3; ++i) add({.kind = WidgetInput::Kind::button, .index = i});
}

void WidgetInputs::drop(std::initializer_list<int> keys) {
  std::erase_if(queue_, [&](const WidgetInput& input) {
    return input.kind == WidgetInput::Kind::key && std::ranges::find(keys, input.index) != keys.end();
  });
  for (const int key : keys) {
#if IMGUI_VERSION_NUM < 18700
    ImGui::GetIO().KeysDown[key] = false;
#else
    ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(key), false);
#endif
  }
}

}  // namespace convoscope

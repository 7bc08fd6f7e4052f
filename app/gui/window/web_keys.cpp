#include "gui/window/web_keys.h"

#include <algorithm>
#include <array>
#include <utility>

#include <imgui.h>
#include "gui/window/input_queue.h"

namespace convoscope {

NamedKey named_key(std::string_view key) {
  constexpr std::array<std::pair<std::string_view, NamedKey>, 15> rows{{
      {"ArrowLeft", NamedKey::left},
      {"ArrowRight", NamedKey::right},
      {"ArrowUp", NamedKey::up},
      {"ArrowDown", NamedKey::down},
      {"Home", NamedKey::home},
      {"End", NamedKey::end},
      {"PageUp", NamedKey::page_up},
      {"PageDown", NamedKey::page_down},
      {" ", NamedKey::space},
      {"Enter", NamedKey::enter},
      {"Escape", NamedKey::escape},
      {"Tab", NamedKey::tab},
      {"F1", NamedKey::f1},
      {"F5", NamedKey::f5},
      {"F11", NamedKey::f11},
  }};
  for (const auto& [name, named] : rows)
    if (key == name) return named;
  return NamedKey::none;
}

int widget_key(std::string_view name, std::string_view code) {
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
  if (code == "NumpadEnter") return keypad_enter;
  const char letter = name.size() == 1 ? name.front() : '\0';
  const char lower = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  const std::string_view wanted = name.size() == 1 ? std::string_view(&lower, 1) : name;
  const auto* const found = std::ranges::find(widget_keys, wanted, &std::pair<std::string_view, int>::first);
  return found == widget_keys.end() ? -1 : found->second;
}

char32_t lower_case(char32_t letter) { return letter >= U'A' && letter <= U'Z' ? letter - U'A' + U'a' : letter; }

bool is_browsers(const KeyPress& press) {
  constexpr std::u32string_view zoom = U"+-=0";
  return press.key == NamedKey::f11 || (press.control && zoom.find(press.character) != std::u32string_view::npos);
}

bool is_for_fields(const KeyPress& press) {
  constexpr std::u32string_view letters = U"acxyz";
  return press.control && press.character != 0 && letters.find(press.character) != std::u32string_view::npos;
}

}  // namespace convoscope

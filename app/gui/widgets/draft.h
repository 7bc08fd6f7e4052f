// Text that is being typed, as Dear ImGui edits it in place.
// Knows no widget.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace convoscope {

/// What is known of a field's text beside the text.
struct DraftState {
  int age_frames = 0;         ///< since the field opened: the first ones give it the keyboard
  bool is_refused = false;    ///< what stands there now cannot be read
  bool has_keyboard = false;  ///< as of the last frame
  bool is_changed = false;    ///< by typing, since the field opened
  std::u32string waiting{};   ///< letters that came before it had the keyboard

  bool awaits_keyboard() const { return age_frames < 5 || !waiting.empty(); }
};

template <std::size_t size>
struct Draft : DraftState {
  std::array<char, size> text{};

  std::string_view view() const { return text.data(); }
  void set(std::string_view value) {
    const std::size_t count = std::min(value.size(), size - 1);
    std::copy_n(value.begin(), count, text.begin());
    text[count] = '\0';
  }
};

}  // namespace convoscope

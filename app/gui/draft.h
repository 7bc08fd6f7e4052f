// Text that is being typed, as Dear ImGui edits it in place.
// Knows no widget.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace convoscope {

template <std::size_t size>
struct Draft {
  std::array<char, size> text{};
  int age_frames = 0;       ///< since the field opened: the first ones give it the keyboard
  bool is_refused = false;  ///< what stands there now cannot be read

  std::string_view view() const { return text.data(); }
  void set(std::string_view value) {
    const std::size_t count = std::min(value.size(), size - 1);
    std::copy_n(value.begin(), count, text.begin());
    text[count] = '\0';
  }
};

}  // namespace convoscope

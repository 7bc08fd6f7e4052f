// Lines and columns of a byte offset.
#include "document/text_position.h"

#include <fmt/format.h>

#include <algorithm>

namespace convoscope {

Message message_at(std::string key, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  const auto is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  const auto column =
      std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_begin), before.end(), is_first_byte) + 1;
  return {std::move(key), {{"line", fmt::format("{}", line)}, {"column", fmt::format("{}", column)}}};
}

}  // namespace convoscope

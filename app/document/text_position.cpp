// Lines and columns of a byte offset.
#include "document/text_position.h"

#include <fmt/format.h>

#include <algorithm>

#include "document/utf8.h"

namespace convoscope {

TextPosition position_in(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  return {static_cast<std::size_t>(lines) + 1, character_count(before.substr(line_begin)) + 1};
}

Message message_at(std::string key, std::string_view text, std::size_t offset) {
  const TextPosition place = position_in(text, offset);
  return {std::move(key), {{"line", fmt::format("{}", place.line)}, {"column", fmt::format("{}", place.column)}}};
}

}  // namespace convoscope

// Lines and columns of a byte offset.
#include "document/text_position.h"

#include <fmt/format.h>

#include <algorithm>

#include "document/utf8.h"

namespace convoscope {

Message message_at(std::string key, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  const std::size_t column = character_count(before.substr(line_begin)) + 1;
  return {std::move(key), {{"line", fmt::format("{}", line)}, {"column", fmt::format("{}", column)}}};
}

}  // namespace convoscope

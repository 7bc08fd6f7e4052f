#include "document/utf8.h"

#include <algorithm>

namespace convoscope {

char32_t next_wide_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::string_view rest = text.substr(++at);
  if (lead < 0xC2 || lead > 0xF4) return replacement_character;
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (more > rest.size()) return replacement_character;
  char32_t character = lead & (0x3FU >> more);
  for (const char byte : rest.substr(0, more)) {
    if (!continues_character(byte)) return replacement_character;
    character = character << 6 | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  const char32_t least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
  const bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (character < least || character > 0x10FFFF || is_surrogate) return replacement_character;
  at += more;
  return character;
}

std::u32string characters(std::string_view text) {
  std::u32string all;
  for (std::size_t at = 0; at < text.size();) all += next_character(text, at);
  return all;
}

std::size_t character_length(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && continues_character(text[end])) ++end;
  return end - at;
}

std::size_t character_count(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, continues_character));
}

std::string_view without_last_character(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && continues_character(text[--end])) {}
  return text.substr(0, end);
}

}  // namespace convoscope

// UTF-8 text by characters. What is no UTF-8 (a byte out of place, a character longer than it need be, half of a UTF-16 pair, more than
// U+10FFFF) is broken byte by byte: each stands for U+FFFD, and none is left out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace convoscope {

/// The character of a broken byte.
inline constexpr char32_t replacement_character = 0xFFFD;

/// Whether the byte belongs to the character that began before it.
constexpr bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// The next character where text is no ASCII.
char32_t next_wide_character(std::string_view text, std::size_t& at);

/// The character at `at`, which lies inside the text and moves behind it.
inline char32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte >= 0x80) return next_wide_character(text, at);
  ++at;
  return byte;
}

/// All characters of the text.
std::u32string characters(std::string_view text);

/// How many bytes from `at` on belong together: the one there and those that continue it, however broken.
std::size_t character_length(std::string_view text, std::size_t at);

/// How many characters begin in the text.
std::size_t character_count(std::string_view text);

/// The text but for the last byte that begins a character and those that continue it; empty text stays so.
std::string_view without_last_character(std::string_view text);

}  // namespace convoscope

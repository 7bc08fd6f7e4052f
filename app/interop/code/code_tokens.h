// Code cut into names, numbers, strings and signs, each with its place. Knows no grammar.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "interop/code/call_syntax.h"

namespace convoscope {

enum class TokenKind : std::uint8_t { name, number, text, sign, line_end, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view text;  ///< of strings without prefix and quotation marks
};

/// Line ends within brackets, comments and the prompts of an interactive session (">>> ") are left out. The last token is `end`.
/// An unclosed string is an error.
std::vector<Token> cut_code(std::string_view code, std::optional<CodeError>& error);

}  // namespace convoscope

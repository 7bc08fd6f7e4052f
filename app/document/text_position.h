// Where in a text something is wrong, as a reader counts: lines and characters from 1.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "document/message.h"

namespace convoscope {

/// What is wrong with code, and at which byte of it.
struct CodeError {
  std::size_t offset = 0;
  Message message;
  bool operator==(const CodeError&) const = default;
};

struct TextPosition {
  std::size_t line = 1;
  std::size_t column = 1;  ///< a character (UTF-8), not a byte
};

/// Of byte `offset` (0-based; held within the text).
TextPosition position_in(std::string_view text, std::size_t offset);

/// The message `key` with that position as the arguments "line" and "column".
Message message_at(std::string key, std::string_view text, std::size_t offset);

}  // namespace convoscope

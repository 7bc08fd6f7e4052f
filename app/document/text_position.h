// Where in a text something is wrong, as a reader counts: lines and characters from 1.
#pragma once

#include <string>
#include <string_view>

#include "document/message.h"

namespace convoscope {

/// The message `key` with the arguments "line" and "column" of byte `offset` (0-based; held within the text). A column
/// is a character (UTF-8), not a byte.
Message message_at(std::string key, std::string_view text, std::size_t offset);

}  // namespace convoscope

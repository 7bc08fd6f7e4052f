// Bytes as text: standard base64 (RFC 4648), padded.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace convoscope {

std::string base64(std::string_view bytes);
/// The reverse; nothing where the text is no such thing. White space is none.
std::optional<std::string> bytes_of_base64(std::string_view text);

}  // namespace convoscope

// A scene as the end of a link, so that it opens from a mail or a page: "#scene=1.", then the scene file's text without its white
// space, deflated (zlib, RFC 1950), in base64url (RFC 4648) without padding. The 1 is the link's version.
// Knows no window and no address: what stands before the # is the asker's.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "document/message.h"
#include "document/scene.h"

namespace convoscope {

/// No longer link is made: mail, chat and learning platforms cut those off.
inline constexpr std::size_t most_made_link_characters = 8000;
/// No link is read that is longer, or holds more than so many bytes: both are judged before memory is taken.
inline constexpr std::size_t most_read_link_characters = std::size_t{1} << 16;
inline constexpr std::size_t most_link_scene_bytes = std::size_t{1} << 20;

/// "#scene=1.…". Fails where it would be too long, as with a photograph: the message says to save a file.
Result<std::string> link_of_scene(const SavedScene& saved);

/// Whether the text is an address that ends in a scene, or only that end. White space around it is none of it.
bool is_scene_link(std::string_view text);
/// The scene of such a text, however its lines have been broken on the way. Fails with one sentence for a link that is too long, holds
/// too much, was made by a newer version, has been damaged, or whose scene is no legal one (`read_scene`).
Result<SavedScene> scene_of_link(std::string_view text, std::span<const std::string_view> views = {});

}  // namespace convoscope

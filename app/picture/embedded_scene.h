// The scene inside an exported picture: what makes a PNG, APNG, SVG, PDF or HTML file open again. Knows where each format keeps it, nothing
// else of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/scene_file.h"

namespace convoscope {

/// The scene file's text that the writers put into `bytes`, a PNG, APNG, SVG, PDF or HTML file; nothing where there is none or the file
/// is broken.
std::optional<std::string> embedded_scene(std::string_view bytes);

/// Whether it is a PNG or JPEG without a scene: a photograph.
bool is_photograph(std::string_view bytes);

/// The scene of a scene file, or of a picture that carries one; of any other PNG or JPEG the scene that it is opened as, a photograph
/// named by `path`. Fails with "file.holds_no_scene" for all other files, and with what is wrong in a scene or a photograph.
/// `decoded`: what `photograph_of_file` has come to, where it has been decoded.
Result<SavedScene> scene_of_file(std::string_view bytes, const std::string& path = "",
                                 const SharedPhotograph& decoded = nullptr);
/// The picture's file in the scene that `bytes` hold; nothing where there is none.
std::optional<PhotographFile> photograph_of_file(std::string_view bytes);
/// Whether the ending, in small letters or capitals, is one of a file that `scene_of_file` may read.
bool may_hold_scene(std::string_view path);

}  // namespace convoscope

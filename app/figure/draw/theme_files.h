// Where themes come from: the program's own by their names, a user's by the path of a file.
// Knows no window and no command line.
#pragma once

#include <string>
#include <string_view>

#include "document/platform.h"
#include "figure/draw/theme.h"

namespace convoscope {

/// Whether what names a theme is the path of a file.
bool is_theme_path(std::string_view text);

/// One of `theme_names`; another name is "theme.unknown".
Result<Theme> read_named_theme(const std::string& name, const Platform& platform);

/// A user's own, which says only what differs from its base: the file's text. It is called by its path, so that no dark colours go
/// with it.
Result<Theme> read_own_theme(const std::string& json, const std::string& path, const Platform& platform);

}  // namespace convoscope

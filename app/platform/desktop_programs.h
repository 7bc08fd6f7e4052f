// The desktop's own programs: what opens folders, what holds a picture for pasting. Started without a shell.
// Knows no document and no window.
#pragma once

#include <string>
#include <string_view>

#include "document/message.h"

namespace convoscope {

/// Whether a program of that name stands on the PATH.
bool is_installed(std::string_view program);

/// Opens the folder that holds `path` in the file manager; "desktop.no_file_manager" {path} where there is none. Waits a moment to
/// hear whether that failed, but not for the file manager to end.
Status open_folder_of(const std::string& path);

/// Whether there is a program that puts pictures on the clipboard: "desktop.no_picture_clipboard" where there is none.
Status find_picture_clipboard();
/// Gives a PNG to it.
Status put_on_clipboard(std::string_view png);

/// The PNG that is on the clipboard, of at most `most_bytes`; waits a few seconds at most for the program that has it.
Result<std::string> take_from_clipboard(std::size_t most_bytes);

}  // namespace convoscope

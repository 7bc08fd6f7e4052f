// Scenes in and out: what the window does with files. Whatever goes wrong becomes a message on the canvas.
// Knows no widget.
#pragma once

#include <span>
#include <string>

#include "gui/state/app_state.h"

namespace convoscope {

/// Reads a scene file, or an exported picture with a scene inside. The message names the file and what is wrong in it, in the catalog's language.
Result<SavedScene> read_scene_file(const Platform& platform, const Catalog& catalog, const std::string& path);

/// Opens a scene in place of the present one, which undo brings back. A failure leaves the scene as it is.
void open_path(AppState& app, const std::string& path);
void open_preset(AppState& app, const std::string& name);
/// Puts a scene in the present one's place, whatever becomes of that: one edit, which undo takes back.
void replace_scene(AppState& app, ReplaceScene replacement);
/// Asks first where changes would be lost: `again` opens what was to be opened. Answers whether it has to wait for that.
bool asks_before(AppState& app, Action again);
/// Opens what no file holds that the user knows of: it counts as unsaved.
void open_recovered(AppState& app, SavedScene saved);
/// Opens a scene that was copied as text, as if it had been recovered.
void open_text(AppState& app, const std::string& text);
/// The file that a typed path names: ".convo" is added where it has no ending, or a picture's.
std::string path_of_scene(std::string_view path);
/// Whether the scene has a file to be saved in. The picture that it was opened from is none: it is to stay a picture.
bool has_scene_file(const AppState& app);
/// Saves the scene at `path_of_scene`; the save dialog asks before it replaces another scene's file, or the scene's own that somebody else
/// has written meanwhile. Closes the window if that waited for it.
void save_path(AppState& app, const std::string& path);

/// Remembers how the scene's file is now.
void note_file(AppState& app, const std::string& path);
/// Whether somebody else has written a file since it was noted.
bool was_changed_elsewhere(const AppState& app, const std::string& path);

/// Whether none of the files is there, or the reader has been asked about the first that is and said yes: else the open dialog asks
/// now.
bool may_write(AppState& app, std::span<const std::string> paths);

/// The scene shown, as a file would hold it.
SavedScene saved_scene(const Session& session);

/// Shows a dialog with its drafts filled in: the folder listed, a name proposed.
void open_dialog(AppState& app, Dialog dialog);
/// Lists `directory` in the open dialog.
void enter_directory(AppState& app, const std::string& directory);

/// "a/b" and "c.convo" to "a/b/c.convo"; an empty directory is the working folder.
std::string joined(std::string_view directory, std::string_view name);
/// "a/b/c.convo" to "a/b"; empty where there is no slash.
std::string directory_of(std::string_view path);
std::string name_of_path(std::string_view path);

}  // namespace convoscope

// What the window does with photographs: the samples, the loupe, how numbers become grey, colour or grey.
// Knows no widget.
#pragma once

#include <array>
#include <string>

#include "gui/state/app_state.h"

namespace convoscope {

/// Samples that come with the program, drawn by this project: assets/photographs/<name>.png, "sample.<name>" in the catalog.
inline constexpr std::array sample_photographs{"harbour", "rings"};

bool has_photograph(const AppState& app);
/// A sample in the place of the present scene, as if its file had been opened.
void open_sample(AppState& app, const std::string& name);
/// The picture on the clipboard, in the same way. False where there is none.
bool paste_photograph(AppState& app);
/// A photograph that has just been read: under the present scene's layer if that has one already, else as a scene of its own.
void take_photograph(AppState& app, SavedScene opened, const std::string& path);

/// The loupe by so many cells of the output, downwards and to the right.
void move_loupe(AppState& app, std::int64_t down, std::int64_t right);
/// The edit that puts it at a pixel of the photograph, or of what becomes of it.
Edit loupe_edit(const Scene& scene, Cell pixel, bool is_of_output);
/// The next way in which numbers become grey.
void change_tone(AppState& app);
bool can_be_grey(const AppState& app);
bool is_grey(const AppState& app);
void toggle_grey(AppState& app);

}  // namespace convoscope

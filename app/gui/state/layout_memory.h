// The layout that remembers itself: what the user changes of it is kept for the next run, a moment later.
// Knows no widget.
#pragma once

#include "gui/state/app_state.h"

namespace convoscope {

/// Gives a starting window the size and the panels it was left with; its scene has its views and its camera already.
void recall_layout(AppState& app, const Layout& kept, const WindowRequest& request);
/// What the scene brings with it is not the user's choice: the layout as it stands now is the one that changes are told from.
void accept_layout(AppState& app);

/// Notes what has been changed, and writes it down once that has rested. After the clock has moved.
void advance_layout(AppState& app);
double next_layout_s(const AppState& app);
/// Writes down all that is to be remembered, at once.
void keep_preferences(AppState& app);

}  // namespace convoscope

// Which views are shown: one large, some, or all of them, and the way back.
// Knows no widget.
#pragma once

#include "figure/view.h"
#include "gui/state/app_state.h"

namespace convoscope {

/// This view and no other; where it stands alone already, those that were shown before.
void show_alone(AppState& app, const View& view);
/// Every view; where all of them are shown already, those that were shown before.
void show_all(AppState& app);
/// Shows or hides a view beside the others. The last one stays.
void toggle_view(AppState& app, const View& view);

/// The view under the mouse if it is shown, else the first one shown: what "this view" means for a key.
View current_view(const AppState& app);
bool shows_view(const AppState& app, const View& view);
/// Whether a view is shown that has this of views: a camera that turns, connections that can be turned round.
bool shows_any(const AppState& app, bool ViewRow::*has);
bool shows_all(const AppState& app);

}  // namespace convoscope

// The choice is the scene's and can be undone; the way back is the window's.
#include "gui/state/view_choice.h"

#include <algorithm>

#include "figure/views.h"
#include "gui/state/shown_steps.h"

namespace convoscope {
namespace {

using Views = std::vector<View>;

Views every_view(const AppState& app) {
  Views every;
  for (const std::string_view name : view_names())
    if (is_offered(app.session.scene(), name)) every.emplace_back(name);
  return every;
}

/// Other views are another picture: it fits the canvas, whatever the last one was moved by.
void apply_views(AppState& app, Views views) {
  if (views == app.session.scene().views) return;
  app.session.apply(SetViews{std::move(views)});
  hold_playhead(app.session);
  app.ui.zoom = 1;
  app.ui.pan = {};
}

/// Shows `wanted`, or what was there before if it is shown already.
void show_or_go_back(AppState& app, const Views& wanted) {
  const Views shown = app.session.scene().views;
  Views next = wanted;
  if (shown == wanted) {
    const bool has_way_back = !app.ui.views_before.empty() && app.ui.views_before != wanted;
    next = has_way_back ? app.ui.views_before : Scene{}.views;
  }
  // From one view to another alone: the way back still leads to the set that they were taken from.
  if (shown.size() > 1) app.ui.views_before = shown;
  apply_views(app, std::move(next));
}

}  // namespace

void show_alone(AppState& app, const View& view) { show_or_go_back(app, {view}); }
void show_all(AppState& app) { show_or_go_back(app, every_view(app)); }

void toggle_view(AppState& app, const View& view) {
  Views wanted = every_view(app);
  std::erase_if(wanted, [&](const View& each) { return shows_view(app, each) == (each == view); });
  if (wanted.empty()) return;  // the last view stays: there is always a picture
  apply_views(app, std::move(wanted));
}

View current_view(const AppState& app) {
  if (app.ui.view_under_mouse && shows_view(app, *app.ui.view_under_mouse)) return *app.ui.view_under_mouse;
  return app.session.scene().views.front();
}

bool shows_view(const AppState& app, const View& view) {
  return std::ranges::count(app.session.scene().views, view) > 0;
}
bool shows_any(const AppState& app, bool ViewRow::*has) {
  return std::ranges::any_of(views(),
                             [&](const ViewRow* row) { return row->*has && shows_view(app, View(row->name)); });
}
bool shows_all(const AppState& app) { return app.session.scene().views == every_view(app); }

}  // namespace convoscope

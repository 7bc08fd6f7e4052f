#include "gui/state/leaving.h"

#include "gui/lesson/lessons.h"
#include "gui/state/files.h"

namespace convoscope {
namespace {

/// A drag that changes the scene, and can be taken back before it is let go.
bool is_dragging(const AppState& app) {
  const CanvasDrag& drag = app.ui.drag;
  return drag.has_moved && (drag.kind == DragKind::orbit || drag.kind == DragKind::frame);
}
bool is_presenting(const AppState& app) { return app.ui.lesson && app.ui.lesson->is_presenting; }
}  // namespace

void close_window(AppState& app) {
  if (would_lose_changes(app) || export_under_way(app)) {
    app.ui.held_up = RunCommand{"quit"};
    open_dialog(app, Dialog::confirm_loss);
  } else {
    app.ui.closes = true;
  }
}

void keep_scene(AppState& app) {
  app.ui.dialog = Dialog::none;
  app.ui.held_up.reset();
  app.ui.discards = false;
}

bool has_something_to_leave(const AppState& app) {
  return app.ui.dialog != Dialog::none || is_presenting(app) || is_dragging(app) || app.session.wanted() ||
         app.opening.wish || export_under_way(app) || app.ui.toast || app.ui.role_swap || app.session.pin ||
         app.ui.is_bare;
}
void leave(AppState& app) {
  if (!app.ui.to_replace.empty()) {
    app.ui.to_replace.clear();
  } else if (app.ui.dialog != Dialog::none) {
    keep_scene(app);
    cancel_opening(app);  // of what was chosen in it
  } else if (app.ui.hands) {
    app.ui.hands.reset();
  } else if (is_presenting(app)) {
    set_presenting(app, false);
  } else if (is_dragging(app)) {
    app.session.abandon_hold();
    app.ui.drag.kind = DragKind::none;
  } else if (app.session.wanted()) {
    cancel_computing(app);
  } else if (app.opening.wish) {
    cancel_opening(app);
  } else if (export_under_way(app)) {
    stop_export(app);
  } else if (app.ui.toast) {
    app.ui.toast.reset();
  } else if (app.ui.role_swap) {
    app.ui.role_swap.reset();
  } else if (app.session.pin) {
    app.session.pin = {};
  } else {
    app.ui.is_bare = false;
  }
}

}  // namespace convoscope

// Dragging a window's edge or the camera changes the layout with every frame; the file is written when that is over.
#include "gui/state/layout_memory.h"

#include <limits>
#include <utility>

#include "gui/lesson/lessons.h"

namespace convoscope {
namespace {

constexpr double rest_s = 1;
constexpr Size first_window{1280, 800};

Layout layout_of(const AppState& app) {
  const Scene& scene = app.session.scene();
  const UiState& ui = app.ui;
  return {scene.views,
          scene.camera,
          ui.layer_panel,
          ui.cell_panel,
          ui.is_full_screen ? app.memory.seen.window : ui.window,
          ui.moves_smoothly,
          ui.reduces_motion,
          ui.has_plain_type,
          ui.scale};
}

}  // namespace

void recall_layout(AppState& app, const Layout& kept, const WindowRequest& request) {
  UiState& ui = app.ui;
  ui.layer_panel = kept.layer_panel;
  ui.cell_panel = kept.cell_panel;
  ui.moves_smoothly = kept.moves_smoothly;
  ui.reduces_motion = kept.reduces_motion || request.prefers_less_motion;
  ui.has_plain_type = kept.has_plain_type;
  if (request.scale == 0) ui.scale = kept.scale;
  ui.window = kept.window == Size{} ? first_window : kept.window;
  if (request.width > 0) ui.window = {static_cast<double>(request.width), static_cast<double>(request.height)};
  app.memory.kept = kept;
  accept_layout(app);
}

void accept_layout(AppState& app) { app.memory.seen = layout_of(app); }

void advance_layout(AppState& app) {
  LayoutMemory& memory = app.memory;
  const Layout now = layout_of(app);
  const auto note = [&](auto Layout::*part) {
    if (now.*part != memory.seen.*part) memory.kept.*part = now.*part;
  };
  if (now != memory.seen) {
    note(&Layout::views);
    note(&Layout::camera);
    note(&Layout::layer_panel);
    note(&Layout::cell_panel);
    note(&Layout::window);
    note(&Layout::moves_smoothly);
    note(&Layout::reduces_motion);
    note(&Layout::has_plain_type);
    note(&Layout::scale);
    memory.seen = now;
    memory.due_s = app.now_s + rest_s;
  }
  if (app.now_s >= memory.due_s) keep_preferences(app);
}

double next_layout_s(const AppState& app) { return app.memory.due_s; }

void keep_preferences(AppState& app) {
  app.memory.due_s = std::numeric_limits<double>::infinity();
  const std::string& theme = app.own_theme ? app.own_theme->name : app.session.scene().theme;
  const std::string site = app.site == CONVOSCOPE_SITE ? std::string() : app.site;  // another build may have another
  Preferences ours{theme,           app.language, app.recent_folders,  app.recent_files,
                   app.memory.kept, site,         lesson_memories(app)};
  write_preferences(app.platform, merged(ours, app.memory.before, read_preferences(app.platform)));
  app.memory.before = std::move(ours);
}

}  // namespace convoscope

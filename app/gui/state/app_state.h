// The running program without its window: session, files, languages, themes and what the panels remember. Commands and
// panels' actions are carried out here; tests run it without a display.
// Knows no Dear ImGui, GLFW or OpenGL.
#pragma once

#include <functional>
#include <limits>
#include <map>
#include <span>
#include <string>

#include "document/catalog.h"
#include "document/platform.h"
#include "document/session.h"
#include "document/window_request.h"
#include "figure/draw/fonts.h"
#include "figure/draw/theme.h"
#include "figure/picture_cache.h"
#include "gui/lesson/lesson_memory.h"
#include "gui/state/actions.h"
#include "gui/state/autosave.h"
#include "gui/state/learning.h"
#include "gui/state/preferences.h"
#include "gui/state/ui_state.h"
#include "gui/tasks/background_task.h"
#include "gui/tasks/computing.h"
#include "gui/tasks/developing.h"
#include "gui/tasks/opening.h"

namespace convoscope {

/// Themes that can be chosen, in the menu's order.
struct ThemeRow {
  std::string_view name;  ///< assets/themes/<name>.json
  std::string_view label_key;
};
std::span<const ThemeRow> theme_rows();

/// The layout as it is remembered, and as it was seen last.
struct LayoutMemory {
  Layout kept;
  Layout seen;
  Preferences before;  ///< as this window found them, then as it last wrote them itself
  double due_s = std::numeric_limits<double>::infinity();  ///< when it is to be written down
};

struct AppState {
  const Platform& platform;
  const FontBook& fonts;
  std::map<std::string, Catalog, std::less<>> catalogs;  ///< by code
  std::map<std::string, Theme, std::less<>> themes;      ///< by name
  std::optional<Theme>
      own_theme;  ///< of a user's file, by its path: shown in place of the scene's until another is chosen
  std::string language = "en";
  Session session;
  std::string site{};  ///< the address that links to scenes begin with; empty: nobody has told
  UiState ui{};
  PictureCache cache{};                              ///< of the scene shown
  std::map<std::string, std::string> file_stamps{};  ///< of scenes opened or saved, as they were then; by path
  double now_s = 0;                                  ///< since the window opened
  LayoutMemory memory{};
  std::vector<std::string> recent_folders{};    ///< that pictures went to, the latest first
  std::vector<std::string> recent_files{};      ///< scenes opened or saved, the latest first
  std::vector<LessonMemory> lesson_memories{};  ///< how far somebody has come in which lesson, the latest first
  Autosave autosave{};
  std::function<std::string()> read_clipboard = [] { return std::string(); };  ///< the text there; empty: none
  JobHost jobs{};                                                              ///< what is done beside the window
  Computing computing{};  ///< these last, so that they end before what they use
  Developing developing{};
  Opening opening{};
  KernelLearning learning{};
  std::vector<BackgroundTask> tasks{};

  /// Of the current language and of the scene; an unknown theme is shown as the first.
  const Catalog& catalog() const { return catalogs.find(language)->second; }
  const Theme& theme() const;
};

/// Reads themes, languages and the scene that `request` names. `system_language`: "zh_CN.UTF-8" and the like, used
/// where neither the request nor the preferences name a language. Fails with the file that cannot be read; a theme that cannot be is
/// told, and the light one shown.
Result<AppState> start(const WindowRequest& request, const Platform& platform, const FontBook& fonts,
                       std::string_view system_language);

void perform(AppState& app, const Action& action);

/// Moves the time on: steps while playing, takes away a toast whose time is over.
void advance_time(AppState& app, double now_s);
/// When `advance_time` has something to do next; infinity: never.
double next_event_s(const AppState& app);

/// Moves the playhead by `count` steps, held within the trace, and frees the pin.
void step_by(AppState& app, std::int64_t count);
void seek(AppState& app, std::int64_t step);
void set_playing(AppState& app, bool playing);
/// Changes the granularity and stays at the same cell.
void set_granularity(AppState& app, Granularity granularity);
void step_through(AppState& app, Side side);

/// These are remembered for the next run.
void remember_folder(AppState& app, const std::string& folder);
void remember_file(AppState& app, const std::string& path);
void choose_theme(AppState& app, const std::string& name);
void choose_language(AppState& app, const std::string& code);

void tell(AppState& app, Message message);
/// About a file that was written: its folder can be opened from the message.
void tell_file(AppState& app, Message message, std::string path);
void tell_error(AppState& app, Message message);

}  // namespace convoscope

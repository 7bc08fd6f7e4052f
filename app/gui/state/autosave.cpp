// Places are numbered; the first that no window has is taken. One that holds a scene, and that no window has, was left.
#include "gui/state/autosave.h"

#include <cstdlib>

#include <fmt/format.h>

#include "document/scene_file.h"
#include "gui/state/files.h"

namespace convoscope {
namespace {

constexpr int most_windows = 64;
constexpr double never = std::numeric_limits<double>::infinity();

std::pair<std::uint64_t, std::uint64_t> state_of(const Session& session) {
  return {session.revision(), session.wanted_id()};
}

/// A scene without a file bears the name of the one it had.
SavedScene work_of(const Session& session) {
  SavedScene work = session.to_save();
  const std::string name = name_of_path(session.path());
  if (!name.empty()) work.scene.title = name.substr(0, name.rfind('.'));
  return work;
}

Status write(const Platform& platform, const std::string& path, const SavedScene& work) {
  return platform.write_file(path, write_scene(work));
}

void forget(AppState& app) {
  Autosave& autosave = app.autosave;
  autosave.due_s = never;
  if (!autosave.has_file) return;
  autosave.job.reset();  // which waits for it
  app.platform.remove_file(autosave.place.path);
  autosave.has_file = false;
}

void write_now(const AppState& app) {
  if (!app.autosave.place.claim || !would_lose_changes(app)) return;
  (void)write(app.platform, app.autosave.place.path, work_of(app.session));
}

AppState* watched = nullptr;

/// In whatever state the window is: a job of its own is not waited for, which would wake a window that may be gone.
void keep_watched() {
  if (watched != nullptr) write_now(*watched);
}

/// The next that is asked about, or none.
void ask(AppState& app) { app.ui.dialog = app.autosave.left.empty() ? Dialog::none : Dialog::recover; }

}  // namespace

void begin_autosave(AppState& app) {
  const std::string folder = app.platform.config_directory();
  if (folder.empty()) return;
  for (int i = 1; i <= most_windows; ++i) {
    AutosavePlace place{fmt::format("{}/autosave-{}.convo", folder, i), nullptr};
    const bool holds_work = app.platform.has_file(place.path);
    if (!holds_work && app.autosave.place.claim) continue;
    place.claim = app.platform.claim_file(fmt::format("{}/autosave-{}.lock", folder, i));
    if (!place.claim) continue;
    if (!holds_work) {
      app.autosave.place = std::move(place);
      continue;
    }
    Result<SavedScene> saved = read_scene_file(app.platform, app.catalog(), place.path);
    if (saved) app.autosave.left.push_back({std::move(place), std::move(*saved)});
  }
  ask(app);
}

void advance_autosave(AppState& app) {
  Autosave& autosave = app.autosave;
  if (app.ui.dialog != Dialog::recover)
    autosave.left.clear();  // the question was left: it comes again at the next start
  if (!autosave.place.claim) return;
  if (autosave.job && autosave.job->is_done()) {
    const Status& kept = autosave.job->result();
    if (!kept && !std::exchange(autosave.has_failed, true)) tell_error(app, kept.message());
    autosave.job.reset();
  }
  if (!would_lose_changes(app)) return forget(app);
  const auto now = state_of(app.session);
  if (now == autosave.kept && autosave.has_file) return;
  if (autosave.due_s == never) autosave.due_s = app.now_s + autosave_after_s;
  if (app.now_s < autosave.due_s || autosave.job) return;
  autosave.due_s = never;
  autosave.kept = now;
  autosave.has_file = true;
  autosave.job =
      std::make_unique<Job>([&platform = app.platform, path = autosave.place.path,
                             work = work_of(app.session)](const Progress&) { return write(platform, path, work); },
                            app.jobs);
}

double next_autosave_s(const AppState& app) {
  // One that is being written wakes the window at its end.
  return app.autosave.job ? never : app.autosave.due_s;
}

void autosave_now(AppState& app) {
  app.autosave.job.reset();  // which ends before this is written
  write_now(app);
}

void end_autosave(AppState& app) {
  forget(app);
  app.autosave = {};
}

void recover(AppState& app, Recovery choice) {
  std::vector<LeftWork>& left = app.autosave.left;
  if (left.empty()) return;
  LeftWork work = std::move(left.front());
  left.erase(left.begin());
  switch (choice) {
    case Recovery::open:
      // The rest is for other windows. Its place is this window's from now on, so that there is no moment without a file.
      left.clear();
      forget(app);
      app.autosave.place = std::move(work.place);
      open_recovered(app, std::move(work.saved));
      app.autosave.has_file = true;
      app.autosave.kept = state_of(app.session);
      break;
    case Recovery::discard: app.platform.remove_file(work.place.path); break;
    case Recovery::keep: break;
  }
  ask(app);
}

AutosaveAtExit::AutosaveAtExit(AppState& app) {
  [[maybe_unused]] static const int registered = std::atexit(keep_watched);
  watched = &app;
}

AutosaveAtExit::~AutosaveAtExit() { watched = nullptr; }

}  // namespace convoscope

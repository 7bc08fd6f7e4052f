// Paths are plain text with slashes: what they mean is the platform's business.
#include "gui/state/files.h"

#include "document/photograph/photograph_scene.h"
#include "document/presets.h"
#include "document/scene_file.h"
#include "figure/views.h"
#include "gui/export/export_plan.h"
#include "gui/lesson/lessons.h"
#include "gui/model/model_edits.h"
#include "gui/state/commands.h"
#include "gui/state/layout_memory.h"
#include "gui/state/photographs.h"
#include "gui/state/scene_links.h"
#include "interop/scene_link.h"
#include "picture/embedded_scene.h"

namespace convoscope {
namespace {

constexpr std::string_view scene_ending = ".convo";
constexpr std::string_view lesson_ending = ".md";

bool has_ending(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::size_t slash = path.rfind('/');
  return dot != std::string_view::npos && dot + 1 < path.size() && (slash == std::string_view::npos || dot > slash + 1);
}

/// The name proposed for files of this scene, without an ending.
std::string proposed_name(const AppState& app) {
  if (!app.session.path().empty()) {
    const std::string name = name_of_path(app.session.path());
    return name.substr(0, name.rfind('.'));
  }
  const std::string& title = app.session.scene().title;
  return title.empty() || title.find('/') != std::string::npos ? "convoscope" : title;
}

/// In the folder that is listed.
void propose_path(AppState& app) {
  FileDraft& file = app.ui.file;
  const bool saves = app.ui.dialog == Dialog::save;
  file.path.set(saves ? joined(file.directory, proposed_name(app) + std::string(scene_ending)) : std::string());
  file.path.age_frames = 0;
}

/// The message stands in the open dialog, and its field has the keyboard again.
void refuse(AppState& app, Message message) {
  tell_error(app, std::move(message));
  app.ui.file.path.age_frames = 0;
}

/// A file's photograph, and no scene with one. Another one for the layer at hand is an edit: nothing is lost.
void take_opened(AppState& app, const Result<SharedPhotograph>& photograph, const std::string& path) {
  if (!photograph) return refuse(app, photograph.message());
  if (!has_photograph(app) && asks_before(app, OpenPath{path})) return;
  app.ui.dialog = Dialog::none;
  take_photograph(app, scene_of_photograph(*photograph), path);
  remember_file(app, path);
  app.ui.toast.reset();
}

bool is_folder(const AppState& app, const std::string& path) {
  const Result<std::string> bytes = app.platform.read_file(path);
  return !bytes && bytes.message().cause == Cause::folder;
}

/// What was typed is a folder: the open dialog goes there.
void list(AppState& app, std::string folder) {
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  enter_directory(app, folder);
  propose_path(app);
}

/// The scene in a file's bytes. `photograph`: the one inside, where it is decoded already.
Result<SavedScene> scene_in(std::string_view bytes, const Catalog& catalog, const std::string& path,
                            const SharedPhotograph& photograph = nullptr) {
  Result<SavedScene> saved = scene_of_file(bytes, path, photograph);
  if (!saved && saved.message().key.starts_with("photograph.")) return saved.message();  // which names the file
  if (!saved) return Message{"file.no_scene", {{"path", path}, {"reason", catalog.text(saved.message())}}};
  return saved;
}

/// Whether it may be shown: it is one, and nothing is lost that was not given up. Else the reader is told or asked.
bool may_take(AppState& app, const Result<SavedScene>& opened, const std::string& path) {
  if (opened) return !asks_before(app, OpenPath{path});
  if (opened.message().cause == Cause::folder && app.ui.dialog == Dialog::open) {
    list(app, path);
  } else {
    refuse(app, opened.message());
  }
  return false;
}

/// `stamp`: the file's when it was read.
void take_scene(AppState& app, Result<SavedScene> opened, const std::string& path, const std::string& stamp) {
  if (!may_take(app, opened, path)) return;
  replace_scene(app, {std::move(*opened), path});
  app.file_stamps[path] = stamp;
  remember_file(app, path);
  app.ui.toast.reset();
}

/// Saving never writes over it.
void take_model(AppState& app, Result<SavedScene> opened, const std::string& path) {
  if (!may_take(app, opened, path)) return;
  opened->scene.theme = app.session.present().theme;
  opened->scene.camera = app.session.present().camera;
  opened->scene.views = offered_views(opened->scene, app.session.present().views);
  replace_scene(app, {std::move(*opened)});
  remember_file(app, path);
  app.ui.toast.reset();
}

}  // namespace

bool asks_before(AppState& app, Action again) {
  if (!would_lose_changes(app)) return false;
  app.ui.held_up = std::move(again);
  open_dialog(app, Dialog::confirm_loss);
  return true;
}

void replace_scene(AppState& app, ReplaceScene replacement) {
  cancel_opening(app);
  app.ui.is_playing = false;
  app.ui.discards = false;
  app.ui.held_up.reset();
  app.ui.dialog = Dialog::none;
  app.session.end_hold();  // of a value that was being typed
  app.session.apply(std::move(replacement));
  app.ui.parameter_edit.reset();
  app.ui.refused.reset();
  app.ui.cell_edit.reset();
  app.ui.title_edit.reset();
  app.ui.zoom = 1;
  app.ui.pan = {};
  app.ui.role_swap.reset();
  accept_layout(app);
}

Result<SavedScene> read_scene_file(const Platform& platform, const Catalog& catalog, const std::string& path) {
  const Result<std::string> bytes = platform.read_file(path);
  return bytes ? scene_in(*bytes, catalog, path) : bytes.message();
}

SavedScene saved_scene(const Session& session) { return {session.scene(), session.playhead, session.pin}; }

void open_path(AppState& app, const std::string& path) {
  if (is_scene_link(path)) return open_link(app, path, OpenPath{path});
  if (path.ends_with(lesson_ending) && !is_folder(app, path)) return open_lesson(app, path);
  if (holds_weights(path) && app.session.present().page.is_shown && !is_folder(app, path)) {
    app.ui.dialog = Dialog::none;
    return take_weights(app, path);
  }
  cancel_opening(app);  // of another
  const bool is_model = may_hold_model(path);
  const std::string stamp = app.platform.file_stamp(path);
  Result<std::string> bytes = is_model ? std::string() : app.platform.read_file(path);
  if (bytes && is_photograph(*bytes)) {
    const auto then = [path](AppState& in, const Result<SharedPhotograph>& made) { take_opened(in, made, path); };
    return open_photograph(app, {path, {path, std::make_shared<const std::string>(std::move(*bytes))}, then});
  }
  if (const std::optional<PhotographFile> inside = bytes ? photograph_of_file(*bytes) : std::nullopt) {
    const auto then = [path, stamp, file = std::make_shared<const std::string>(std::move(*bytes))](
                          AppState& in, const Result<SharedPhotograph>& made) {
      take_scene(in, made ? scene_in(*file, in.catalog(), path, *made) : made.message(), path, stamp);
    };
    return open_photograph(app, {path, *inside, then});
  }
  if (is_model) return take_model(app, read_model_scene(app.platform, app.catalog(), path), path);
  take_scene(app, bytes ? scene_in(*bytes, app.catalog(), path) : bytes.message(), path, stamp);
}

void open_preset(AppState& app, const std::string& name) {
  std::optional<SavedScene> preset = preset_named(name);
  if (!preset) return tell_error(app, {"preset.unknown", {{"name", name}}});
  if (asks_before(app, OpenPreset{name})) return;
  // The theme, the viewpoint and views that were chosen by hand stay as the user has them.
  const Scene& shown = app.session.present();
  preset->scene.theme = shown.theme;
  preset->scene.camera = shown.camera;
  if (!app.memory.kept.views.empty()) preset->scene.views = offered_views(preset->scene, shown.views);
  replace_scene(app, {std::move(*preset)});
}

void open_recovered(AppState& app, SavedScene saved) {
  replace_scene(app, {.saved = std::move(saved), .is_unsaved = true});
}

void open_text(AppState& app, const std::string& text) {
  Result<SavedScene> saved = read_scene(text, view_names());
  if (!saved) return tell_error(app, saved.message());
  if (asks_before(app, RunCommand{"paste_values"})) return;
  open_recovered(app, std::move(*saved));
}

bool may_write(AppState& app, std::span<const std::string> paths) {
  const auto there = std::ranges::find_if(paths, [&](const std::string& path) { return app.platform.has_file(path); });
  if (there == paths.end() || *there == app.ui.to_replace) return true;
  app.ui.to_replace = *there;
  return false;
}

void note_file(AppState& app, const std::string& path) {
  if (!path.empty()) app.file_stamps[path] = app.platform.file_stamp(path);
}

bool was_changed_elsewhere(const AppState& app, const std::string& path) {
  const auto noted = app.file_stamps.find(path);
  const std::string now = app.platform.file_stamp(path);
  return noted != app.file_stamps.end() && !now.empty() && now != noted->second;
}

std::string path_of_scene(std::string_view path) {
  const bool is_picture = may_hold_scene(path) && !path.ends_with(scene_ending);
  return std::string(path) + std::string(has_ending(path) && !is_picture ? "" : scene_ending);
}

bool has_scene_file(const AppState& app) {
  return !app.session.path().empty() && path_of_scene(app.session.path()) == app.session.path();
}

void save_path(AppState& app, const std::string& path) {
  if (path.empty()) return refuse(app, {"file.no_name", {}});
  if (app.ui.dialog == Dialog::save && !app.platform.has_file(path_of_scene(path)) && is_folder(app, path))
    return list(app, path);
  const std::string target = path_of_scene(path);
  // The scene's own file is the one that saving is about, as long as it holds what was left there.
  const bool is_own = target == app.session.path() && !was_changed_elsewhere(app, target);
  if (!is_own && app.ui.dialog != Dialog::save && app.platform.has_file(target)) {
    open_dialog(app, Dialog::save);
    app.ui.file.path.set(target);
  }
  if (app.ui.dialog == Dialog::save && !is_own && !may_write(app, {&target, 1})) return;
  const Status written = app.platform.write_file(target, write_scene(app.session.to_save()));
  if (!written) return refuse(app, written.message());
  app.session.mark_saved(target);
  note_file(app, target);
  remember_file(app, target);
  app.ui.dialog = Dialog::none;
  app.ui.to_replace.clear();
  tell(app, {"file.saved", {{"path", target}}});
  if (app.ui.held_up) perform(app, Action(*app.ui.held_up));
}

void enter_directory(AppState& app, const std::string& directory) {
  FileDraft& file = app.ui.file;
  Result<std::vector<DirectoryEntry>> entries = app.platform.list_directory(directory);
  if (!entries) return tell_error(app, entries.message());
  file.directory = directory;
  file.entries.clear();
  for (DirectoryEntry& entry : *entries) {
    const bool may_open = may_hold_scene(entry.name) || may_hold_model(entry.name) ||
                          entry.name.ends_with(lesson_ending) ||
                          (holds_weights(entry.name) && app.session.present().page.is_shown);
    const bool is_file = app.ui.dialog == Dialog::save ? entry.name.ends_with(scene_ending) : may_open;
    if (entry.is_directory || is_file) file.entries.push_back(std::move(entry));
  }
}

void open_dialog(AppState& app, Dialog dialog) {
  if (dialog == Dialog::open && app.platform.is_page()) return app.platform.pick_files();
  app.ui.dialog = dialog;
  app.ui.is_playing = false;
  app.ui.toast.reset();
  app.ui.to_replace.clear();
  if (dialog == Dialog::palette) app.ui.palette = {};
  if (dialog == Dialog::code) app.ui.code = {};
  if (dialog == Dialog::open || dialog == Dialog::save) {
    enter_directory(app, directory_of(app.session.path()));
    propose_path(app);
  }
  if (dialog == Dialog::export_picture) {
    ExportSettings& picture = app.ui.picture;
    const std::string name = proposed_name(app);
    if (picture.proposed != name) picture.name.set(name + "." + picture.extension);
    picture.proposed = name;
    picture.name.age_frames = 0;
    picture.step.reset();
    restart_preview(app);
    if (!picture.folder.empty()) return;
    const bool has_recent = app.session.path().empty() && !app.recent_folders.empty();
    picture.folder = has_recent ? app.recent_folders.front() : app.platform.full_path(directory_of(app.session.path()));
  }
}

std::string joined(std::string_view directory, std::string_view name) {
  std::string path(directory);
  if (!path.empty() && !path.ends_with('/')) path += '/';
  return path.append(name);
}

std::string directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  return std::string(path.substr(0, slash == 0 ? 1 : slash));
}

std::string name_of_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

}  // namespace convoscope

// Carrying out what panels and commands ask for.
#include "figure/views.h"

#include <algorithm>
#include <limits>

#include "document/language.h"
#include "document/presets.h"
#include "document/scene_file.h"
#include "figure/draw/theme_files.h"
#include "figure/timeline.h"
#include "figure/views.h"
#include "gui/code/comparing.h"
#include "gui/export/export_plan.h"
#include "gui/lesson/lessons.h"
#include "gui/model/model_edits.h"
#include "gui/state/commands.h"
#include "gui/state/files.h"
#include "gui/state/layout_memory.h"
#include "gui/state/map_values.h"
#include "gui/state/motion.h"
#include "gui/state/preferences.h"
#include "gui/state/shown_steps.h"
#include "gui/state/view_choice.h"
#include "interop/scene_link.h"

namespace convoscope {
namespace {

constexpr std::array language_codes{"en", "zh"};
constexpr std::array themes_offered{ThemeRow{"light", "theme_name.light"},
                                    ThemeRow{"dark", "theme_name.dark"},
                                    ThemeRow{"high-contrast", "theme_name.high_contrast"},
                                    ThemeRow{"color-blind-safe", "theme_name.color_blind_safe"},
                                    ThemeRow{"classic", "theme_name.classic"},
                                    ThemeRow{"print", "theme_name.print"}};
constexpr double toast_s = 4;
constexpr double file_toast_s = 12;  // long enough to reach its buttons

void put_first(std::vector<std::string>& recent, const std::string& path, std::size_t most) {
  std::erase(recent, path);
  recent.insert(recent.begin(), path);
  if (recent.size() > most) recent.pop_back();
}

std::string language_of(std::string_view asked, std::string_view kept, std::string_view system) {
  for (const std::string_view wish : {asked, kept, system.substr(0, 2)}) {
    if (std::ranges::find(language_codes, wish) != language_codes.end()) return std::string(wish);
  }
  return language_codes.front();
}

/// Goes to `to`; from there back, as long as nothing has moved on, to where it came from.
void switch_playhead(AppState& app, Playhead to) {
  Playhead& playhead = app.session.playhead;
  const std::optional<PlayheadSwitch>& last = app.ui.playhead_switch;
  const bool goes_back =
      last && last->to == playhead && last->from.side == to.side && last->from.granularity == to.granularity;
  if (goes_back) to = last->from;
  app.ui.playhead_switch = PlayheadSwitch{playhead, to};
  playhead = to;
  hold_playhead(app.session);
  app.ui.playhead_switch->to = playhead;
}

/// Pins a cell; of a whole map it chooses the channel: of the output by going to the same cell there, of the input by showing it.
void set_pin(AppState& app, const Tag& tag) {
  const Evaluation& evaluation = *app.session.evaluation();
  Tag& pin = app.session.pin;
  if (tag.cell != no_cell || tag.side == Side::none || tag.part != output_part(tag.side)) {
    pin = tag;
  } else if (pin.part == tag.part && lies_on(pin, evaluation.output(tag.side))) {
    pin.channel = tag.channel;
  } else {
    Playhead& playhead = app.session.playhead;
    const Cell at = focus(evaluation, playhead, {}).cell;
    playhead.step = evaluation.trace(tag.side, playhead.granularity).step_of(tag.channel, at);
  }
}

Result<SavedScene> requested_scene(const WindowRequest& request, const Platform& platform, const Catalog& catalog) {
  if (may_hold_model(request.file)) return read_model_scene(platform, catalog, request.file);
  if (is_scene_link(request.file)) return scene_of_link(request.file, view_names());
  if (!request.file.empty()) return read_scene_file(platform, catalog, request.file);
  const std::string name = request.preset.empty() ? "article" : request.preset;
  std::optional<SavedScene> preset = preset_named(name);
  if (!preset) return Message{"preset.unknown", {{"name", name}}};
  return *preset;
}

/// A theme of the user's own, else the sentence about it.
Result<Theme> requested_theme(const std::string& path, const Platform& platform, const Catalog& catalog) {
  if (!is_theme_path(path)) return Message{"theme.unknown", {{"name", path}}};  // in old preferences
  const Result<std::string> json = platform.read_file(path);
  if (!json) return json.message();
  Result<Theme> theme = read_own_theme(*json, platform.full_path(path), platform);
  if (!theme) return Message{"theme.light_instead", {{"theme", path}, {"reason", catalog.text(theme.message())}}};
  return theme;
}

/// What takes long to evaluate is evaluated once the window stands, and a small layer shown meanwhile. A picture has no meanwhile.
Session session_of(SavedScene saved, const std::string& path, bool is_picture) {
  if (is_picture || !is_long(saved.scene)) return Session(std::move(saved), path);
  SavedScene meanwhile = *preset_named("article");
  meanwhile.scene.views = offered_views(meanwhile.scene, saved.scene.views);
  meanwhile.scene.camera = saved.scene.camera;
  meanwhile.scene.theme = saved.scene.theme;
  return {std::move(saved), path, std::move(meanwhile), is_long};
}

struct Perform {
  AppState& app;

  void operator()(const Edit& edit) const { (*this)(Edits{edit}); }
  void operator()(const Edits& edits) const {
    app.session.apply(edits);
    const auto is_another = [](const Edit& edit) {
      return std::holds_alternative<SetLayer>(edit) || std::holds_alternative<SetModel>(edit);
    };
    if (std::ranges::any_of(edits, is_another)) {
      app.ui.is_playing = false;
      app.ui.zoom = 1;
      app.ui.pan = {};
    }
    app.ui.refused.reset();
    hold_playhead(app.session);
  }
  void operator()(BeginHold) const { app.session.begin_hold(); }
  void operator()(EndHold) const { app.session.end_hold(); }
  void operator()(AbandonHold) const { app.session.abandon_hold(); }
  void operator()(const RunCommand& action) const { run_command(app, action.id, action.with_shift); }
  void operator()(const Seek& action) const { seek(app, action.step); }
  void operator()(const SetPin& action) const { set_pin(app, action.cell); }
  void operator()(const SetHover& action) const { app.session.hover = action.tag; }
  void operator()(const StepThrough& action) const { step_through(app, action.side); }
  void operator()(const ShowAlone& action) const { show_alone(app, action.view); }
  void operator()(const OpenPath& action) const { open_path(app, action.path); }
  void operator()(const EnterDirectory& action) const { enter_directory(app, action.path); }
  void operator()(const ChangeLearning& action) const { change_learning(app, action.settings); }
  void operator()(const LearnFromFile& action) const { learn_from_file(app, action.path); }
  void operator()(const FillKernel& action) const { fill_kernel(app, action.name); }
  void operator()(const OpenPreset& action) const { open_preset(app, action.name); }
  void operator()(const OpenLessonNamed& action) const {
    action.resumes ? resume_lesson(app, action.name) : open_lesson(app, action.name);
  }
  void operator()(const TurnToPage& action) const { lesson_to_page(app, action.page); }
  void operator()(const LessonToBlock& action) const { lesson_to_block(app, action.block); }
  void operator()(const LessonAnswer& action) const { answer_lesson(app, action); }
  void operator()(const CountHands& action) const { count_hands(app, action.typed); }
  void operator()(const OpenModelLayer& action) const { open_model_layer(app, action.layer); }
  void operator()(const ChooseTheme& action) const { choose_theme(app, action.name); }
  void operator()(const SavePath& action) const { save_path(app, action.path); }
  void operator()(const SaveTest& action) const { save_test(app, action.path); }
  void operator()(ExportPicture) const { begin_export(app); }
  void operator()(StopExport) const { stop_export(app); }
  void operator()(CancelComputing) const { cancel_computing(app); }
  void operator()(CancelOpening) const { cancel_opening(app); }
  void operator()(const CopyPicture& action) const { action.as_svg ? begin_copy_svg(app) : begin_copy_picture(app); }
  void operator()(const Recover& action) const { recover(app, action.choice); }
  void operator()(const ShowInFolder& action) const { begin_show_in_folder(app, action.path); }
};

}  // namespace

std::span<const ThemeRow> theme_rows() { return themes_offered; }

const Theme& AppState::theme() const {
  if (own_theme) return *own_theme;
  const auto found = themes.find(session.scene().theme);
  return found != themes.end() ? found->second : themes.find(themes_offered.front().name)->second;
}

Result<AppState> start(const WindowRequest& request, const Platform& platform, const FontBook& fonts,
                       std::string_view system_language) {
  std::map<std::string, Catalog, std::less<>> catalogs;
  for (const std::string code : language_codes) {
    Result<Catalog> catalog = read_language(platform, code);
    if (!catalog) return catalog.message();
    catalogs.emplace(code, std::move(*catalog));
  }
  std::map<std::string, Theme, std::less<>> themes;
  for (const ThemeRow& row : themes_offered) {
    const std::string name(row.name);
    Result<Theme> theme = read_named_theme(name, platform);
    if (!theme) return theme.message();
    themes.emplace(name, std::move(*theme));
  }
  // A screenshot shows the same whoever takes it.
  const bool is_picture = !request.screenshot.empty();
  const Preferences kept = is_picture ? Preferences{} : read_preferences(platform);
  const std::string language =
      language_of(request.language, kept.language, is_picture ? std::string_view("en") : system_language);

  Result<SavedScene> saved = requested_scene(request, platform, catalogs.find(language)->second);
  if (!saved) return saved.message();
  if (!request.theme.empty() && !is_theme_path(request.theme) && !themes.contains(request.theme))
    return Message{"theme.unknown", {{"name", request.theme}}};
  const std::string usual = kept.theme.empty() && request.prefers_dark ? "dark" : kept.theme;
  const std::string theme = !request.theme.empty() ? request.theme : request.file.empty() ? usual : "";
  if (themes.contains(theme)) saved->scene.theme = theme;
  std::optional<Theme> own_theme;
  std::optional<Message> no_theme;
  if (!theme.empty() && !themes.contains(theme)) {
    Result<Theme> own = requested_theme(theme, platform, catalogs.find(language)->second);
    if (own) own_theme = std::move(*own);
    if (!own) no_theme = own.message();
    if (!own) saved->scene.theme = themes_offered.front().name;
  }
  if (request.file.empty() && request.preset.empty()) {
    if (!kept.layout.views.empty()) saved->scene.views = offered_views(saved->scene, kept.layout.views);
    saved->scene.camera = kept.layout.camera.value_or(saved->scene.camera);
  }
  if (!request.views.empty()) saved->scene.views = request.views;
  if (request.step > 0) {
    saved->playhead.step = request.step - 1;
    saved->pin = {};
  }
  const bool is_link = is_scene_link(request.file);
  const std::string path = may_hold_model(request.file) || is_link ? "" : request.file;  // never written over
  AppState app{platform,
               fonts,
               std::move(catalogs),
               std::move(themes),
               own_theme,
               language,
               session_of(*saved, path, is_picture)};
  note_file(app, path);
  if (no_theme) tell_error(app, *no_theme);
  if (request.remark) tell_error(app, *request.remark);
  // Another window may have chosen others by then; a theme or a language that was only asked for is no choice.
  app.memory.before = kept;
  app.memory.before.theme = app.own_theme ? app.own_theme->name : app.session.scene().theme;
  app.memory.before.language = language;
  app.recent_folders = kept.folders;
  app.recent_files = kept.files;
  app.lesson_memories = kept.lessons;
  app.site = !request.site.empty() ? request.site : !kept.site.empty() ? kept.site : CONVOSCOPE_SITE;
  recall_layout(app, kept.layout, request);
  hold_playhead(app.session);
  if (!is_picture) begin_autosave(app);
  if (!is_picture && !request.file.empty() && !is_link) remember_file(app, request.file);
  if (!request.lesson.empty()) {
    open_lesson(app, request.lesson, static_cast<std::size_t>(std::max(request.page, 1) - 1));
    if (!app.ui.lesson) return app.ui.toast->message;
    if (request.presents) set_presenting(app, true);
    if (is_picture) app.ui.is_full_screen = false;
  }
  return app;
}

void perform(AppState& app, const Action& action) { std::visit(Perform{app}, action); }

void advance_time(AppState& app, double now_s) {
  UiState& ui = app.ui;
  // What is told behind a dialog is told once that is closed; the export's own dialog says it itself.
  const bool is_hidden = ui.dialog != Dialog::none && ui.dialog != Dialog::export_picture;
  if (ui.toast && is_hidden) ui.toast->until_s += now_s - app.now_s;
  app.now_s = now_s;
  settle_tasks(app);
  if (ui.toast && !ui.toast->is_error && now_s >= ui.toast->until_s) ui.toast.reset();
  if (ui.dialog == Dialog::export_picture) advance_preview(app);
  advance_motion(app);
  advance_layout(app);
  advance_autosave(app);
  settle_computing(app);
  settle_developing(app);
  settle_opening(app);
  advance_lesson(app);
  advance_ink(ui.ink, now_s);
  follow_model(app);
  settle_learning(app);
  if (!ui.is_playing || now_s < ui.next_step_s) return;
  // A large layer's state is waited for, so that each is seen.
  if (!(is_learning(app) && app.session.wanted())) step_by(app, 1);
  // Counted from the time it was due, so that the speed is kept; but never a burst after a pause of the machine.
  ui.next_step_s = std::max(ui.next_step_s + 1 / ui.steps_per_second, now_s);
  if (shown_step(app.session) == last_shown_step(app.session)) ui.is_playing = false;
}

double next_event_s(const AppState& app) {
  double next =
      std::min({next_motion_s(app), next_layout_s(app), next_autosave_s(app), next_computing_s(app),
                next_opening_s(app), next_lesson_s(app), next_ink_s(app.ui.ink, app.now_s, !app.ui.reduces_motion)});
  if (app.ui.is_playing) next = std::min(next, app.ui.next_step_s);
  const bool is_toast_hidden = app.ui.dialog != Dialog::none && app.ui.dialog != Dialog::export_picture;
  if (app.ui.toast && !app.ui.toast->is_error && !is_toast_hidden) next = std::min(next, app.ui.toast->until_s);
  if (app.ui.dialog == Dialog::export_picture) next = std::min(next, next_preview_s(app));
  for (const BackgroundTask& task : app.tasks) {
    if (app.now_s < task.since_s + task_shows_after_s) next = std::min(next, task.since_s + task_shows_after_s);
  }
  return next;
}

void seek(AppState& app, std::int64_t step) {
  if (is_learning(app)) return app.session.apply(ShowLearned{app.session.present().learning.run, step});
  app.session.playhead.step = std::clamp<std::int64_t>(step, 0, last_shown_step(app.session));
  app.session.pin = {};
}

void step_by(AppState& app, std::int64_t count) {
  const std::int64_t at = std::min(shown_step(app.session), last_shown_step(app.session));
  seek(app, std::clamp<std::int64_t>(at + count, 0, last_shown_step(app.session)));
}

void set_playing(AppState& app, bool playing) {
  app.ui.is_playing = playing;
  if (!playing) return;
  if (shown_step(app.session) >= last_shown_step(app.session)) seek(app, 0);
  if (!is_learning(app)) app.session.pin = {};
  app.ui.next_step_s = app.now_s + 1 / app.ui.steps_per_second;
}

void set_granularity(AppState& app, Granularity granularity) {
  const Playhead& playhead = app.session.playhead;
  if (playhead.granularity == granularity) return;
  const Evaluation& evaluation = *app.session.evaluation();
  const Tag cell = focus(evaluation, shown_playhead(app.session), {});
  switch_playhead(
      app, {playhead.side, granularity, evaluation.trace(cell.side, granularity).step_of(cell.channel, cell.cell)});
}

void step_through(AppState& app, Side side) {
  if (!has_side(*app.session.evaluation(), side)) return;
  const Playhead& playhead = app.session.playhead;
  if (playhead.side != side) switch_playhead(app, {side, playhead.granularity, playhead.step});
}

void remember_folder(AppState& app, const std::string& folder) {
  if (app.platform.is_page()) return;
  put_first(app.recent_folders, folder, most_recent_folders);
  keep_preferences(app);
}

void remember_file(AppState& app, const std::string& path) {
  if (app.platform.is_page()) return;  // there it would be nowhere
  put_first(app.recent_files, app.platform.full_path(path), most_recent_files);
  keep_preferences(app);
}

void choose_theme(AppState& app, const std::string& name) {
  app.own_theme.reset();
  app.session.apply(SetTheme{name});
  keep_preferences(app);
}

void choose_language(AppState& app, const std::string& code) {
  app.language = code;
  translate_lesson(app);
  keep_preferences(app);
}

void tell(AppState& app, Message message) { app.ui.toast = Toast{std::move(message), false, app.now_s + toast_s}; }

void tell_file(AppState& app, Message message, std::string path) {
  if (app.platform.is_page()) return tell(app, std::move(message));
  app.ui.toast = Toast{std::move(message), false, app.now_s + file_toast_s, std::move(path)};
}

void tell_error(AppState& app, Message message) { app.ui.toast = Toast{std::move(message), true, 0}; }

}  // namespace convoscope

// Every move ends in `arrive`, which draws the stop's question and sets the canvas: one edit, and so one undo.
#include "gui/lesson/lessons.h"

#include <algorithm>
#include <limits>

#include "figure/views.h"
#include "gui/state/files.h"
#include "gui/state/layout_memory.h"
#include "gui/state/shown_steps.h"

namespace convoscope {
namespace {

constexpr double look_s = 1;  ///< how often a lesson's file is looked at

/// In which a lesson's questions are asked: its own language, whatever the window speaks.
const Catalog& catalog_of(const AppState& app) {
  const auto own = app.catalogs.find(app.ui.lesson->lesson.language);
  return own != app.catalogs.end() ? own->second : app.catalog();
}

/// The scene of the stop as the canvas would have it: theme and camera are the user's.
std::optional<SavedScene> wanted_scene(const AppState& app) {
  std::optional<SavedScene> saved = scene_at(*app.ui.lesson);
  if (!saved) return saved;
  saved->scene.theme = app.session.present().theme;
  return saved;
}

/// What goes with the place where the lesson stands now.
void settle_place(AppState& app) {
  OpenLesson& open = *app.ui.lesson;
  open.places[app.session.opening()] = place_of(open);
  app.ui.revealed = covers_at(open) ? std::optional<std::int64_t>(0) : std::nullopt;
  app.ui.hands.reset();
  keep_preferences(app);
}

void arrive(AppState& app) {
  OpenLesson& open = *app.ui.lesson;
  draw_question(open, catalog_of(app));
  app.ui.lesson_entry.reset();
  app.ui.lesson_scrolls = true;
  open.shows_layer = false;
  show_lesson_scene(app);
  settle_place(app);
}

Result<OpenLesson> read_open_lesson(const AppState& app, const std::string& name) {
  OpenLesson open;
  open.source = LessonSource(name, app.platform);
  Result<LessonReading> reading = open.source.read(app.platform, app.language, view_names());
  if (!reading) return reading.message();
  if (reading->lesson.pages.empty()) {
    const std::string reason =
        reading->mistakes.empty() ? std::string() : app.catalog().text(reading->mistakes.front().what);
    return Message{"lesson_panel.unreadable", {{"path", name}, {"reason", reason}}};
  }
  open.lesson = std::move(reading->lesson);
  open.mistakes = reading->mistakes.size();
  open.stamp = app.platform.file_stamp(name);
  open.looked_s = app.now_s;
  return open;
}

const LessonMemory* memory_named(const AppState& app, const std::string& name) {
  const auto found = std::ranges::find(app.lesson_memories, name, &LessonMemory::name);
  return found != app.lesson_memories.end() ? &*found : nullptr;
}

/// Puts the open lesson in front of what is kept of the others.
void remember_lesson(AppState& app) { app.lesson_memories = lesson_memories(app); }

void begin(AppState& app, const std::string& name, std::optional<std::size_t> page) {
  Result<OpenLesson> open = read_open_lesson(app, name);
  if (!open) return tell_error(app, open.message());
  if (app.ui.lesson) remember_lesson(app);
  const LessonMemory* const memory = memory_named(app, name);
  if (memory) {
    open->seed = memory->seed;
    open->questions = memory->questions;
    open->page = std::min(memory->page, open->lesson.pages.size());
    open->stop = memory->stop;
    if (open->page < open->lesson.pages.size())
      open->stop = std::min(open->stop, stops_of(*open->shown_page()).size() - 1);
  }
  if (page) go_to_page(*open, std::min(*page, open->lesson.pages.size() - 1));
  app.ui.toast.reset();
  app.ui.lesson = std::move(*open);
  draw_question(*app.ui.lesson, catalog_of(app));
  replace_scene(app, {wanted_scene(app).value_or(saved_scene(app.session))});
  arrive(app);
  if (app.ui.lesson->mistakes > 0)
    tell(app, {"lesson_panel.mistakes", {{"count", std::to_string(app.ui.lesson->mistakes)}}});
  if (!app.ui.lesson->source.is_built_in()) remember_file(app, name);
}

/// `move` changes the lesson; false where there is nowhere to go.
template <class Move>
void go(AppState& app, Move&& move) {
  if (!app.ui.lesson || !move(*app.ui.lesson)) return;
  app.ui.is_playing = false;
  arrive(app);
}

}  // namespace

void open_lesson(AppState& app, const std::string& name, std::size_t page) {
  if (asks_before(app, OpenLessonNamed{name})) return;
  begin(app, name, page);
}

void resume_lesson(AppState& app, const std::string& name) {
  if (asks_before(app, OpenLessonNamed{name, true})) return;
  begin(app, name, std::nullopt);
}

void close_lesson(AppState& app) {
  if (!app.ui.lesson) return;
  set_presenting(app, false);
  remember_lesson(app);
  app.ui.lesson.reset();
  app.ui.revealed.reset();
  keep_preferences(app);
}

std::string built_in_title(const AppState& app, std::string_view name) {
  const Result<std::string> text = app.platform.read_asset("lessons/" + app.language + "/" + std::string(name) + ".md");
  constexpr std::string_view mark = "# ";
  if (!text || !text->starts_with(mark)) return std::string(name);
  return text->substr(mark.size(), text->find('\n') - mark.size());
}

std::vector<std::string> own_lessons(const AppState& app) {
  constexpr std::size_t most = 12;
  constexpr std::string_view ending = ".md";
  std::vector<std::string> paths;
  for (const std::string& path : app.recent_files)
    if (path.ends_with(ending)) paths.push_back(path);
  if (paths.empty()) return paths;
  const std::string folder = paths.front().substr(0, paths.front().rfind('/') + 1);
  const Result<std::vector<DirectoryEntry>> entries = app.platform.list_directory(folder);
  if (!entries) return paths;
  for (const DirectoryEntry& entry : *entries) {
    std::string path = folder + entry.name;
    const bool is_lesson = !entry.is_directory && entry.name.ends_with(ending) && entry.name != "README.md";
    if (is_lesson && paths.size() < most && std::ranges::find(paths, path) == paths.end())
      paths.push_back(std::move(path));
  }
  return paths;
}

void lesson_on(AppState& app) { go(app, go_on); }

void lesson_back(AppState& app) { go(app, go_back); }

void lesson_to_page(AppState& app, std::size_t page) {
  go(app, [page](OpenLesson& open) {
    go_to_page(open, page);
    return true;
  });
}

void lesson_to_block(AppState& app, std::size_t block) {
  go(app, [block](OpenLesson& open) { return go_to_block(open, block); });
}

void show_lesson_scene(AppState& app) {
  if (!app.ui.lesson) return;
  std::optional<SavedScene> saved = wanted_scene(app);
  if (!saved) return;
  app.ui.is_playing = false;
  // Where nothing but the step is another one there is nothing to undo.
  if (!(app.session.draft() == saved->scene)) replace_scene(app, {*saved});
  app.session.playhead = saved->playhead;
  hold_playhead(app.session);
  app.session.pin = saved->pin;
  app.session.hover = {};
}

bool differs_from_lesson(const AppState& app) {
  if (!app.ui.lesson) return false;
  const std::optional<SavedScene> saved = wanted_scene(app);
  if (!saved) return false;
  const Playhead& playhead = app.session.playhead;
  return !(app.session.draft() == saved->scene) ||
         playhead.step != std::clamp<std::int64_t>(saved->playhead.step, 0, last_shown_step(app.session)) ||
         playhead.side != saved->playhead.side || app.session.pin != saved->pin;
}

void set_presenting(AppState& app, bool presents) {
  if (!app.ui.lesson || app.ui.lesson->is_presenting == presents) return;
  set_presenting(*app.ui.lesson, presents);
  app.ui.lesson->presents_since_s = app.now_s;
  app.ui.is_full_screen = presents;
  app.ui.ink = {};
  app.ui.zoom = 1;
  app.ui.pan = {};
  arrive(app);
}

void follow_history(AppState& app) {
  if (!app.ui.lesson) return;
  OpenLesson& open = *app.ui.lesson;
  const auto place = open.places.find(app.session.opening());
  if (place == open.places.end() || place->second == place_of(open)) return;
  go_to_place(open, LessonPlace(place->second));
  draw_question(open, catalog_of(app));
  app.ui.lesson_entry.reset();
  app.ui.lesson_scrolls = true;
  // What has been changed by hand is not for the page to take away.
  if (const std::optional<SavedScene> saved = wanted_scene(app); saved && app.session.draft() == saved->scene)
    show_lesson_scene(app);
  settle_place(app);
}

void count_hands(AppState& app, std::string_view typed) {
  if (!app.ui.lesson) return;
  const std::optional<HandCount> hands = read_hands(typed, app.ui.lesson->class_size);
  if (!hands) return tell_error(app, {"present.hands_unreadable", {{"text", std::string(typed)}}});
  count_hands(*app.ui.lesson, *hands);
}

void restart_lesson(AppState& app) {
  go(app, [](OpenLesson& open) {
    begin_anew(open);
    return true;
  });
}

void answer_lesson(AppState& app, const LessonAnswer& answer) {
  if (!app.ui.lesson) return;
  OpenLesson& open = *app.ui.lesson;
  const std::size_t before = open.stop;
  if (answer.picked) {
    pick_cell(open, *answer.picked);
    return;
  }
  if (answer.choice) {
    answer_choice(open, *answer.choice);
  } else if (open.asked && !open.asked->cells.empty()) {
    answer_cells(open);
  } else {
    answer_text(open, answer.typed);
  }
  app.ui.lesson_scrolls = true;
  if (open.stop != before) arrive(app);
}

void ask_anew(AppState& app) {
  if (!app.ui.lesson || !app.ui.lesson->question()) return;
  draw_anew(*app.ui.lesson, catalog_of(app));
  arrive(app);
}

void toggle_hint(AppState& app) {
  if (!app.ui.lesson || !app.ui.lesson->is_asking()) return;
  OpenLesson& open = *app.ui.lesson;
  QuestionProgress& progress = open.questions[open.question()->id];
  progress.shows_hint = !progress.shows_hint;
  app.ui.lesson_scrolls = true;
}

void translate_lesson(AppState& app) {
  if (!app.ui.lesson) return;
  OpenLesson& open = *app.ui.lesson;
  if (open.source.is_built_in()) {
    Result<LessonReading> reading = open.source.read(app.platform, app.language, view_names());
    if (reading && !reading->lesson.pages.empty()) replace_lesson(open, std::move(reading->lesson));
  }
  draw_question(open, catalog_of(app));
  ++open.revision;
}

void advance_lesson(AppState& app) {
  if (!app.ui.lesson || app.ui.lesson->source.is_built_in()) return;
  OpenLesson& open = *app.ui.lesson;
  if (app.now_s < open.looked_s + look_s) return;
  open.looked_s = app.now_s;
  const std::string stamp = app.platform.file_stamp(open.source.name());
  if (stamp.empty() || stamp == open.stamp) return;
  open.stamp = stamp;
  Result<LessonReading> reading = open.source.read(app.platform, app.language, view_names());
  if (!reading || reading->lesson.pages.empty()) {
    return tell_error(app, {"lesson_panel.unreadable", {{"path", open.source.name()}, {"reason", ""}}});
  }
  open.mistakes = reading->mistakes.size();
  replace_lesson(open, std::move(reading->lesson));
  arrive(app);
  tell(app, open.mistakes > 0 ? Message{"lesson_panel.mistakes", {{"count", std::to_string(open.mistakes)}}}
                              : Message{"lesson_panel.reread", {}});
}

double next_lesson_s(const AppState& app) {
  const bool looks = app.ui.lesson && !app.ui.lesson->source.is_built_in();
  return looks ? app.ui.lesson->looked_s + look_s : std::numeric_limits<double>::infinity();
}

std::vector<LessonMemory> lesson_memories(const AppState& app) {
  std::vector<LessonMemory> memories = app.lesson_memories;
  if (!app.ui.lesson) return memories;
  std::erase_if(memories, [&](const LessonMemory& each) { return each.name == app.ui.lesson->source.name(); });
  memories.insert(memories.begin(), memory_of(*app.ui.lesson));
  if (memories.size() > most_lesson_memories) memories.resize(most_lesson_memories);
  return memories;
}

}  // namespace convoscope

// The rows of the menu Lessons.
#include <array>

#include "gui/lesson/lessons.h"
#include "gui/state/command_rows.h"
#include "gui/state/files.h"

namespace convoscope {
namespace {

using enum NamedKey;

bool has_lesson(const AppState& app) { return app.ui.lesson.has_value(); }
bool presents(const AppState& app) { return has_lesson(app) && app.ui.lesson->is_presenting; }
bool has_next_stop(const AppState& app) { return has_lesson(app) && !app.ui.lesson->shows_results(); }
bool has_stop_before(const AppState& app) {
  return has_lesson(app) && (app.ui.lesson->page > 0 || app.ui.lesson->stop > 0);
}
bool is_asking(const AppState& app) { return has_lesson(app) && app.ui.lesson->is_asking(); }
bool is_at_question(const AppState& app) { return has_lesson(app) && app.ui.lesson->question() != nullptr; }

void toggle_blank(AppState& app) {
  app.ui.lesson->is_blank = !app.ui.lesson->is_blank;
  ++app.ui.lesson->revision;
}

void toggle_pen(AppState& app) { app.ui.ink.has_pen = !app.ui.ink.has_pen; }
bool has_ink(const AppState& app) { return presents(app) && !app.ui.ink.strokes.empty(); }
void begin_count(AppState& app) { app.ui.hands.emplace(); }
void toggle_presenter(AppState& app) { app.ui.presenter = !app.ui.shows_presenter; }

void toggle_cover(AppState& app) { app.ui.revealed = app.ui.revealed ? std::nullopt : std::optional<std::int64_t>(0); }
/// A question's answer, else one output more.
void reveal(AppState& app) {
  if (is_asking(app)) return lesson_on(app);
  const Session& session = app.session;
  const std::int64_t outputs = session.evaluation()->output(session.evaluation()->asked).size();
  if (++*app.ui.revealed >= outputs) app.ui.revealed.reset();
}

constexpr std::array lesson_rows{
    Command{"open_lesson",
            "command.open_lesson",
            Menu::lessons,
            {},
            false,
            always,
            [](AppState& app) { open_dialog(app, Dialog::open); }},
    Command{"present",
            "command.present",
            Menu::lessons,
            {key(f5)},
            false,
            has_lesson,
            [](AppState& app) { set_presenting(app, !app.ui.lesson->is_presenting); },
            presents},
    Command{"lesson_next", "command.lesson_next", Menu::lessons, {key(page_down)}, false, has_next_stop, lesson_on},
    Command{"lesson_back", "command.lesson_back", Menu::lessons, {key(page_up)}, false, has_stop_before, lesson_back},
    Command{"lesson_first",
            "command.lesson_first",
            Menu::lessons,
            {key(home)},
            false,
            presents,
            [](AppState& app) { lesson_to_page(app, 0); }},
    Command{"lesson_last",
            "command.lesson_last",
            Menu::lessons,
            {key(end)},
            false,
            presents,
            [](AppState& app) { lesson_to_page(app, app.ui.lesson->lesson.pages.size() - 1); }},
    Command{"lesson_scene",
            "command.lesson_scene",
            Menu::lessons,
            {typed(U'0')},
            false,
            differs_from_lesson,
            show_lesson_scene},
    Command{"lesson_hint", "command.lesson_hint", Menu::lessons, {typed(U'h')}, false, is_asking, toggle_hint},
    Command{"lesson_anew", "command.lesson_anew", Menu::lessons, {typed(U'n')}, false, is_at_question, ask_anew},
    Command{"cover",
            "command.cover",
            Menu::lessons,
            {typed(U'x')},
            false,
            [](const AppState& app) { return !is_asking(app); },
            toggle_cover,
            [](const AppState& app) { return app.ui.revealed.has_value(); }},
    Command{"reveal",
            "command.reveal",
            Menu::lessons,
            {typed(U'v')},
            true,
            [](const AppState& app) { return is_asking(app) || app.ui.revealed.has_value(); },
            reveal},
    Command{"blank",
            "command.blank",
            Menu::lessons,
            {typed(U'.'), typed(U'b')},
            false,
            presents,
            toggle_blank,
            [](const AppState& app) { return presents(app) && app.ui.lesson->is_blank; }},
    Command{"pen",
            "command.pen",
            Menu::lessons,
            {typed(U'p')},
            false,
            presents,
            toggle_pen,
            [](const AppState& app) { return presents(app) && app.ui.ink.has_pen; }},
    Command{"wipe",
            "command.wipe",
            Menu::lessons,
            {typed(U'e')},
            false,
            has_ink,
            [](AppState& app) { app.ui.ink.strokes.clear(); }},
    Command{"count_hands",
            "command.count_hands",
            Menu::lessons,
            {typed(U'c')},
            false,
            [](const AppState& app) { return presents(app) && is_at_question(app); },
            begin_count},
    Command{"presenter",
            "command.presenter",
            Menu::lessons,
            {typed(U'w')},
            false,
            presents,
            toggle_presenter,
            [](const AppState& app) { return app.ui.shows_presenter; }},
    Command{"lesson_restart", "command.lesson_restart", Menu::lessons, {}, false, has_lesson, restart_lesson},
    Command{"close_lesson", "command.close_lesson", Menu::lessons, {}, false, has_lesson, close_lesson},
};

}  // namespace

void add_lesson_commands(std::vector<Command>& rows) {
  rows.insert(rows.end(), lesson_rows.begin(), lesson_rows.end());
}

}  // namespace convoscope

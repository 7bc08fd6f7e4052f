// Lessons in the running program: opened, walked through, answered, kept for the next time.
// Knows no widget.
#pragma once

#include <string>

#include "gui/state/app_state.h"

namespace convoscope {

/// Opens a built-in lesson by its name or a file's by its path, at a page (0: the first), in place of the scene, which undo brings
/// back; what was answered the last time still counts. Where it cannot be read a message says why and nothing changes.
void open_lesson(AppState& app, const std::string& name, std::size_t page = 0);
/// Where somebody left that lesson the last time.
void resume_lesson(AppState& app, const std::string& name);
void close_lesson(AppState& app);
/// The title of a built-in lesson in the window's language.
std::string built_in_title(const AppState& app, std::string_view name);
/// The paths of lessons of one's own: those opened before, the latest first, and what else lies in that one's folder. Reads the folder.
std::vector<std::string> own_lessons(const AppState& app);

// Of the lesson that is open; without one they do nothing.

void lesson_on(AppState& app);
void lesson_back(AppState& app);
void lesson_to_page(AppState& app, std::size_t page);
void lesson_to_block(AppState& app, std::size_t block);
/// The canvas as the page has it, whatever has been changed since.
void show_lesson_scene(AppState& app);
/// Whether the canvas shows something else than the page has it.
bool differs_from_lesson(const AppState& app);
void set_presenting(AppState& app, bool presents);
/// After undo or redo: where that has brought the scene of another stop back, the lesson goes there, too.
void follow_history(AppState& app);
/// The count of a class's hands as it was typed. A message where that is none.
void count_hands(AppState& app, std::string_view typed);
/// From the first page, with nothing answered and other numbers.
void restart_lesson(AppState& app);

void answer_lesson(AppState& app, const LessonAnswer& answer);
void ask_anew(AppState& app);
void toggle_hint(AppState& app);

/// The lesson in the window's language, on the same page and question.
void translate_lesson(AppState& app);

/// Reads a lesson again whose file has changed. After the clock has moved.
void advance_lesson(AppState& app);
double next_lesson_s(const AppState& app);
/// What is kept of the lessons for the next run, that of the open one as it stands.
std::vector<LessonMemory> lesson_memories(const AppState& app);

}  // namespace convoscope

// How far somebody has come in a lesson, as preferences keep it: one line of text.
// Knows no window.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gui/lesson/open_lesson.h"

namespace convoscope {

struct LessonMemory {
  std::string name;  ///< of a built-in lesson, or a path
  std::size_t page = 0;
  std::size_t stop = 0;
  std::uint64_t seed = 1;
  std::map<std::string, QuestionProgress, std::less<>> questions;  ///< which are over and how, no answers
};

LessonMemory memory_of(const OpenLesson& open);
/// "3 1 7 shrinks=1r,any-sum=0w article": page, stop, seed, questions (numbers drawn; right, wrong, shown), name.
std::string written(const LessonMemory& memory);
/// Nothing where the line is anything else.
std::optional<LessonMemory> read_lesson_memory(std::string_view line);

}  // namespace convoscope

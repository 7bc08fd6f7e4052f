// A lesson's file as a value, and everything that is wrong with it. What is wrong is left out, the rest opens.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "lesson/lesson.h"
#include "lesson/mistake.h"

namespace convoscope {

inline constexpr std::size_t most_lesson_bytes = std::size_t{1} << 20;
inline constexpr std::size_t most_pages = 100;
inline constexpr std::size_t most_blocks = 40;
inline constexpr std::size_t most_choices = 6;

/// What stands around a lesson.
struct LessonSurroundings {
  std::span<const std::string_view> views;              ///< the names that views have
  std::function<bool(const std::string&)> has_picture;  ///< whether that file lies beside it
};

struct LessonReading {
  Lesson lesson;
  std::vector<Mistake> mistakes;  ///< in the order of the file
};

LessonReading read_lesson(std::string_view text, const LessonSurroundings& surroundings);

}  // namespace convoscope

// A whole lesson as a file: a page for browsers, a package for learning platforms, a handout.
#pragma once

#include <functional>

#include "publish/sheet.h"

namespace convoscope {

struct LessonFile {
  const Lesson& lesson;
  std::uint64_t seed = 1;  ///< of the questions' numbers
  const DrawingKit& kit;
  const Theme& dark_theme;  ///< figures follow the reader's setting
  /// The bytes of a picture beside the lesson.
  std::function<Result<std::string>(const std::string& name)> read_picture;
};

/// One self-contained page: figures that can be stepped and pointed at, questions that are graded in the page.
Result<std::string> lesson_html(const LessonFile& file);
/// SCORM 1.2: the same page in a zip, reporting its score to the platform.
Result<std::string> lesson_scorm(const LessonFile& file);
/// A PDF to print, with the answers at its end.
Result<std::string> lesson_handout(const LessonFile& file);

}  // namespace convoscope

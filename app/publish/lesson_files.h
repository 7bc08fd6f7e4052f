// A whole lesson as a file: a page for browsers, a package for learning platforms, a handout.
#pragma once

#include <functional>
#include <optional>
#include <string>

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
/// The program's own offline page with the lesson in it, which it then opens with: `page` is that page, empty of lessons. A lesson of
/// somebody's own goes along as `text`, with its pictures; of a built-in one its name does. In the page it is JSON:
/// `{"name": "my_lesson.md", "language": "en", "files": {"my_lesson.md": base64, "map.png": base64}}`. Fails where the page has no
/// place for a lesson or a picture cannot be read.
Result<std::string> lesson_in_app(const LessonFile& file, const std::string& name,
                                  const std::optional<std::string>& text, std::string page);
/// A PDF to print, with the answers at its end.
Result<std::string> lesson_handout(const LessonFile& file);

}  // namespace convoscope

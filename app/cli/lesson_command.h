// `lesson`: what is wrong in a lesson's file.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"
#include "lesson/read_lesson.h"

namespace convoscope {

Outcome run_lesson(const LessonArguments& arguments, const Context& context);

/// The lesson in that file, with its mistakes.
Attempt<LessonReading> read_lesson_file(const std::string& path, const Platform& platform);

}  // namespace convoscope

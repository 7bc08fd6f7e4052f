// `lesson`: what is wrong in a lesson's file.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"
#include "lesson/read_lesson.h"

namespace convoscope {

Outcome run_lesson(const LessonArguments& arguments, const Context& context);

/// The lesson in that file, or the built-in one of that name ("article") in the language of this run, with its mistakes.
Attempt<LessonReading> read_lesson_named(const std::string& name, const Context& context);
/// The same without mistakes; the first is the failure.
Attempt<Lesson> read_sound_lesson(const std::string& name, const Context& context);

}  // namespace convoscope

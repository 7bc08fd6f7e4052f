// `quiz`: a lesson's questions on sheets, or as files for learning platforms.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

Outcome run_quiz(const QuizArguments& arguments, const Context& context);

}  // namespace convoscope

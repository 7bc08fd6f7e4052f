// Mistakes go to standard output, one a line, in the form that editors know how to jump to.
#include "cli/lesson_command.h"

#include <array>
#include <ostream>

#include "cli/names.h"
#include "figure/views.h"

namespace convoscope {
namespace {

Outcome check(const std::string& path, const Context& context) {
  const Attempt<LessonReading> reading = read_lesson_file(path, context.platform);
  if (!reading) return reading.failure();
  for (const Mistake& mistake : reading->mistakes)
    context.out << path << ':' << mistake.line << ':' << mistake.column << ": "
                << context.wording.catalog().text(mistake.what) << '\n';
  if (reading->mistakes.empty()) return done();
  Failure failure = failed({"cli.lesson_mistakes", {{"count", std::to_string(reading->mistakes.size())}}});
  failure.subject = path;
  return failure;
}

}  // namespace

Attempt<LessonReading> read_lesson_file(const std::string& path, const Platform& platform) {
  const Result<std::string> text = platform.read_file(path);
  if (!text) return failed(text.message());
  const std::string folder = path.substr(0, path.find_last_of('/') + 1);
  const auto has_picture = [&](const std::string& name) { return platform.has_file(folder + name); };
  return read_lesson(*text, {view_names(), has_picture});
}

Outcome run_lesson(const LessonArguments& arguments, const Context& context) {
  constexpr std::array actions{"check"};
  if (!arguments.action) return wrong_request("", {"cli.lesson_action", {{"choices", joined(actions)}}});
  if (*arguments.action != actions[0]) return unknown_choice("", *arguments.action, actions);
  if (!arguments.file) return wrong_request("", {"cli.lesson_missing", {}});
  return check(*arguments.file, context);
}

}  // namespace convoscope

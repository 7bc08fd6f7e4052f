// Mistakes go to standard output, one a line, in the form that editors know how to jump to.
#include "cli/lesson_command.h"

#include <algorithm>
#include <array>
#include <ostream>

#include "cli/names.h"
#include "cli/picture.h"
#include "cli/picture_file.h"
#include "figure/views.h"
#include "publish/lesson_files.h"

namespace convoscope {
namespace {

/// Where a lesson and the pictures beside it are read from: a file's folder, or the program's own lessons.
class LessonPlace {
 public:
  LessonPlace(const std::string& name, const Context& context) : platform_(context.platform) {
    const bool is_plain = name.find_first_of("./\\") == std::string::npos;
    is_built_in_ = is_plain && !platform_.has_file(name);
    folder_ =
        is_built_in_ ? "lessons/" + context.wording.catalog().code() + "/" : name.substr(0, name.find_last_of('/') + 1);
    file_ = is_built_in_ ? folder_ + name + ".md" : name;
  }
  Result<std::string> read_text() const { return read(file_); }
  Result<std::string> read_picture(const std::string& name) const { return read(folder_ + name); }
  bool has_picture(const std::string& name) const {
    return is_built_in_ ? static_cast<bool>(read_picture(name)) : platform_.has_file(folder_ + name);
  }

 private:
  Result<std::string> read(const std::string& path) const {
    return is_built_in_ ? platform_.read_asset(path) : platform_.read_file(path);
  }

  const Platform& platform_;
  bool is_built_in_ = false;
  std::string folder_;
  std::string file_;
};

Outcome check(const std::string& path, const Context& context) {
  const Attempt<LessonReading> reading = read_lesson_named(path, context);
  if (!reading) return reading.failure();
  for (const Mistake& mistake : reading->mistakes)
    context.out << path << ':' << mistake.line << ':' << mistake.column << ": "
                << context.wording.catalog().text(mistake.what) << '\n';
  if (reading->mistakes.empty()) return done();
  Failure failure = failed({"cli.lesson_mistakes", {{"count", std::to_string(reading->mistakes.size())}}});
  failure.subject = path;
  return failure;
}

struct LessonFormat {
  const char* name;
  const char* ending;
  Result<std::string> (*write)(const LessonFile& file);
};
constexpr std::array lesson_formats{
    LessonFormat{"html", ".html", lesson_html},
    LessonFormat{"pdf", ".pdf", lesson_handout},
    LessonFormat{"scorm", ".zip", lesson_scorm},
};

/// What --format or the file's ending names.
Attempt<const LessonFormat*> read_format(const LessonArguments& arguments) {
  std::vector<const char*> names;
  for (const LessonFormat& format : lesson_formats)
    if (format.write != lesson_handout || format_of("handout.pdf") != nullptr) names.push_back(format.name);
  if (!arguments.output || arguments.output->empty())
    return wrong_request("-o", {"cli.lesson_output_missing", {{"choices", joined(names)}}});
  for (const LessonFormat& format : lesson_formats) {
    const bool is_meant =
        arguments.format ? *arguments.format == format.name : arguments.output->ends_with(format.ending);
    const bool is_there = std::ranges::find(names, std::string_view(format.name)) != names.end();
    if (!is_meant || !is_there) continue;
    if (*arguments.output == "-" && format.write != lesson_html)
      return wrong_request("-o", {"cli.not_to_standard_output", {{"format", format.name}}});
    return &format;
  }
  if (arguments.format) return unknown_choice("--format", *arguments.format, names);
  return wrong_request("--format", {"cli.lesson_format_missing", {{"choices", joined(names)}}});
}

Outcome export_lesson(const LessonArguments& arguments, const Context& context) {
  const Attempt<const LessonFormat*> format = read_format(arguments);
  if (!format) return format.failure();
  const Attempt<Lesson> lesson = read_sound_lesson(*arguments.file, context);
  if (!lesson) return lesson.failure();
  const Attempt<Theme> light =
      read_named_theme((*format)->write == lesson_handout ? "print" : "light", context.platform);
  const Attempt<Theme> dark = read_named_theme("dark", context.platform);
  if (!light || !dark) return light ? dark.failure() : light.failure();
  const Wording wording(lesson->language, context.platform);
  const FontBook fonts(context.platform);
  const DrawingKit kit{*light, wording.catalog(), fonts};
  const LessonPlace place(*arguments.file, context);
  const Result<std::string> bytes =
      (*format)->write({*lesson, 1, kit, *dark, [&](const std::string& name) { return place.read_picture(name); }});
  if (!bytes) return failed(bytes.message());
  return deliver(*bytes, *arguments.output, context);
}

}  // namespace

Attempt<LessonReading> read_lesson_named(const std::string& name, const Context& context) {
  const LessonPlace place(name, context);
  const Result<std::string> text = place.read_text();
  if (!text) return failed(text.message());
  return read_lesson(*text, {view_names(), [&](const std::string& file) { return place.has_picture(file); }});
}

Attempt<Lesson> read_sound_lesson(const std::string& name, const Context& context) {
  Attempt<LessonReading> reading = read_lesson_named(name, context);
  if (!reading) return reading.failure();
  if (reading->mistakes.empty()) return std::move(reading->lesson);
  const Mistake& first = reading->mistakes.front();
  Failure failure = failed(first.what);
  failure.subject = name + ':' + std::to_string(first.line) + ':' + std::to_string(first.column);
  return failure;
}

Outcome run_lesson(const LessonArguments& arguments, const Context& context) {
  constexpr std::array actions{"check", "export"};
  if (!arguments.action) return wrong_request("", {"cli.lesson_action", {{"choices", joined(actions)}}});
  const bool checks = *arguments.action == actions[0];
  if (!checks && *arguments.action != actions[1]) return unknown_choice("", *arguments.action, actions);
  if (!arguments.file) return wrong_request("", {"cli.lesson_missing", {}});
  return checks ? check(*arguments.file, context) : export_lesson(arguments, context);
}

}  // namespace convoscope

// Mistakes go to standard output, one a line, in the form that editors know how to jump to.
#include "cli/lesson_command.h"

#include <algorithm>
#include <array>
#include <ostream>

#include "cli/names.h"
#include "cli/picture.h"
#include "cli/picture_file.h"
#include "figure/views.h"
#include "lesson/lesson_source.h"
#include "publish/lesson_files.h"

namespace convoscope {
namespace {

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

/// The program's own offline page: installed beside its assets, or built beside its sources.
Result<std::string> read_offline_page(const Platform& platform) {
  for (const std::string_view place : {"../convoscope.html", "../build/web/convoscope.html"}) {
    Result<std::string> page = platform.read_asset(place);
    if (page || page.message().cause != Cause::missing_file) return page;
  }
  return Message{"lesson_app.no_page", {}};
}

/// The lesson in the offline page that was named, else in the program's own.
Result<std::string> in_app(const LessonFile& file, const LessonSource& source, const LessonArguments& arguments,
                           const Context& context) {
  Result<std::string> page =
      arguments.app_page ? context.platform.read_file(*arguments.app_page) : read_offline_page(context.platform);
  if (!page) return page;
  if (source.is_built_in()) return lesson_in_app(file, source.name(), std::nullopt, std::move(*page));
  Result<std::string> text = source.read_text(context.platform, file.lesson.language);
  if (!text) return text;
  return lesson_in_app(file, source.name(), std::move(*text), std::move(*page));
}

Outcome export_lesson(const LessonArguments& arguments, const Context& context) {
  const Attempt<const LessonFormat*> format = read_format(arguments);
  if (!format) return format.failure();
  const bool is_app = arguments.is_app || arguments.app_page;
  if (is_app && (*format)->write != lesson_html)
    return wrong_request("--app", {"cli.lesson_app_format", {{"file", *arguments.output}}});
  const Attempt<Lesson> lesson = read_sound_lesson(*arguments.file, context);
  if (!lesson) return lesson.failure();
  const Attempt<Theme> light =
      read_theme_named((*format)->write == lesson_handout ? "print" : "light", context.platform);
  const Attempt<Theme> dark = read_theme_named("dark", context.platform);
  if (!light || !dark) return light ? dark.failure() : light.failure();
  const Wording wording(lesson->language, context.platform);
  const FontBook fonts(context.platform);
  const DrawingKit kit{*light, wording.catalog(), fonts};
  const LessonSource source(*arguments.file, context.platform);
  const LessonFile file{*lesson, 1, kit, *dark, [&](const std::string& name) {
                          return source.read_picture(context.platform, context.wording.catalog().code(), name);
                        }};
  const Result<std::string> bytes = is_app ? in_app(file, source, arguments, context) : (*format)->write(file);
  if (!bytes) return failed(bytes.message());
  return deliver(*bytes, *arguments.output, context);
}

}  // namespace

Attempt<LessonReading> read_lesson_named(const std::string& name, const Context& context) {
  const LessonSource source(name, context.platform);
  if (source.is_built_in() && std::ranges::find(built_in_lessons, name) == built_in_lessons.end())
    return unknown_choice("LESSON", name, built_in_lessons);
  Result<LessonReading> reading = source.read(context.platform, context.wording.catalog().code(), view_names());
  if (!reading) return failed(reading.message());
  return std::move(*reading);
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

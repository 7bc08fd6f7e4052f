// Questions are asked in the lesson's own language, whatever this run speaks.
#include "cli/quiz_command.h"

#include <algorithm>
#include <array>

#include "cli/file_set.h"
#include "cli/lesson_command.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/picture.h"
#include "cli/picture_file.h"
#include "publish/quiz_pdf.h"
#include "publish/sheet.h"

namespace convoscope {
namespace {

constexpr std::int64_t most_copies = 1000;
constexpr std::int64_t largest_seed = std::numeric_limits<std::int64_t>::max();

struct QuizFormat {
  const char* name;
  const char* ending;  ///< of the file; empty: a folder of files
  bool is_text;
  Result<std::string> (*write)(const QuizFile& quiz);
};
constexpr std::array quiz_formats{
    QuizFormat{"pdf", "", false, nullptr},
    QuizFormat{"moodle", ".xml", true, quiz_moodle},
    QuizFormat{"qti", ".zip", false, quiz_qti},
    QuizFormat{"csv", ".csv", true, [](const QuizFile& quiz) -> Result<std::string> { return quiz_csv(quiz); }},
};

/// Whether the name ends as a file's does: a folder's has no dot in it.
bool has_ending(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1).find('.') != std::string_view::npos;
}

/// What --format or the file's ending names; a name without an ending is a folder's.
Attempt<const QuizFormat*> read_format(const QuizArguments& arguments) {
  std::vector<const char*> names;
  for (const QuizFormat& format : quiz_formats)
    if (format.write != nullptr || format_of("sheet.pdf") != nullptr) names.push_back(format.name);
  if (!arguments.output || arguments.output->empty())
    return wrong_request("-o", {"cli.quiz_output_missing", {{"choices", joined(names)}}});
  const std::string& output = *arguments.output;
  const auto is_meant = [&](const QuizFormat& format) {
    const std::string_view ending = format.ending;
    if (arguments.format) return *arguments.format == format.name;
    return ending.empty() ? output != "-" && !has_ending(output) : output.ends_with(ending);
  };
  const auto chosen = std::ranges::find_if(quiz_formats, is_meant);
  const bool is_there =
      chosen != quiz_formats.end() && std::ranges::find(names, std::string_view(chosen->name)) != names.end();
  if (!is_there && arguments.format) return unknown_choice("--format", *arguments.format, names);
  if (!is_there) return wrong_request("--format", {"cli.quiz_format_missing", {{"choices", joined(names)}}});
  if (output == "-" && !chosen->is_text)
    return wrong_request("-o", {"cli.not_to_standard_output", {{"format", chosen->name}}});
  return &*chosen;
}

/// The sheets and their key into a folder, all or none.
Outcome write_sheets(const QuizFile& quiz, const std::string& folder, const Context& context) {
  const Result<std::vector<NamedFile>> files = quiz_pdf(quiz);
  if (!files) return failed(files.message());
  FileSet set(folder, context.platform);
  for (const NamedFile& file : *files)
    if (Outcome added = set.add(file.name, file.bytes); !added) return added;
  return set.commit();
}

Attempt<SheetRequest> read_request(const QuizArguments& arguments) {
  SheetRequest request{1, 1, arguments.student.value_or("")};
  if (arguments.seed) {
    const Attempt<std::int64_t> seed = read_number("--seed", *arguments.seed, 0, largest_seed);
    if (!seed) return seed.failure();
    request.seed = static_cast<std::uint64_t>(*seed);
  }
  if (arguments.copies) {
    const Attempt<std::int64_t> copies = read_number("--copies", *arguments.copies, 1, most_copies);
    if (!copies) return copies.failure();
    request.copies = static_cast<int>(*copies);
  }
  return request;
}

}  // namespace

Outcome run_quiz(const QuizArguments& arguments, const Context& context) {
  if (!arguments.lesson) return wrong_request("", {"cli.quiz_lesson_missing", {}});
  const Attempt<const QuizFormat*> format = read_format(arguments);
  if (!format) return format.failure();
  const Attempt<SheetRequest> request = read_request(arguments);
  if (!request) return request.failure();
  const Attempt<Lesson> lesson = read_sound_lesson(*arguments.lesson, context);
  if (!lesson) return lesson.failure();
  const Wording wording(lesson->language, context.platform);
  const bool prints = (*format)->write == nullptr;
  const Attempt<Theme> theme = read_theme_named(prints ? "print" : "light", context.platform);
  if (!theme) return theme.failure();
  const FontBook fonts(context.platform);
  const DrawingKit kit{*theme, wording.catalog(), fonts};
  const std::vector<Sheet> sheets = sheets_of(*lesson, *request, kit.catalog);
  if (sheets.front().questions.empty()) return wrong_request(*arguments.lesson, {"cli.quiz_without_questions", {}});
  const QuizFile quiz{sheets, plain_text(lesson->title), kit};
  if (prints) return write_sheets(quiz, *arguments.output, context);
  const Result<std::string> bytes = (*format)->write(quiz);
  if (!bytes) return failed(bytes.message());
  return deliver(*bytes, *arguments.output, context);
}

}  // namespace convoscope

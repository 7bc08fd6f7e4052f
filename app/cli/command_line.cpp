// Reads the language first, since everything else is said in it; then parses, runs and reports.
#include "cli/command_line.h"

#include <algorithm>
#include <new>
#include <ostream>

#include "cli/address.h"
#include "cli/code/compare_command.h"
#include "cli/code/model_command.h"
#include "cli/code/snippet_command.h"
#include "cli/compute_command.h"
#include "cli/connections_command.h"
#include "cli/explain_command.h"
#include "cli/export_command.h"
#include "cli/gallery_command.h"
#include "cli/help_command.h"
#include "cli/learn/learn_command.h"
#include "cli/lesson_command.h"
#include "cli/matrix_command.h"
#include "cli/parser.h"
#include "cli/presets_command.h"
#include "cli/quiz_command.h"
#include "cli/shape_command.h"
#include "cli/solve_command.h"
#include "cli/window_command.h"

namespace convoscope {
namespace {

/// One line, whatever names and values stand in it.
void write_error(std::string text, std::ostream& err) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  err << "convoscope: error: " << text << '\n';
}

/// Without its words the program can say but this, whatever else has happened.
CommandLineOutcome report_unreadable(const Wording& wording, std::ostream& err) {
  write_error(
      wording.unreadable() +
          " among the program's own files cannot be read; install the program again, or let this user read them",
      err);
  return {ExitStatus::failed, std::nullopt};
}

CommandLineOutcome report(const Failure& failure, const Wording& wording, std::ostream& err) {
  const std::string text = wording.catalog().text(failure.message);
  if (!wording.unreadable().empty()) return report_unreadable(wording, err);
  write_error(failure.subject.empty() ? text : failure.subject + ": " + text, err);
  return {failure.status, std::nullopt};
}

/// Runs each subcommand with its own arguments; the window's become a request.
struct Runner {
  const Context& context;
  const std::string& language;
  std::optional<WindowRequest> window;

  Outcome operator()(const WindowArguments& arguments) {
    Attempt<WindowRequest> request = read_window_request(arguments, language, context.platform);
    if (!request) return request.failure();
    window = std::move(*request);
    return done();
  }
  Outcome operator()(const ComputeArguments& arguments) { return run_compute(arguments, context); }
  Outcome operator()(const ShapeArguments& arguments) { return run_shape(arguments, context); }
  Outcome operator()(const ConnectionsArguments& arguments) { return run_connections(arguments, context); }
  Outcome operator()(const MatrixArguments& arguments) { return run_matrix(arguments, context); }
  Outcome operator()(const ExplainArguments& arguments) { return run_explain(arguments, context); }
  Outcome operator()(const LearnArguments& arguments) { return run_learn(arguments, context); }
  Outcome operator()(const SnippetArguments& arguments) { return run_snippet(arguments, context); }
  Outcome operator()(const LessonArguments& arguments) { return run_lesson(arguments, context); }
  Outcome operator()(const ModelArguments& arguments) { return run_model(arguments, context); }
  Outcome operator()(const CompareArguments& arguments) { return run_compare(arguments, context); }
  Outcome operator()(const SolveArguments& arguments) { return run_solve(arguments, context); }
  Outcome operator()(const QuizArguments& arguments) { return run_quiz(arguments, context); }
  Outcome operator()(const PresetsArguments& arguments) { return run_presets(arguments, context); }
  Outcome operator()(const ExportArguments& arguments) { return run_export(arguments, context); }
  Outcome operator()(const GalleryArguments& arguments) { return run_gallery(arguments, context); }
  Outcome operator()(const HelpArguments& arguments) { return run_help(arguments, context); }
  Outcome operator()(const TextArguments& arguments) {
    context.out << arguments.text;
    return done();
  }
};

}  // namespace

CommandLineOutcome run_command_line(const std::vector<std::string>& given, const Platform& platform, std::ostream& out,
                                    std::ostream& err) {
  std::vector<std::string> arguments = given;
  std::optional<Failure> no_address;
  if (!arguments.empty() && is_address(arguments.front())) {
    AddressWords address = words_of_address(arguments.front());
    no_address = std::move(address.failure);
    arguments.erase(arguments.begin());
    arguments.insert(arguments.begin(), address.words.begin(), address.words.end());
  }
  const std::string language = language_of(arguments);
  const Wording wording(language, platform);
  const Context context{platform, wording, out, err};
  if (no_address) return report(*no_address, wording, err);
  const Attempt<Arguments> parsed = parse_arguments(arguments, wording);
  if (!parsed) return report(parsed.failure(), wording, err);
  // What writes pictures would write them without words.
  const bool draws = std::holds_alternative<ExportArguments>(*parsed) ||
                     std::holds_alternative<GalleryArguments>(*parsed) ||
                     std::holds_alternative<LearnArguments>(*parsed);
  if (draws) (void)wording.catalog();
  if (!wording.unreadable().empty()) return report_unreadable(wording, err);
  Runner runner{context, language, std::nullopt};
  try {
    const Outcome outcome = std::visit(runner, *parsed);
    if (!outcome) return report(outcome.failure(), wording, err);
  } catch (const std::bad_alloc&) {
    return report(failed({"cli.out_of_memory", {}}), wording, err);
  }
  if (!wording.unreadable().empty()) return report_unreadable(wording, err);
  if (!out.flush()) return report(failed({"cli.standard_output", {}}), wording, err);
  return {ExitStatus::done, std::move(runner.window)};
}

void report_error(const Message& message, const std::string& language, const Platform& platform, std::ostream& err) {
  report(failed(message), Wording(language, platform), err);
}

}  // namespace convoscope

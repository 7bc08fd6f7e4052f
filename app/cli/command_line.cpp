// Reads the language first, since everything else is said in it; then parses, runs and reports.
#include "cli/command_line.h"

#include <algorithm>
#include <new>
#include <ostream>

#include "cli/compute_command.h"
#include "cli/connections_command.h"
#include "cli/export_command.h"
#include "cli/parser.h"
#include "cli/presets_command.h"
#include "cli/shape_command.h"
#include "cli/window_command.h"

namespace convoscope {
namespace {

/// The words of `language`, "" being English. An unreadable catalog shows keys instead of sentences.
Catalog read_catalog(const std::string& language, const Platform& platform) {
  const Result<std::string> json =
      platform.read_asset("languages/" + (language.empty() ? std::string("en") : language) + ".json");
  if (!json) return {};
  const Result<Catalog> catalog = Catalog::read(*json);
  return catalog ? *catalog : Catalog();
}

/// One line, whatever names and values stand in it.
void write_error(std::string text, std::ostream& err) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  err << "convoscope: error: " << text << '\n';
}

CommandLineOutcome report(const Failure& failure, const Catalog& catalog, std::ostream& err) {
  const std::string text = catalog.text(failure.message);
  write_error(failure.subject.empty() ? text : failure.subject + ": " + text, err);
  return {failure.status, std::nullopt};
}

/// Runs each subcommand with its own arguments; the window's become a request.
struct Runner {
  const Context& context;
  const std::string& language;
  std::optional<WindowRequest> window;

  Outcome operator()(const WindowArguments& arguments) {
    Attempt<WindowRequest> request = read_window_request(arguments, language, context);
    if (!request) return request.failure();
    window = std::move(*request);
    return done();
  }
  Outcome operator()(const ComputeArguments& arguments) { return run_compute(arguments, context); }
  Outcome operator()(const ShapeArguments& arguments) { return run_shape(arguments, context); }
  Outcome operator()(const ConnectionsArguments& arguments) { return run_connections(arguments, context); }
  Outcome operator()(const PresetsArguments& arguments) { return run_presets(arguments, context); }
  Outcome operator()(const ExportArguments& arguments) { return run_export(arguments, context); }
  Outcome operator()(const TextArguments& arguments) {
    context.out << arguments.text;
    return done();
  }
};

}  // namespace

CommandLineOutcome run_command_line(const std::vector<std::string>& arguments, const Platform& platform,
                                    std::ostream& out, std::ostream& err) {
  const std::string language = language_of(arguments);
  const Catalog catalog = read_catalog(language, platform);
  const Context context{platform, catalog, out, err};
  const Attempt<Arguments> parsed = parse_arguments(arguments, catalog);
  if (!parsed) return report(parsed.failure(), catalog, err);
  Runner runner{context, language, std::nullopt};
  try {
    const Outcome outcome = std::visit(runner, *parsed);
    if (!outcome) return report(outcome.failure(), catalog, err);
  } catch (const std::bad_alloc&) {
    return report(failed({"cli.out_of_memory", {}}), catalog, err);
  }
  if (!out.flush()) return report(failed({"cli.standard_output", {}}), catalog, err);
  return {ExitStatus::done, std::move(runner.window)};
}

void report_error(const Message& message, const std::string& language, const Platform& platform,
                  std::ostream& err) {
  report(failed(message), read_catalog(language, platform), err);
}

}  // namespace convoscope

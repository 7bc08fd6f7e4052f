// One `declare` for each subcommand says which options it has and where their text goes; only the one that was asked for is
// declared, so that starting costs little.
#include "cli/parser.h"

#include <algorithm>
#include <array>

#include "cli/code/code_base.h"
#include "cli/code/snippet_command.h"
#include "cli/compute_command.h"
#include "cli/declarations.h"
#include "cli/drawing_options.h"
#include "cli/help_command.h"
#include "cli/layer_files.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/presets_command.h"
#include "cli/table.h"
#include "document/names.h"
#include "document/parameters.h"
#include "figure/draw/theme_names.h"
#include "figure/views.h"
#include "lesson/lesson_source.h"

namespace convoscope {
namespace {

void declare(Options& options, WindowArguments& arguments) {
  options.heading("cli.help.arguments");
  options.value("FILE", "FILE", arguments.file, "cli.help.file");
  options.heading("cli.help.window_options");
  options.value("--preset", "NAME", arguments.preset, "cli.help.preset", choices_of(preset_names()));
  options.value("--lesson", "NAME|FILE.md", arguments.lesson, "cli.help.window_lesson", choices_of(built_in_lessons));
  options.value("--page", "N", arguments.page, "cli.help.window_page");
  options.flag("--present", arguments.presents, "cli.help.window_present");
  options.value("--step", "K", arguments.picture.step, "cli.help.window_step");
  options.list("--view", "VIEW", arguments.picture.views, "cli.help.view", choices_of(view_names()));
  options.value("--theme", "NAME|FILE", arguments.picture.theme, "cli.help.window_theme", choices_of(theme_names));
  options.value("--scale", "X", arguments.scale, "cli.help.window_scale");
  options.value("--size", "WxH", arguments.size, "cli.help.window_size");
  options.value("--site", "ADDRESS", arguments.site, "cli.help.site");
  options.value("--screenshot", "FILE.png", arguments.screenshot, "cli.help.screenshot");
}

void declare(Options& options, ComputeArguments& arguments) {
  declare_what(options, arguments.layer);
  declare_layer(options, arguments.layer);
  options.heading("cli.help.options");
  options.value("--method", "WAY", arguments.method, "cli.help.method", choices_of(compute_method_names()));
  options.value("-o,--output", "FILE.npy|FILE.png", arguments.output, "cli.help.compute_output");
}

/// What is told of a layer as a table.
template <class LayerTable>
void declare_table_of(Options& options, LayerTable& arguments) {
  declare_what(options, arguments.layer);
  declare_layer(options, arguments.layer);
  options.heading("cli.help.options");
  declare_table(options, arguments.table);
}

void declare(Options& options, ShapeArguments& arguments) { declare_table_of(options, arguments); }
void declare(Options& options, ConnectionsArguments& arguments) { declare_table_of(options, arguments); }
void declare(Options& options, MatrixArguments& arguments) { declare_table_of(options, arguments); }

void declare(Options& options, ExplainArguments& arguments) {
  declare_what(options, arguments.layer);
  declare_layer(options, arguments.layer);
  options.heading("cli.help.options");
  options.value("--select", "CELL", arguments.select, "cli.help.select");
  declare_table(options, arguments.table);
}

void declare(Options& options, LearnArguments& arguments) {
  declare_what(options, arguments.layer);
  declare_layer(options, arguments.layer);
  options.heading("cli.help.options");
  options.value("--target", "NAME|FILE.npy", arguments.target, "cli.help.learn_target", kernel_names());
  options.value("--steps", "N", arguments.steps, "cli.help.learn_steps");
  options.value("--rate", "X", arguments.rate, "cli.help.learn_rate");
  options.value("--seed", "N", arguments.seed, "cli.help.learn_seed");
  options.value("--select", "CELL", arguments.select, "cli.help.learn_select");
  options.value("--step", "K", arguments.step, "cli.help.learn_step");
  declare_table(options, arguments.table);
  options.heading("cli.help.picture");
  options.value("-o,--output", "FILE", arguments.output, "cli.help.learn_output");
  options.value("--theme", "NAME", arguments.theme, "cli.help.learn_theme", choices_of(theme_names));
  options.value("--scale", "X", arguments.drawing.scale, "cli.help.scale");
  options.value("--fps", "F", arguments.drawing.frames_per_second, "cli.help.fps");
}

void declare(Options& options, SnippetArguments& arguments) {
  declare_what(options, arguments.layer);
  options.heading("cli.help.options");
  options.value("--to", "FRAMEWORK", arguments.to, "cli.help.to", choices_of(framework_names));
  options.value("--from", "FRAMEWORK|auto", arguments.from, "cli.help.from");
  declare_layer(options, arguments.layer);
}

void declare(Options& options, LessonArguments& arguments) {
  options.heading("cli.help.arguments");
  options.value("ACTION", "check|export", arguments.action, "cli.help.lesson_action");
  options.value("FILE", "FILE", arguments.file, "cli.help.lesson_file");
  options.heading("cli.help.options");
  options.value("--format", "FORMAT", arguments.format, "cli.help.lesson_format");
  options.value("-o,--output", "FILE", arguments.output, "cli.help.lesson_output");
  options.flag("--app", arguments.is_app, "cli.help.lesson_app");
  options.value("--app-page", "FILE.html", arguments.app_page, "cli.help.lesson_app_page");
}

void declare(Options& options, QuizArguments& arguments) {
  options.heading("cli.help.arguments");
  options.value("LESSON", "LESSON", arguments.lesson, "cli.help.quiz_lesson");
  options.heading("cli.help.options");
  options.value("--seed", "N", arguments.seed, "cli.help.seed");
  options.value("--copies", "M", arguments.copies, "cli.help.copies");
  options.value("--student", "ID", arguments.student, "cli.help.student");
  options.value("--format", "FORMAT", arguments.format, "cli.help.quiz_format");
  options.value("-o,--output", "DIR|FILE", arguments.output, "cli.help.quiz_output");
}

void declare(Options& options, ModelArguments& arguments) {
  options.heading("cli.help.arguments");
  options.value("FILE", "FILE", arguments.file, "cli.help.model_file");
  options.heading("cli.help.options");
  options.value("--input", "CxHxW|CxL", arguments.input, "cli.help.model_input");
  options.list("--skip", "LAYER=MAP|none", arguments.skips, "cli.help.model_skip");
  declare_table(options, arguments.table);
}

void declare(Options& options, CompareArguments& arguments) {
  declare_table_of(options, arguments);
  options.value("--between", "FRAMEWORK,FRAMEWORK", arguments.between, "cli.help.between");
  options.value("-o,--output", "FILE.py", arguments.output, "cli.help.compare_output");
}

void declare(Options& options, SolveArguments& arguments) {
  options.heading("cli.help.arguments");
  options.value("OP", "OP", arguments.operation, "cli.help.solve_operation");
  options.heading("cli.help.options");
  options.value("--input", "L|HxW", arguments.input, "cli.help.solve_input");
  options.value("--output", "L|HxW", arguments.output, "cli.help.solve_output");
  options.value("--max-kernel", "K", arguments.max_kernel, "cli.help.max_kernel");
  options.value("--max-stride", "S", arguments.max_stride, "cli.help.max_stride");
  options.value("--max-padding", "P", arguments.max_padding, "cli.help.max_padding");
  options.value("--max-dilation", "D", arguments.max_dilation, "cli.help.max_dilation");
  options.value("--max-output-padding", "A", arguments.max_output_padding, "cli.help.max_output_padding");
  options.flag("--per-axis", arguments.is_per_axis, "cli.help.per_axis");
  declare_table(options, arguments.table);
}

void declare(Options& options, PresetsArguments& arguments) {
  options.heading("cli.help.options");
  declare_table(options, arguments.table);
}

void declare(Options& options, ExportArguments& arguments) {
  declare_what(options, arguments.layer);
  options.heading("cli.help.picture");
  options.value("-o,--output", "FILE", arguments.output, "cli.help.export_output");
  options.value("--format", "FORMAT", arguments.format, "cli.help.format", choices_of(format_names()));
  options.value("--step", "K", arguments.picture.step, "cli.help.step");
  options.value("--steps", "A-B", arguments.picture.steps, "cli.help.steps");
  options.value("--frames", "DIR", arguments.frames, "cli.help.frames");
  options.flag("--contact-sheet", arguments.contact_sheet, "cli.help.contact_sheet");
  declare_drawing(options, arguments.picture, arguments.drawing);
  declare_layer(options, arguments.layer);
}

void declare(Options& options, GalleryArguments& arguments) {
  options.heading("cli.help.arguments");
  options.value("DIR", "DIR", arguments.folder, "cli.help.folder");
  options.heading("cli.help.picture");
  options.value("--format", "FORMAT", arguments.format, "cli.help.gallery_format", choices_of(format_names()));
  declare_drawing(options, arguments.picture, arguments.drawing);
}

Choices command_names();

void declare(Options& options, HelpArguments& arguments) {
  options.heading("cli.help.arguments");
  options.value("COMMAND", "COMMAND", arguments.command, "cli.help.command", command_names());
  options.heading("cli.help.options");
  options.value("--format", "FORMAT", arguments.format, "cli.help.help_format", choices_of(help_format_names));
}

template <class CommandArguments>
void declare_all(Options& options, CommandArguments& arguments) {
  declare(options, arguments);
  options.close(std::is_same_v<CommandArguments, WindowArguments>);
}

template <class CommandArguments>
Attempt<Arguments> parse(const std::vector<std::string>& words, HelpPage page, const Wording& wording) {
  CommandArguments arguments;
  Options options;
  declare_all(options, arguments);
  Attempt<std::string> text = options.parse(words, std::move(page), wording);
  if (!text) return text.failure();
  if (!text->empty()) return Arguments(TextArguments{std::move(*text)});
  return Arguments(std::move(arguments));
}

template <class CommandArguments>
std::vector<HelpOption> list_options() {
  CommandArguments arguments;
  Options options;
  declare_all(options, arguments);
  return options.listed();
}

/// How a command's words are sorted, and which options it has.
struct Reading {
  Attempt<Arguments> (*parse)(const std::vector<std::string>&, HelpPage, const Wording&);
  std::vector<HelpOption> (*options)();
};
template <class CommandArguments>
constexpr Reading parse_as{parse<CommandArguments>, list_options<CommandArguments>};

struct Command {
  std::string_view name;
  std::string_view usage;
  std::string_view summary_key;
  std::string_view examples;
  Reading reading;
};

constexpr std::array commands{
    Command{"compute",
            "convoscope compute OP --input X.npy --weight W.npy [OPTION]... -o Y.npy\n"
            "convoscope compute [SCENE.convo|--preset NAME] [OPTION]... -o Y.npy",
            "cli.summary.compute",
            "convoscope compute conv-transpose --input x.npy --weight w.npy --stride 2 --padding 1 -o y.npy",
            parse_as<ComputeArguments>},
    Command{"shape",
            "convoscope shape OP --input HxW --kernel KHxKW [OPTION]...\n"
            "convoscope shape [SCENE.convo|--preset NAME] [OPTION]...",
            "cli.summary.shape",
            "convoscope shape conv-transpose --input 2x2 --kernel 3 --stride 2 --padding 1\n"
            "convoscope shape conv --input 16 --kernel 3 --padding 1\n"
            "convoscope shape --preset dilation --stride 2",
            parse_as<ShapeArguments>},
    Command{"connections",
            "convoscope connections OP --input HxW --kernel KHxKW [OPTION]...\n"
            "convoscope connections [SCENE.convo|--preset NAME] [OPTION]...",
            "cli.summary.connections", "convoscope connections conv --input 3x3 --kernel 3 --stride 2 --padding 1",
            parse_as<ConnectionsArguments>},
    Command{"matrix",
            "convoscope matrix OP --input HxW --kernel KHxKW [OPTION]...\n"
            "convoscope matrix [SCENE.convo|--preset NAME] [OPTION]...",
            "cli.summary.matrix", "convoscope matrix --preset article --format latex", parse_as<MatrixArguments>},
    Command{"explain",
            "convoscope explain OP --input HxW --kernel KHxKW [OPTION]... --select CELL\n"
            "convoscope explain [SCENE.convo|--preset NAME] [OPTION]... --select CELL",
            "cli.summary.explain",
            "convoscope explain --preset article --select output[0,1]\n"
            "convoscope explain conv-transpose --input 2x2 --kernel 3 --stride 2 --padding 1 --select e",
            parse_as<ExplainArguments>},
    Command{"learn",
            "convoscope learn OP --input HxW --kernel KHxKW --target NAME|Y.npy [OPTION]...\n"
            "convoscope learn [SCENE.convo|--preset NAME] --target NAME|Y.npy [OPTION]...",
            "cli.summary.learn",
            "convoscope learn conv --input 16x16 --kernel 3 --target sobel-x\n"
            "convoscope learn conv --input 16x16 --kernel 5 --target gaussian --steps 40 --format csv\n"
            "convoscope learn conv --input 6x6 --kernel 3 --target sobel-x --select kernel[0,2] --step 0\n"
            "convoscope learn conv --input 16x16 --kernel 3 --target sobel-x --steps 30 -o learned.html",
            parse_as<LearnArguments>},
    Command{"snippet",
            "convoscope snippet --to pytorch OP --input HxW --kernel KHxKW [OPTION]...\n"
            "convoscope snippet --to pytorch [SCENE.convo|--preset NAME] [OPTION]...\n"
            "convoscope snippet --from FRAMEWORK|auto FILE [OPTION]...",
            "cli.summary.snippet", "convoscope snippet --to pytorch --preset padding_strides_transposed",
            parse_as<SnippetArguments>},
    Command{"model", "convoscope model FILE [OPTION]...", "cli.summary.model", "convoscope model --help",
            parse_as<ModelArguments>},
    Command{"compare",
            "convoscope compare OP --input HxW --kernel KHxKW [OPTION]...\n"
            "convoscope compare [SCENE.convo|--preset NAME] [OPTION]...",
            "cli.summary.compare",
            "convoscope compare conv-transpose --input 3x3 --kernel 3 --stride 2 --auto-pad same-upper\n"
            "convoscope compare max-pool --input 8x8 --kernel 3 --stride 2 -o case.py",
            parse_as<CompareArguments>},
    Command{"solve", "convoscope solve OP --input HxW --output HxW [OPTION]...", "cli.summary.solve",
            "convoscope solve conv-transpose --input 4x4 --output 7x7\n"
            "convoscope solve conv --input 224x224 --output 56x56 --max-kernel 11 --json",
            parse_as<SolveArguments>},
    Command{"export",
            "convoscope export [SCENE.convo] -o FILE [OPTION]...\n"
            "convoscope export --preset NAME -o FILE [OPTION]...\n"
            "convoscope export OP --input HxW --kernel KHxKW -o FILE [OPTION]...",
            "cli.summary.export",
            "convoscope export -o article.svg\n"
            "convoscope export --preset padding_strides_transposed --step 7 -o step7.png --scale 2\n"
            "convoscope export --preset dilation --stride 2 --theme dark -o strides.svg\n"
            "convoscope export --preset padding_strides_transposed --frames slides --size 1920x1080\n"
            "convoscope export --preset dilation --view stack --smooth 12 --hold 2 -o dilation.gif\n"
            "convoscope export conv --input 5x5 --kernel 3 --stride 2 --view connections -o graph.svg",
            parse_as<ExportArguments>},
    Command{"gallery", "convoscope gallery DIR [OPTION]...", "cli.summary.gallery",
            "convoscope gallery pictures\nconvoscope gallery slides --format pdf", parse_as<GalleryArguments>},
    Command{"lesson", "convoscope lesson check FILE.md\nconvoscope lesson export FILE.md [OPTION]... -o FILE",
            "cli.summary.lesson",
            "convoscope lesson check my_lesson.md\nconvoscope lesson export article -o article.html",
            parse_as<LessonArguments>},
    Command{"quiz", "convoscope quiz LESSON [OPTION]... -o DIR|FILE", "cli.summary.quiz",
            "convoscope quiz article --copies 30 -o sheets\n"
            "convoscope quiz article --seed 7 --format moodle -o article.xml\n"
            "convoscope quiz my_lesson.md --copies 30 --format csv -o -",
            parse_as<QuizArguments>},
    Command{"presets", "convoscope presets [OPTION]...", "cli.summary.presets", "convoscope presets",
            parse_as<PresetsArguments>},
    Command{"help", "convoscope help [COMMAND]\nconvoscope help --format FORMAT", "cli.summary.help",
            "convoscope help shape\nconvoscope help --format bash", parse_as<HelpArguments>}};

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(commands, name, &Command::name);
  return found == commands.end() ? nullptr : &*found;
}

Choices command_names() {
  Choices names;
  for (const Command& command : commands) names.emplace_back(command.name);
  return names;
}

HelpPage page_of(const Command& command) {
  return {command.name, command.usage, command.summary_key, command.examples, {}};
}

/// With the names of the commands and what they do, without their options.
HelpPage window_page() {
  HelpPage page{
      "",
      "convoscope [SCENE.convo|LESSON.md] [OPTION]...\nconvoscope COMMAND ...",
      "cli.summary.window",
      "convoscope\nconvoscope --preset dilation\nconvoscope --lesson article --page 3\nconvoscope shape --help",
      {}};
  for (const Command& command : commands) page.commands.push_back(page_of(command));
  return page;
}

}  // namespace

HelpPage program_page() {
  HelpPage page = window_page();
  page.options = list_options<WindowArguments>();
  for (std::size_t i = 0; i < commands.size(); ++i) page.commands[i].options = commands[i].reading.options();
  return page;
}

std::optional<Failure> mistyped_command(const std::string& word) {
  if (word.empty() || word.find_first_of("./\\-") != std::string::npos) return std::nullopt;
  const Choices all = command_names();
  const std::vector<std::string_view> names(all.begin(), all.end());
  return unknown("", "cli.unknown_command", "cli.unknown_command_close", {{"text", word}, {"choices", joined(names)}},
                 word, names);
}

Attempt<Arguments> parse_arguments(const std::vector<std::string>& words, const Wording& wording) {
  // The language may be said before the command.
  std::size_t first = 0;
  while (first < words.size() && words[first].starts_with("--language")) first += words[first] == "--language" ? 2 : 1;
  if (first < words.size()) {
    if (const Command* command = find_command(words[first])) {
      std::vector<std::string> rest = words;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(first));
      return command->reading.parse(rest, page_of(*command), wording);
    }
    if (const std::optional<Failure> mistyped = mistyped_command(words[first])) return *mistyped;
  }
  return parse<WindowArguments>(words, window_page(), wording);
}

}  // namespace convoscope

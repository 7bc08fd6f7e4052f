#include "cli/learn/learning_file.h"

#include <algorithm>
#include <filesystem>

#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/picture.h"
#include "cli/picture_file.h"
#include "document/memory_sink.h"
#include "figure/draw/named_colors.h"
#include "figure/learning/learning_figure.h"
#include "picture/font_subset.h"
#include "picture/html_words.h"

namespace convoscope {
namespace {

/// Where no picture is asked for.
Outcome judge_without_picture(const LearnArguments& arguments) {
  if (arguments.step && !arguments.select) return wrong_request("--step", {"cli.learn.step_of_what", {}});
  const std::pair<const char*, bool> flags[]{{"--theme", arguments.theme.has_value()},
                                             {"--scale", arguments.drawing.scale.has_value()},
                                             {"--fps", arguments.drawing.frames_per_second.has_value()}};
  for (const auto& [flag, is_given] : flags)
    if (is_given) return wrong_request(flag, {"cli.learn.without_picture", {}});
  return done();
}

}  // namespace

Attempt<LearningFile> read_learning_file(const LearnArguments& arguments) {
  LearningFile file;
  if (arguments.step) {
    const Attempt<std::int64_t> step = read_number("--step", *arguments.step, 0, most_frames);
    if (!step) return step.failure();
    file.step = *step;
  }
  if (!arguments.output) {
    if (const Outcome judged = judge_without_picture(arguments); !judged) return judged.failure();
    return file;
  }
  if (arguments.select) return wrong_request("--select", {"cli.excludes", {{"other", "-o"}}});
  if (arguments.table.json || arguments.table.format)
    return wrong_request(arguments.table.json ? "--json" : "--format", {"cli.excludes", {{"other", "-o"}}});
  file.path = *arguments.output;
  file.format = format_of(file.path);
  if (!file.format || file.format->is_layer) {
    std::vector<std::string_view> names;
    for (const Format& each : formats())
      if (!each.is_layer) names.push_back(each.extension);
    const std::string ending = std::filesystem::path(file.path).extension().string();
    return unknown("-o", "cli.unknown_ending", "cli.unknown_ending_close",
                   {{"file", file.path}, {"choices", joined(names)}},
                   ending.substr(std::min<std::size_t>(ending.size(), 1)), names);
  }
  if (arguments.step && !file.format->still)
    return wrong_request("--step", {"cli.step_of_animation", {{"format", std::string(file.format->extension)}}});
  if (arguments.theme) file.theme = *arguments.theme;
  Attempt<Drawing> drawing = read_drawing(arguments.drawing, *file.format, !file.format->still);
  if (!drawing) return drawing.failure();
  file.drawing = std::move(*drawing);
  return file;
}

Outcome write_learning_picture(const LearningFile& file, const std::vector<LearningState>& states, double rate,
                               const Tensor* wanted, const Context& context) {
  const auto count = static_cast<std::int64_t>(states.size());
  if (!file.format->still && count > most_frames)
    return out_of_range("--steps", std::to_string(count - 1), "0", std::to_string(most_frames - 1));
  const Catalog& catalog = context.wording.catalog();
  if (const Status found = context.platform.check_fonts(catalog.code()); !found) return failed(found.message());
  const Attempt<Theme> theme = read_theme_named(file.theme, context.platform);
  if (!theme) return theme.failure();
  const Attempt<Theme> dark = read_theme_named("dark", context.platform);
  if (!dark) return dark.failure();
  if (file.drawing.note) say_note(*file.drawing.note, context);
  const FontBook fonts(context.platform);
  const auto figures = [&](const Theme& look) {
    return [&states, rate, wanted, &look, &catalog, &fonts](std::int64_t step) {
      return learning_figure({states, step, rate, wanted, look, catalog, fonts});
    };
  };
  ExportOptions options = file.drawing.options;
  options.font_subset = font_subset(fonts);
  options.color_names = named_colors(*theme);
  options.html_words = html_words(catalog);
  options.html_words.hint = catalog.text("learning.hint");
  if (file.format->still) {
    const Result<std::string> bytes =
        file.format->still(figures(*theme)(file.step.value_or(count - 1)), options, fonts);
    return deliver(bytes ? Attempt<std::string>(*bytes) : failure_of(bytes.message(), file.drawing), file.path,
                   context);
  }
  FrameSource frames{count, figures(*theme)};
  if (file.theme == "light") frames.dark_frame = figures(*dark);
  MemorySink sink;
  const Status written = file.format->animation(frames, options, fonts, sink)->write(nullptr);
  return deliver(written ? Attempt<std::string>(sink.take()) : failure_of(written.message(), file.drawing), file.path,
                 context);
}

}  // namespace convoscope

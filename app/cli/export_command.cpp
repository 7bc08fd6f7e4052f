// Everything is judged before the file is opened; the file itself changes only when all of it is written.
#include "cli/export_command.h"

#include <unistd.h>

#include <iostream>

#include "cli/drawing_options.h"
#include "cli/picture.h"
#include "cli/picture_file.h"

namespace convoscope {
namespace {

/// The format that --format, the file's ending, or (for standard output) nothing names.
Attempt<const Format*> read_format(const ExportArguments& arguments) {
  if (!arguments.output || arguments.output->empty())
    return wrong_request("-o", {"cli.export_output_missing", {{"choices", format_names()}}});
  const bool to_standard_output = *arguments.output == "-";
  if (arguments.format || to_standard_output) {
    const Attempt<const Format*> named = read_format_name(arguments.format.value_or("svg"));
    if (named && to_standard_output && !(*named)->is_text)
      return wrong_request("-o", {"cli.not_to_standard_output", {{"format", std::string((*named)->extension)}}});
    return named;
  }
  if (const Format* format = format_of(*arguments.output)) return format;
  return wrong_request("-o", {"cli.unknown_ending", {{"file", *arguments.output}, {"choices", format_names()}}});
}

/// Whether all steps are wanted: by --step all, or because the format holds nothing else.
Attempt<bool> read_is_animation(const Format& format, const Value& step) {
  const std::string extension(format.extension);
  const bool asks_all = step == "all";
  if (asks_all && !format.animation) return wrong_request("--step", {"cli.one_picture", {{"format", extension}}});
  if (step && !asks_all && !format.still)
    return wrong_request("--step", {"cli.step_of_animation", {{"format", extension}}});
  return asks_all || !format.still;
}

Outcome judge_frames(std::int64_t count) {
  if (count <= most_frames) return done();
  return wrong_request(
      "--step", {"cli.too_many_frames", {{"count", std::to_string(count)}, {"limit", std::to_string(most_frames)}}});
}

/// To the file, or to standard output where "-" was asked for.
Outcome deliver(const Attempt<std::string>& bytes, const std::string& path, const Context& context) {
  if (!bytes) return bytes.failure();
  if (path == "-") {
    context.out << *bytes;
    return done();
  }
  const Status written = context.platform.write_file(path, *bytes);
  if (!written) return failed(written.message());
  return done();
}

/// Into the file as it grows; says how far it is where somebody watches.
Outcome write_animation(const Format& format, const ExportOptions& options, ScenePicture& picture,
                        const std::string& path, const Context& context) {
  const Result<std::unique_ptr<FileSink>> sink = context.platform.open_sink(path);
  if (!sink) return failed(sink.message());
  const bool is_watched = &context.err == &std::cerr && isatty(STDERR_FILENO) == 1;
  const auto progress = [&](std::int64_t frame, std::int64_t total) {
    if (is_watched) context.err << '\r' << frame << '/' << total << std::flush;
    return true;
  };
  const Outcome written = write_steps(format, options, picture, **sink, progress);
  if (is_watched) context.err << "\r\x1b[K" << std::flush;
  if (!written) return written.failure();
  const Status committed = (*sink)->commit();
  if (!committed) return failed(committed.message());
  return done();
}

}  // namespace

Outcome run_export(const ExportArguments& arguments, const Context& context) {
  const Attempt<const Format*> format = read_format(arguments);
  if (!format) return format.failure();
  const Attempt<bool> is_animation = read_is_animation(**format, arguments.picture.step);
  if (!is_animation) return is_animation.failure();
  const Attempt<ExportOptions> options = read_options(arguments.drawing, **format, *is_animation);
  if (!options) return options.failure();
  PictureArguments how = arguments.picture;
  if (*is_animation) how.step.reset();
  const FontBook fonts(context.platform);
  Attempt<ScenePicture> picture = open_picture(arguments.layer, how, context, fonts);
  if (!picture) return picture.failure();
  if (*is_animation)
    if (Outcome judged = judge_frames(picture->step_count()); !judged) return judged;
  const std::string& path = *arguments.output;
  if (!*is_animation) return deliver(still_bytes(**format, *options, *picture), path, context);
  if (path == "-") return deliver(animation_bytes(**format, *options, *picture), path, context);
  return write_animation(**format, *options, *picture, path, context);
}

}  // namespace convoscope

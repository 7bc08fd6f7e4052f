// Everything is judged before the file is opened; the file itself changes only when all of it is written.
#include "cli/export_command.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iostream>

#include "cli/drawing_options.h"
#include "cli/file_set.h"
#include "cli/names.h"
#include "cli/picture.h"
#include "cli/picture_file.h"
#include "picture/step_files.h"

namespace convoscope {
namespace {

/// The format that --format, the file's ending, or (for standard output) nothing names.
Attempt<const Format*> read_format(const ExportArguments& arguments) {
  if (!arguments.output || arguments.output->empty())
    return wrong_request("-o", {"cli.export_output_missing", {{"choices", joined(format_names())}}});
  const bool to_standard_output = *arguments.output == "-";
  if (arguments.format || to_standard_output) {
    const Attempt<const Format*> named = read_format_name(arguments.format.value_or("svg"));
    if (named && to_standard_output && !(*named)->is_text)
      return wrong_request("-o", {"cli.not_to_standard_output", {{"format", std::string((*named)->extension)}}});
    return named;
  }
  if (const Format* format = format_of(*arguments.output)) return format;
  const std::string ending = std::filesystem::path(*arguments.output).extension().string();
  return unknown("-o", "cli.unknown_ending", "cli.unknown_ending_close",
                 {{"file", *arguments.output}, {"choices", joined(format_names())}},
                 ending.substr(std::min<std::size_t>(ending.size(), 1)), format_names());
}

/// Whether all steps are wanted: by --step all or --steps, or because the format holds nothing else.
Attempt<bool> read_is_animation(const Format& format, const Value& step, const Value& steps) {
  const std::string extension(format.extension);
  const bool asks_all = step == "all" || steps;
  if (asks_all && !format.animation)
    return wrong_request(steps ? "--steps" : "--step", {"cli.one_picture", {{"format", extension}}});
  if (step && !asks_all && !format.still)
    return wrong_request("--step", {"cli.step_of_animation", {{"format", extension}}});
  return asks_all || !format.still;
}

Outcome judge_frames(std::int64_t count, std::int64_t most) {
  if (count <= most) return done();
  return wrong_request("--step",
                       {"cli.too_many_frames", {{"count", std::to_string(count)}, {"limit", std::to_string(most)}}});
}

/// How far it is, on a line of its own where somebody watches.
class ProgressLine {
 public:
  explicit ProgressLine(const Context& context)
      : err_(context.err), is_watched_(&context.err == &std::cerr && isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() {
    if (is_watched_) err_ << "\r\x1b[K" << std::flush;
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  bool operator()(std::int64_t done, std::int64_t total) const {
    if (is_watched_) err_ << '\r' << done << '/' << total << std::flush;
    return true;
  }

 private:
  std::ostream& err_;
  bool is_watched_;
};

/// Into the file as it grows.
Outcome write_picture(BeginFile begin, const Format& format, const Drawing& drawing, ScenePicture& picture,
                      const std::string& path, const Context& context) {
  if (path == "-") return deliver(bytes_of(begin, format, drawing, picture), path, context);
  const Result<std::unique_ptr<FileSink>> sink = context.platform.open_sink(path);
  if (!sink) return failed(sink.message());
  const ProgressLine line(context);
  const Status written = (picture.*begin)(format, drawing.options, **sink)->write(std::cref(line));
  if (!written) return failure_of(written.message(), drawing);
  const Status committed = (*sink)->commit();
  if (!committed) return failed(committed.message());
  return done();
}

/// The article's example where nothing else is asked for.
LayerArguments what_of(LayerArguments layer) {
  const bool is_named = layer.what || layer.preset || layer.snippet || layer.layer;
  if (!is_named && layer.flags.empty()) layer.preset = "article";
  return layer;
}

/// What the files of --frames are called: after the preset, the scene's file or the operation; of code "layer".
std::string frame_name(const LayerArguments& what) {
  return what.preset ? *what.preset : std::filesystem::path(what.what.value_or("layer")).stem().string();
}

Outcome write_frames(const Format& format, const Drawing& drawing, const ExportArguments& arguments,
                     const LayerArguments& what, ScenePicture& picture, const Context& context) {
  const std::int64_t count = picture.step_count();
  const ProgressLine line(context);
  FileSet files(*arguments.frames, context.platform);
  for (std::int64_t step = 0; step < count; ++step) {
    const Result<std::string> bytes = picture.write_step(format, drawing.options, step);
    if (!bytes) return failure_of(bytes.message(), drawing);
    const std::string name =
        step_file_name(frame_name(what), picture.first_step() + step, picture.first_step() + count, format.extension);
    if (Outcome added = files.add(name, *bytes); !added) return added;
    line(step + 1, count);
  }
  return files.commit();
}

/// The flags that say what becomes of the steps, each of which leaves no place for another.
Outcome judge_what_to_write(const ExportArguments& arguments) {
  const auto refuse = [](const char* flag, const char* other) {
    return wrong_request(flag, {"cli.excludes", {{"other", other}}});
  };
  if (arguments.frames && arguments.frames->empty())
    return wrong_request("--frames", {"cli.frames_folder_missing", {}});
  if (arguments.picture.steps && arguments.picture.step) return refuse("--steps", "--step");
  if (arguments.frames && arguments.output) return refuse("--frames", "-o");
  if (arguments.frames && arguments.contact_sheet) return refuse("--frames", "--contact-sheet");
  if (arguments.frames && arguments.picture.step) return refuse("--frames", "--step");
  if (arguments.contact_sheet && arguments.picture.step) return refuse("--contact-sheet", "--step");
  return done();
}

/// Refuses what is about a picture where the file is the layer's numbers and formulas.
Outcome judge_layer_file(const ExportArguments& arguments, const Format& format) {
  if (!format.is_layer) return done();
  const PictureArguments& how = arguments.picture;
  const DrawingArguments& drawing = arguments.drawing;
  const std::pair<const char*, bool> flags[]{{"--view", !how.views.empty()},
                                             {"--granularity", how.granularity.has_value()},
                                             {"--theme", how.theme.has_value()},
                                             {"--select", how.select.has_value()},
                                             {"--mark", !how.marks.empty()},
                                             {"--labels", how.labels.has_value()},
                                             {"--title", how.title.has_value()},
                                             {"--color", !how.colors.empty()},
                                             {"--plain", how.is_plain},
                                             {"--size", drawing.size.has_value()},
                                             {"--paper", drawing.paper.has_value()},
                                             {"--width", drawing.width.has_value()}};
  for (const auto& [flag, is_given] : flags)
    if (is_given) return wrong_request(flag, {"cli.no_picture", {{"format", std::string(format.extension)}}});
  return done();
}

Attempt<const Format*> read_still_format(const std::string& flag, const Format& format) {
  if (format.still && !format.is_layer) return &format;
  std::vector<std::string_view> stills;
  for (const Format& each : formats())
    if (each.still && !each.is_layer) stills.push_back(each.extension);
  return wrong_request(flag,
                       {"cli.needs_still", {{"format", std::string(format.extension)}, {"choices", joined(stills)}}});
}

}  // namespace

Outcome run_export(const ExportArguments& arguments, const Context& context) {
  if (const Outcome judged = judge_what_to_write(arguments); !judged) return judged;
  Attempt<const Format*> format =
      arguments.frames ? read_format_name(arguments.format.value_or("png")) : read_format(arguments);
  if (format && arguments.frames) format = read_still_format("--frames", **format);
  if (format && arguments.contact_sheet) format = read_still_format("--contact-sheet", **format);
  if (!format) return format.failure();
  if (const Outcome judged = judge_layer_file(arguments, **format); !judged) return judged;
  const bool is_whole = arguments.frames || arguments.contact_sheet;
  const Attempt<bool> is_animation =
      is_whole ? Attempt<bool>(false) : read_is_animation(**format, arguments.picture.step, arguments.picture.steps);
  if (!is_animation) return is_animation.failure();
  const Attempt<Drawing> drawing = read_drawing(arguments.drawing, **format, *is_animation);
  if (!drawing) return drawing.failure();
  if (drawing->note) say_note(*drawing->note, context);
  PictureArguments how = arguments.picture;
  if (*is_animation) how.step.reset();
  const LayerArguments what = what_of(arguments.layer);
  const FontBook fonts(context.platform);
  Attempt<ScenePicture> picture = open_picture(what, how, *drawing, context, fonts);
  if (!picture) return picture.failure();
  const std::int64_t pictures = *is_animation ? (picture->step_count() - 1) * (drawing->options.between + 1) + 1
                                : is_whole    ? picture->step_count()
                                              : 1;
  if (Outcome judged = judge_frames(pictures, arguments.frames ? most_step_files : most_frames); !judged) return judged;
  if (arguments.frames) return write_frames(**format, *drawing, arguments, what, *picture, context);
  const std::string& path = *arguments.output;
  if (arguments.contact_sheet)
    return write_picture(&ScenePicture::begin_contact_sheet, **format, *drawing, *picture, path, context);
  if (*is_animation) return write_picture(&ScenePicture::begin_steps, **format, *drawing, *picture, path, context);
  return deliver(still_bytes(**format, *drawing, *picture), path, context);
}

}  // namespace convoscope

// Everything is judged and drawn before the file is opened; the file itself changes only when all of it is written.
#include "cli/export_command.h"

#include <ostream>

#include "cli/animation.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/picture.h"
#include "document/scene_file.h"
#include "export/export.h"

namespace convoscope {
namespace {

constexpr double largest_scale = 100;
constexpr double most_frames_per_second = 100;

std::string format_names() {
  std::vector<std::string_view> names;
  for (const Format& format : formats()) names.push_back(format.extension);
  return joined(names);
}

Attempt<const Format*> read_format(const ExportArguments& arguments) {
  if (!arguments.output || arguments.output->empty())
    return wrong_request("-o", {"cli.export_output_missing", {{"choices", format_names()}}});
  const bool to_standard_output = *arguments.output == "-";
  if (!arguments.format && !to_standard_output) {
    const Format* format = format_of(*arguments.output);
    if (format) return format;
    return wrong_request("-o", {"cli.unknown_ending", {{"file", *arguments.output}, {"choices", format_names()}}});
  }
  const std::string name = arguments.format.value_or("svg");
  for (const Format& format : formats()) {
    if (format.extension != name) continue;
    if (to_standard_output && !format.is_text)
      return wrong_request("-o", {"cli.not_to_standard_output", {{"format", name}}});
    return &format;
  }
  return unknown_choice("--format", name, format_names());
}

Attempt<ExportOptions> read_options(const ExportArguments& arguments) {
  ExportOptions options;
  options.transparent = arguments.transparent;
  if (arguments.picture.scale) {
    const Attempt<double> scale = read_positive("--scale", *arguments.picture.scale, largest_scale);
    if (!scale) return scale.failure();
    options.scale = *scale;
  }
  if (arguments.frames_per_second) {
    const Attempt<double> rate = read_positive("--fps", *arguments.frames_per_second, most_frames_per_second);
    if (!rate) return rate.failure();
    options.frames_per_second = *rate;
  }
  if (arguments.text) {
    if (*arguments.text != "outlines") return unknown_choice("--text", *arguments.text, "outlines");
    options.text_as_outlines = true;
  }
  return options;
}

Outcome write_picture(const Format& format, const ExportOptions& options, Picture& picture, const std::string& path,
                      const Context& context) {
  const Result<std::string> bytes = format.still(picture.figure(), options, picture.fonts());
  if (!bytes) return failed(bytes.message());
  if (path == "-") {
    context.out << *bytes;
    return done();
  }
  const Status written = context.platform.write_file(path, *bytes);
  if (!written) return failed(written.message());
  return done();
}

}  // namespace

Outcome run_export(const ExportArguments& arguments, const Context& context) {
  const Attempt<const Format*> format = read_format(arguments);
  if (!format) return format.failure();
  Attempt<ExportOptions> options = read_options(arguments);
  if (!options) return options.failure();
  const bool is_animation = !(*format)->still;
  const std::string extension((*format)->extension);
  if (is_animation && arguments.picture.step)
    return wrong_request("--step", {"cli.step_of_animation", {{"format", extension}}});
  if (!is_animation && arguments.frames_per_second)
    return wrong_request("--fps", {"cli.fps_of_picture", {{"format", extension}}});
  Attempt<Picture> picture = Picture::open(arguments.layer, arguments.picture, context);
  if (!picture) return picture.failure();
  options->scene = write_scene(picture->saved());
  if (is_animation) return write_animation(**format, *options, *picture, *arguments.output, context);
  return write_picture(**format, *options, *picture, *arguments.output, context);
}

}  // namespace convoscope

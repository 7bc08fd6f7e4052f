// Limits keep a typing mistake from asking for gigabytes.
#include "cli/drawing_options.h"

#include "cli/names.h"
#include "cli/numbers.h"

namespace convoscope {
namespace {

constexpr double largest_scale = 100;
constexpr double most_frames_per_second = 100;

}  // namespace

Attempt<const Format*> read_format_name(const std::string& name) {
  for (const Format& format : formats())
    if (format.extension == name) return &format;
  return unknown_choice("--format", name, format_names());
}

std::string format_names() {
  std::vector<std::string_view> names;
  for (const Format& format : formats()) names.push_back(format.extension);
  return joined(names);
}

Attempt<ExportOptions> read_options(const DrawingArguments& arguments, const Format& format, bool is_animation) {
  ExportOptions options;
  options.transparent = arguments.transparent;
  if (arguments.scale) {
    const Attempt<double> scale = read_positive("--scale", *arguments.scale, largest_scale);
    if (!scale) return scale.failure();
    options.scale = *scale;
  }
  if (arguments.frames_per_second) {
    const Attempt<double> rate = read_positive("--fps", *arguments.frames_per_second, most_frames_per_second);
    if (!rate) return rate.failure();
    if (!is_animation)
      return wrong_request("--fps", {"cli.fps_of_picture", {{"format", std::string(format.extension)}}});
    options.frames_per_second = *rate;
  }
  if (arguments.text) {
    if (*arguments.text != "outlines") return unknown_choice("--text", *arguments.text, "outlines");
    options.text_as_outlines = true;
  }
  return options;
}

}  // namespace convoscope

// Limits keep a typing mistake from asking for gigabytes.
#include "cli/drawing_options.h"

#include <algorithm>
#include <array>

#include "cli/look.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "figure/writing/pixels.h"
#include "picture/font_subset.h"

namespace convoscope {
namespace {

constexpr double largest_scale = 100;
constexpr double most_frames_per_second = 100;
constexpr double longest_hold_s = 3600;
constexpr std::int64_t most_loops = 65535;  // what GIF can say
constexpr std::int64_t most_between = 60;
constexpr std::array text_names{"embed", "plain", "outlines"};
constexpr std::array text_formats{&Format::embeds_fonts, &Format::names_fonts,
                                  &Format::has_text};  // those that know each

std::string names_of_formats(bool Format::*has) {
  std::vector<std::string_view> names;
  for (const Format& format : formats())
    if (format.*has) names.push_back(format.extension);
  return joined(names);
}

Outcome read_pixels(const std::string& text, Drawing& drawing) {
  const Attempt<std::vector<std::int64_t>> size = read_numbers("--size", text);
  if (!size) return size.failure();
  if (size->size() != 2) return wrong_request("--size", {"cli.picture_size", {{"text", text}}});
  for (const std::int64_t side : *size)
    if (side < 1 || side > max_side_px)
      return out_of_range("--size", std::to_string(side), "1", std::to_string(max_side_px));
  drawing.page = Page{{static_cast<double>(size->front()), static_cast<double>(size->back())}};
  drawing.size_flag = "--size";
  return done();
}

Outcome read_size(const DrawingArguments& arguments, Drawing& drawing) {
  if (arguments.size && arguments.scale) return wrong_request("--size", {"cli.excludes", {{"other", "--scale"}}});
  if (arguments.size && arguments.paper) return wrong_request("--size", {"cli.excludes", {{"other", "--paper"}}});
  if (arguments.width) {
    if (arguments.size) return wrong_request("--width", {"cli.excludes", {{"other", "--size"}}});
    if (arguments.paper) return wrong_request("--width", {"cli.excludes", {{"other", "--paper"}}});
    const Attempt<double> width = read_length("--width", *arguments.width);
    if (!width) return width.failure();
    drawing.width_pt = *width;
  }
  if (arguments.scale) {
    const Attempt<double> scale = read_positive("--scale", *arguments.scale, largest_scale);
    if (!scale) return scale.failure();
    drawing.options.scale = *scale;
  }
  if (arguments.paper) {
    if (*arguments.paper != "a4" && *arguments.paper != "letter")
      return unknown_choice("--paper", *arguments.paper, std::array{"a4", "letter"});
    drawing.page = *arguments.paper == "a4" ? a4_page : letter_page;
  }
  return arguments.size ? read_pixels(*arguments.size, drawing) : done();
}

Outcome has_no_place(const std::string& flag, const Format& format, bool Format::*has) {
  return wrong_request(flag, {"cli.no_place_in_format",
                              {{"format", std::string(format.extension)}, {"choices", names_of_formats(has)}}});
}

/// Refuses what would do nothing: `has` says which formats have a place for the flag.
Outcome judge_flag(const char* flag, const Value& value, const Format& format, bool is_animation, bool Format::*has) {
  if (!value || (is_animation && format.*has)) return done();
  return has_no_place(flag, format, has);
}

Outcome read_text(const std::string& name, const Format& format, ExportOptions& options) {
  if (!format.has_text) return has_no_place("--text", format, &Format::has_text);
  const auto chosen = std::ranges::find(text_names, name);
  if (chosen == text_names.end()) return unknown_choice("--text", name, text_names);
  const auto has = text_formats[static_cast<std::size_t>(chosen - text_names.begin())];
  if (!(format.*has)) return has_no_place("--text " + name, format, has);
  options.text_as_outlines = name == "outlines";
  options.embeds_fonts = name == "embed";
  // Those that are not text have theirs cut by Cairo.
  if (options.embeds_fonts && format.is_text && !can_cut_fonts())
    return wrong_request("--text", {"cli.no_embedding", {}});
  return done();
}

/// Pictures a second beyond what the format's players show are shown more slowly.
std::optional<Message> note_of_speed(const Format& format, const ExportOptions& options) {
  const double rate = options.frames_per_second * (options.between > 0 ? 2 * options.between : 1);
  if (format.most_per_s == 0 || rate <= format.most_per_s) return std::nullopt;
  return Message{"cli.too_fast",
                 {{"format", std::string(format.extension)}, {"most", std::to_string(format.most_per_s)}}};
}

Outcome read_timing(const DrawingArguments& arguments, const Format& format, bool is_animation,
                    ExportOptions& options) {
  for (const Outcome& judged :
       {judge_flag("--fps", arguments.frames_per_second, format, is_animation, &Format::has_speed),
        judge_flag("--hold", arguments.hold, format, is_animation, &Format::is_film),
        judge_flag("--loops", arguments.loops, format, is_animation, &Format::has_loops),
        judge_flag("--smooth", arguments.smooth, format, is_animation, &Format::is_film)})
    if (!judged) return judged.failure();
  if (arguments.frames_per_second) {
    const Attempt<double> rate = read_positive("--fps", *arguments.frames_per_second, most_frames_per_second);
    if (!rate) return rate.failure();
    options.frames_per_second = *rate;
  }
  if (arguments.hold) {
    const Attempt<double> hold = read_from_zero("--hold", *arguments.hold, longest_hold_s);
    if (!hold) return hold.failure();
    options.hold_s = *hold;
  }
  if (arguments.loops) {
    const Attempt<std::int64_t> loops = read_number("--loops", *arguments.loops, 0, most_loops);
    if (!loops) return loops.failure();
    options.loops = static_cast<int>(*loops);
  }
  if (arguments.smooth) {
    const Attempt<std::int64_t> between = read_number("--smooth", *arguments.smooth, 0, most_between);
    if (!between) return between.failure();
    options.between = static_cast<int>(*between);
  }
  return done();
}

}  // namespace

Attempt<const Format*> read_format_name(const std::string& name) {
  for (const Format& format : formats())
    if (format.extension == name) return &format;
  return unknown_choice("--format", name, format_names());
}

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  for (const Format& format : formats()) names.push_back(format.extension);
  return names;
}

Attempt<Drawing> read_drawing(const DrawingArguments& arguments, const Format& format, bool is_animation) {
  Drawing drawing;
  drawing.options.transparent = arguments.transparent;
  if (const Outcome size = read_size(arguments, drawing); !size) return size.failure();
  if (const Outcome timing = read_timing(arguments, format, is_animation, drawing.options); !timing)
    return timing.failure();
  if (is_animation) drawing.note = note_of_speed(format, drawing.options);
  if (arguments.scale && !format.has_pixels) return has_no_place("--scale", format, &Format::has_pixels).failure();
  if (arguments.transparent && !format.can_be_clear)
    return has_no_place("--transparent", format, &Format::can_be_clear).failure();
  if (arguments.text) {
    if (const Outcome text = read_text(*arguments.text, format, drawing.options); !text) return text.failure();
  }
  return drawing;
}

}  // namespace convoscope

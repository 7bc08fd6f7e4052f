// The scene is opened by the window; here it is read only where --step has to be one of its own.
#include "cli/window_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/layer_arguments.h"
#include "cli/look.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/picture.h"
#include "cli/presets_command.h"
#include "cli/work.h"
#include "figure/draw/theme_files.h"
#include "figure/views.h"
#include "interop/scene_link.h"
#include "lesson/lesson_source.h"

namespace convoscope {
namespace {

// In pixels. Smaller ones have no room for the canvas between the panels; larger ones no OpenGL 3.3 driver takes.
constexpr std::int64_t least_width = 320;
constexpr std::int64_t least_height = 240;
constexpr std::int64_t largest_window = 16384;
constexpr double largest_interface_scale = 8;

Outcome read_size(const std::string& text, WindowRequest& request) {
  const Attempt<std::vector<std::int64_t>> size = read_numbers("--size", text);
  if (!size) return size.failure();
  if (size->size() != 2) return wrong_request("--size", {"cli.window_size", {{"text", text}}});
  if (size->front() < least_width || size->back() < least_height ||
      std::max(size->front(), size->back()) > largest_window)
    return out_of_range("--size", text, fmt::format("{}x{}", least_width, least_height),
                        fmt::format("{0}x{0}", largest_window));
  request.width = static_cast<int>(size->front());
  request.height = static_cast<int>(size->back());
  return done();
}

/// --lesson or FILE.md, and --page of it.
Outcome read_lesson_request(const WindowArguments& arguments, WindowRequest& request, const Platform& platform) {
  constexpr std::string_view ending = ".md";
  const bool is_file = request.file.ends_with(ending);
  if (arguments.lesson) {
    if (arguments.file) return wrong_request("--lesson", {"cli.excludes", {{"other", request.file}}});
    if (arguments.lesson->empty()) return wrong_request("--lesson", {"cli.empty_name", {}});
    request.lesson = *arguments.lesson;
  } else if (is_file) {
    request.lesson = std::exchange(request.file, {});
  }
  if (request.lesson.empty() && arguments.presents) return wrong_request("--present", {"cli.page_without_lesson", {}});
  request.presents = arguments.presents;
  if (request.lesson.empty())
    return arguments.page ? Outcome(wrong_request("--page", {"cli.page_without_lesson", {}})) : done();
  if (arguments.preset) return wrong_request("--preset", {"cli.excludes", {{"other", request.lesson}}});
  if (arguments.picture.step) return wrong_request("--step", {"cli.excludes", {{"other", "--lesson"}}});
  const LessonSource source(request.lesson, platform);
  const bool is_known = std::ranges::find(built_in_lessons, request.lesson) != built_in_lessons.end();
  if (source.is_built_in() && !is_known) return unknown_choice("--lesson", request.lesson, built_in_lessons);
  const std::string language = request.language.empty() ? "en" : request.language;
  const Result<LessonReading> reading = source.read(platform, language, view_names());
  if (!reading) return failed(reading.message());
  const auto pages = static_cast<std::int64_t>(reading->lesson.pages.size());
  if (pages == 0) {
    Failure failure = failed(reading->mistakes.front().what);
    failure.subject = request.lesson;
    return failure;
  }
  if (!arguments.page) return done();
  const Attempt<std::int64_t> page = read_number("--page", *arguments.page, 1, pages);
  if (!page) return page.failure();
  request.page = static_cast<int>(*page);
  return done();
}

}  // namespace

Attempt<WindowRequest> read_window_request(const WindowArguments& arguments, const std::string& language,
                                           const Platform& platform) {
  const PictureArguments& picture = arguments.picture;
  WindowRequest request;
  request.language = language;
  request.file = arguments.file.value_or("");
  if (arguments.file && arguments.file->empty()) return wrong_request("FILE", {"cli.empty_name", {}});
  if (is_scene_link(request.file))
    if (const Attempt<SavedScene> linked = read_scene_file(request.file, platform); !linked) return linked.failure();
  if (Outcome lesson = read_lesson_request(arguments, request, platform); !lesson) return lesson.failure();
  if (arguments.preset) {
    if (arguments.file) return wrong_request("--preset", {"cli.excludes", {{"other", request.file}}});
    if (const Attempt<SavedScene> preset = read_preset(*arguments.preset); !preset) return preset.failure();
    request.preset = *arguments.preset;
  }
  const Attempt<std::vector<View>> views = read_views(picture.views);
  if (!views) return views.failure();
  request.views = *views;
  if (picture.theme) {
    // A file of one's own is read by the window, which opens without it where it is damaged.
    if (!is_theme_path(*picture.theme)) {
      if (const Attempt<Theme> theme = read_theme_named(*picture.theme, platform); !theme) return theme.failure();
    }
    request.theme = *picture.theme;
  }
  if (picture.step) {
    const Attempt<SavedScene> saved =
        arguments.file ? read_scene_file(request.file, platform) : read_preset(arguments.preset.value_or("article"));
    if (!saved) return saved.failure();
    if (Outcome judged = judge_work(saved->scene.spec, most_fast_multiplications); !judged) return judged.failure();
    const Attempt<std::int64_t> step = read_step(*picture.step, views->empty() ? saved->scene.views : *views,
                                                 *evaluate(saved->scene), saved->playhead);
    if (!step) return step.failure();
    request.step = *step + 1;
  }
  if (arguments.scale) {
    const Attempt<double> scale = read_positive("--scale", *arguments.scale, largest_interface_scale);
    if (!scale) return scale.failure();
    request.scale = *scale;
  }
  if (arguments.size)
    if (const Outcome size = read_size(*arguments.size, request); !size) return size.failure();
  if (arguments.site) {
    const bool is_plain = std::ranges::none_of(
        *arguments.site, [](unsigned char c) { return c <= ' ' || c == '#' || c == '?' || c == 0x7f; });
    if (arguments.site->empty() || !is_plain) return wrong_request("--site", {"cli.site", {{"text", *arguments.site}}});
    request.site = *arguments.site;
  }
  if (arguments.screenshot) {
    if (!arguments.screenshot->ends_with(".png"))
      return wrong_request("--screenshot", {"cli.screenshot_png", {{"file", *arguments.screenshot}}});
    request.screenshot = *arguments.screenshot;
  }
  return request;
}

}  // namespace convoscope

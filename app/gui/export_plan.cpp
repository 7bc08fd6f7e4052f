#include "gui/export_plan.h"

#include <algorithm>
#include <limits>

#include "gui/files.h"

namespace convoscope {
namespace {

/// The plan's picture at one frame of the animation, or where it stands.
PictureSource standing_at(const ExportPlan& plan, std::int64_t frame) {
  PictureSource picture = plan.picture;
  if (plan.is_animation) {
    picture.saved.playhead.step = frame / (plan.options.between + 1);
    picture.saved.pin = Tag();
  }
  return picture;
}

Result<std::string> still_of(const ExportPlan& plan, std::int64_t frame, std::string_view extension) {
  return ScenePicture(standing_at(plan, frame)).write_still(format_named(extension), plan.options);
}

std::optional<Page> page_of(Paper paper) {
  switch (paper) {
    case Paper::natural: break;
    case Paper::a4: return a4_page;
    case Paper::letter: return letter_page;
  }
  return std::nullopt;
}

/// The roles as they will be once they have changed hands.
std::optional<double> roles_of(const AppState& app) {
  const std::optional<RoleSwap>& swap = app.ui.role_swap;
  return swap && swap->to == 1 ? std::optional(1.0) : std::nullopt;
}

std::int64_t frame_count(const AppState& app) {
  const std::int64_t last = last_step(*app.session.evaluation(), app.session.playhead);
  return last * (frames_between(app.ui.picture) + 1) + 1;
}

/// How long the preview shows the frame that it stands at, but for the pause at the end.
double pace_s(const ExportSettings& settings) {
  constexpr double page_s = 0.5;
  const double step_s = format_named(settings.extension).has_speed ? 1 / settings.steps_per_second : page_s;
  const int between = frames_between(settings);
  if (between == 0) return step_s;
  // As the writers share a step's time: half of it is rest.
  return settings.shown_frame % (between + 1) == 0 ? step_s / 2 : step_s / 2 / between;
}

}  // namespace

ExportPlan plan_export(const AppState& app) {
  const ExportSettings& settings = app.ui.picture;
  const Format& format = format_named(settings.extension);
  const bool is_animated = is_animation(settings);

  SavedScene saved = saved_scene(app.session);
  if (!settings.theme.empty()) saved.scene.theme = settings.theme;
  const std::int64_t last = last_step(*app.session.evaluation(), saved.playhead);
  if (settings.step && !is_animated) {
    saved.playhead.step = std::min(*settings.step, last);
    saved.pin = Tag();
  }
  const auto theme = app.themes.find(saved.scene.theme);
  const Theme& colors = theme != app.themes.end() ? theme->second : app.theme();

  ExportOptions options;
  options.scale = settings.scale;
  options.transparent = format.can_be_clear && settings.is_clear;
  options.text_as_outlines = format.has_text && settings.text_as_outlines;
  if (is_animated) {
    if (format.has_speed) options.frames_per_second = settings.steps_per_second;
    if (format.is_film) options.hold_s = settings.hold_s;
    if (format.has_loops) options.loops = settings.loops;
    options.between = frames_between(settings);
  }
  const bool plays = is_animated && format.has_speed;
  const double duration_s = plays ? static_cast<double>(last + 1) / options.frames_per_second + options.hold_s : 0;
  return {&format,
          is_animated,
          std::move(options),
          PictureSource{std::move(saved), app.session.evaluation(), settings.view, colors,
                        app.themes.find("dark")->second, app.catalog(), app.fonts,
                        format.extension == "pdf" ? page_of(settings.paper) : std::nullopt, roles_of(app)},
          is_animated ? frame_count(app) : 1,
          duration_s};
}

void restart_preview(AppState& app) {
  ExportSettings& settings = app.ui.picture;
  settings.is_playing = true;
  settings.shown_frame = 0;
  settings.next_frame_s = app.now_s + pace_s(settings);
}

void advance_preview(AppState& app) {
  ExportSettings& settings = app.ui.picture;
  if (app.now_s < next_preview_s(app)) return;
  const std::int64_t last = frame_count(app) - 1;
  settings.shown_frame = settings.shown_frame >= last ? 0 : settings.shown_frame + 1;
  const bool is_last = settings.shown_frame == last;
  const bool waits = is_last && format_named(settings.extension).is_film;
  // The last step has nowhere to move on to: it rests all its time.
  const double rest_s = is_last && frames_between(settings) > 0 ? 2 * pace_s(settings) : pace_s(settings);
  settings.next_frame_s = app.now_s + rest_s + (waits ? settings.hold_s : 0);
}

double next_preview_s(const AppState& app) {
  const ExportSettings& settings = app.ui.picture;
  const bool plays = is_animation(settings) && settings.is_playing;
  return plays ? settings.next_frame_s : std::numeric_limits<double>::infinity();
}

Status write_picture(const ExportPlan& plan, FileSink& sink, const Progress& progress) {
  ScenePicture picture(plan.picture);
  if (plan.is_animation) {
    if (Status written = picture.write_steps(*plan.format, plan.options, sink, progress); !written) return written;
  } else {
    const Result<std::string> bytes = picture.write_still(*plan.format, plan.options);
    if (!bytes) return bytes.message();
    if (!progress(1, 1)) return Message{"export.cancelled", {}};
    if (Status written = sink.write(*bytes); !written) return written;
  }
  return sink.commit();
}

Result<std::string> svg_of(const ExportPlan& plan, std::int64_t frame) { return still_of(plan, frame, "svg"); }

Result<std::string> png_of(const ExportPlan& plan, std::int64_t frame) { return still_of(plan, frame, "png"); }

}  // namespace convoscope

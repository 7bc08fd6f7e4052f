#include "gui/export/export_plan.h"

#include <algorithm>
#include <limits>

#include "document/memory_sink.h"
#include "figure/timeline.h"
#include "gui/state/files.h"
#include "picture/step_files.h"

namespace convoscope {
namespace {

/// The plan's picture at one frame of the animation, or where it stands.
PictureSource standing_at(const ExportPlan& plan, std::int64_t frame) {
  PictureSource picture = plan.picture;
  if (runs_through(plan.steps)) stand_at(picture, picture.steps->first + frame / (plan.options.between + 1));
  return picture;
}

Result<std::string> still_of(const ExportPlan& plan, std::int64_t frame, std::string_view extension) {
  ScenePicture picture(standing_at(plan, frame));
  const Format& format = format_named(extension);
  if (plan.steps != StepsWritten::sheet) return picture.write_still(format, plan.options);
  MemorySink sink;
  const Status written = picture.begin_contact_sheet(format, plan.options, sink)->write(nullptr);
  return written ? Result<std::string>(sink.take()) : written.message();
}

/// Single pictures, each in a file of its own.
class StillsWriting final : public FileWriting {
 public:
  using Begin = std::function<std::unique_ptr<FileWriting>(std::int64_t, FileSink&)>;
  StillsWriting(Begin begin, const Sinks& sinks)
      : FileWriting(std::ssize(sinks)), begin_(std::move(begin)), sinks_(sinks) {}

 private:
  std::optional<Status> write_part(const Progress&) override {
    if (!current_) current_ = begin_(static_cast<std::int64_t>(next_), *sinks_[next_]);
    std::optional<Status> ended = current_->advance(after_one_part);
    if (!ended || !*ended) return ended;
    current_.reset();
    count_parts(1);
    return ++next_ == sinks_.size() ? ended : std::nullopt;
  }

  Begin begin_;
  const Sinks& sinks_;
  std::size_t next_ = 0;
  std::unique_ptr<FileWriting> current_;
};

std::unique_ptr<FileWriting> begin_files(const ExportPlan& plan, ScenePicture& picture, const Sinks& sinks) {
  const Format& format = *plan.format;
  const ExportOptions& options = plan.options;
  switch (plan.steps) {
    case StepsWritten::one: return picture.begin_still(format, options, *sinks.front());
    case StepsWritten::all: return picture.begin_steps(format, options, *sinks.front());
    case StepsWritten::sheet: return picture.begin_contact_sheet(format, options, *sinks.front());
    case StepsWritten::files: break;
  }
  return std::make_unique<StillsWriting>(
      [&picture, &format, options](std::int64_t step, FileSink& sink) {
        return picture.begin_step(format, options, step, sink);
      },
      sinks);
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

/// The steps that run: all, or those that were asked for.
StepRange range_of(const AppState& app) {
  const std::int64_t count = step_count(app);
  const auto typed = read_steps(app.ui.picture.steps_typed.view(), count);
  return typed ? StepRange{typed->first, typed->second} : StepRange{0, count - 1};
}

std::int64_t running_count(const AppState& app) {
  const StepRange range = range_of(app);
  return range.last - range.first + 1;
}

/// Of what the preview runs through.
std::int64_t frame_count(const AppState& app) {
  return (running_count(app) - 1) * (frames_between(app.ui.picture) + 1) + 1;
}

/// How long the preview shows the frame that it stands at, which is the last of them or not.
double rest_s(const ExportSettings& settings, bool is_last) {
  constexpr double page_s = 1;
  const Format& format = format_named(settings.extension);
  const double step_s = format.has_speed ? 1 / settings.steps_per_second : page_s;
  const int between = frames_between(settings);
  // The last step has nowhere to move on to: it rests all its time.
  if (is_last) return step_s + (format.is_film ? settings.hold_s : 0);
  if (between == 0) return step_s;
  // As the writers share a step's time: half of it is rest.
  return settings.shown_frame % (between + 1) == 0 ? step_s / 2 : step_s / 2 / between;
}

std::vector<std::string> paths_of(const AppState& app, StepsWritten steps) {
  const ExportSettings& settings = app.ui.picture;
  if (settings.name.view().empty()) return {};
  // Where there are too many nothing is written: their names need not be known.
  if (steps == StepsWritten::files) return paths_of_steps(settings, std::min(running_count(app), most_step_files));
  return {path_of(settings)};
}

}  // namespace

std::int64_t step_count(const AppState& app) {
  const std::optional<View>& view = app.ui.picture.view;
  const std::vector<View> views = view ? std::vector{*view} : app.session.scene().views;
  return last_step_of(app.session.scene(), views, *app.session.evaluation(), app.session.playhead) + 1;
}

ExportPlan plan_export(const AppState& app) {
  const ExportSettings& settings = app.ui.picture;
  const Format& format = format_named(settings.extension);
  const StepsWritten steps = steps_written(settings);
  const bool is_animated = steps == StepsWritten::all;

  SavedScene saved = saved_scene(app.session);
  if (!settings.theme.empty()) saved.scene.theme = settings.theme;
  const auto theme = app.themes.find(settings.theme);
  Theme colors = theme != app.themes.end() ? theme->second : app.theme();
  if (Theme typed = colors; read_colors(settings.colors_typed.view(), typed)) colors = std::move(typed);
  const std::int64_t count = running_count(app);

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
  const double duration_s = plays ? static_cast<double>(count) / options.frames_per_second + options.hold_s : 0;
  const bool has_pages = format.has_pages || steps == StepsWritten::sheet;
  PictureSource picture{std::move(saved),
                        app.session.evaluation(),
                        settings.view,
                        colors,
                        app.themes.find("dark")->second,
                        app.catalog(),
                        app.fonts,
                        has_pages ? page_of(settings.paper) : std::nullopt,
                        roles_of(app),
                        read_column(settings.column_typed.view()).value_or(0),
                        steps == StepsWritten::one ? std::nullopt : std::optional(range_of(app))};
  if (settings.step && steps == StepsWritten::one) stand_at(picture, std::min(*settings.step, step_count(app) - 1));
  return {&format,
          steps,
          std::move(options),
          std::move(picture),
          is_animated                  ? frame_count(app)
          : steps == StepsWritten::one ? 1
                                       : count,
          duration_s,
          paths_of(app, steps)};
}

Status can_export(const AppState& app, const ExportPlan& plan) {
  const auto too_many = [&](const char* key, std::int64_t limit) {
    return Message{key, {{"count", std::to_string(plan.frames)}, {"limit", std::to_string(limit)}}};
  };
  if (plan.paths.empty()) return Message{"file.no_name", {}};
  const std::string program(plan.format->program);
  if (!program.empty() && !app.platform.has_program(program))
    return Message{"export.program_missing", {{"program", program}}};
  if (plan.steps == StepsWritten::files && plan.frames > most_step_files)
    return too_many("export.too_many_files", most_step_files);
  if (plan.frames > most_frames) return too_many("export.too_many_steps", most_frames);
  return ok();
}

void restart_preview(AppState& app) {
  ExportSettings& settings = app.ui.picture;
  settings.is_playing = true;
  settings.shown_frame = 0;
  settings.shown_since_s = app.now_s;
}

void advance_preview(AppState& app) {
  ExportSettings& settings = app.ui.picture;
  if (app.now_s < next_preview_s(app)) return;
  settings.shown_frame = settings.shown_frame >= frame_count(app) - 1 ? 0 : settings.shown_frame + 1;
  settings.shown_since_s = app.now_s;
}

double next_preview_s(const AppState& app) {
  const ExportSettings& settings = app.ui.picture;
  // A frame that takes long to draw is waited for: none is left out, and what is shown is what is counted.
  const bool plays = runs_through(steps_written(settings)) && settings.is_playing && !app.ui.preview.is_awaited;
  if (!plays) return std::numeric_limits<double>::infinity();
  return settings.shown_since_s + rest_s(settings, settings.shown_frame >= frame_count(app) - 1);
}

PictureWriting::PictureWriting(ExportPlan plan, Sinks sinks)
    : plan_(std::move(plan)), sinks_(std::move(sinks)), picture_(plan_.picture) {}

std::optional<Status> PictureWriting::advance(const Progress& progress) {
  if (!files_) files_ = begin_files(plan_, picture_, sinks_);
  std::optional<Status> ended = files_->advance(progress);
  if (!ended || !*ended) return ended;
  return commit_all(sinks_);
}

Status can_copy_picture(const AppState& app) {
  if (format_of("x.png") == nullptr) return Message{"export.no_pixels", {}};
  return app.platform.can_copy_pictures();
}

Result<std::string> svg_of(const ExportPlan& plan, std::int64_t frame) { return still_of(plan, frame, "svg"); }

Result<std::string> png_of(const ExportPlan& plan, std::int64_t frame) { return still_of(plan, frame, "png"); }

}  // namespace convoscope

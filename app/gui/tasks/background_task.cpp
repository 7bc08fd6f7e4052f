#include "gui/tasks/background_task.h"

#include <algorithm>

#include "gui/export/export_plan.h"
#include "gui/state/app_state.h"
#include "gui/state/files.h"
#include "gui/state/leaving.h"

namespace convoscope {
namespace {

void begin(AppState& app, BackgroundTask task, Job::Work work) {
  task.since_s = app.now_s;
  task.job = std::make_unique<Job>(std::move(work), app.jobs);
  app.tasks.push_back(std::move(task));
}

/// The message stands in the dialog, and what has to be put right has the keyboard.
void refuse(AppState& app, const Message& message) {
  tell_error(app, message);
  app.ui.picture.name.age_frames = 0;
}

/// A window that waits for the file before it closes stays: the reason is there to be read.
void tell_failure(AppState& app, const BackgroundTask& task, const Message& message) {
  if (task.kind == BackgroundTask::Kind::write && app.ui.dialog == Dialog::confirm_loss) keep_scene(app);
  tell_error(app, message);
}

Message saved_message(const BackgroundTask& task) {
  if (task.files == 1) return {"file.saved", {{"path", task.path}}};
  return {"export.files_saved", {{"count", std::to_string(task.files)}, {"folder", directory_of(task.path)}}};
}

void tell_end(AppState& app, const BackgroundTask& task) {
  const Status& result = task.job->result();
  if (!result) {
    const bool was_stopped = result.message().cause == Cause::cancelled;
    return was_stopped ? tell(app, result.message()) : tell_failure(app, task, result.message());
  }
  switch (task.kind) {
    case BackgroundTask::Kind::write: return tell_file(app, saved_message(task), task.path);
    case BackgroundTask::Kind::copy:
      if (task.text) app.ui.clipboard = *task.text;
      return tell(app, {"export.copied", {}});
    case BackgroundTask::Kind::show: return;
  }
}

}  // namespace

void begin_export(AppState& app) {
  if (export_under_way(app)) return;
  take_typed_format(app.ui.picture);
  const ExportPlan plan = plan_export(app);
  if (const Status judged = can_export(app, plan); !judged) return refuse(app, judged.message());
  if (!may_write(app, plan.paths)) return;
  Sinks sinks;
  for (const std::string& path : plan.paths) {
    Result<std::unique_ptr<FileSink>> opened = app.platform.open_sink(path);
    if (!opened) return refuse(app, opened.message());
    sinks.push_back(std::move(*opened));
  }
  const std::string& path = plan.paths.front();
  begin(app, {.kind = BackgroundTask::Kind::write, .path = path, .files = plan.paths.size()},
        [writing = std::make_shared<PictureWriting>(plan, std::move(sinks))](const Progress& progress) {
          return writing->advance(progress);
        });
  app.ui.picture.folder = directory_of(path);
  remember_folder(app, app.ui.picture.folder);
  app.ui.dialog = Dialog::none;
  app.ui.to_replace.clear();
  app.ui.toast.reset();
}

bool would_lose_changes(const AppState& app) {
  const Session& session = app.session;
  const bool is_modified = has_scene_file(app) ? session.is_modified() : session.is_layer_modified();
  return is_modified && !app.ui.discards;
}

const BackgroundTask* export_under_way(const AppState& app) {
  const auto found = std::ranges::find(app.tasks, BackgroundTask::Kind::write, &BackgroundTask::kind);
  return found == app.tasks.end() ? nullptr : &*found;
}

void stop_export(AppState& app) {
  for (const BackgroundTask& task : app.tasks) {
    if (task.kind == BackgroundTask::Kind::write) task.job->stop();
  }
}

void begin_copy_svg(AppState& app) {
  const auto text = std::make_shared<std::string>();
  const auto plan = std::make_shared<const ExportPlan>(plan_export(app));
  const std::int64_t frame = app.ui.picture.shown_frame;
  begin(app, {.kind = BackgroundTask::Kind::copy, .text = text}, [plan, frame, text](const Progress&) -> Status {
    Result<std::string> svg = svg_of(*plan, frame);
    if (!svg) return svg.message();
    *text = std::move(*svg);
    return ok();
  });
}

void begin_copy_picture(AppState& app) {
  const auto plan = std::make_shared<const ExportPlan>(plan_export(app));
  const std::int64_t frame = app.ui.picture.shown_frame;
  begin(app, {.kind = BackgroundTask::Kind::copy}, [plan, frame, &platform = app.platform](const Progress&) -> Status {
    const Result<std::string> png = png_of(*plan, frame);
    if (!png) return png.message();
    return platform.copy_picture(*png);
  });
}

void begin_show_in_folder(AppState& app, const std::string& path) {
  begin(app, {.kind = BackgroundTask::Kind::show, .path = path},
        [path, &platform = app.platform](const Progress&) { return platform.show_in_folder(path); });
}

void settle_tasks(AppState& app) {
  for (std::size_t i = 0; i < app.tasks.size();) {
    if (!app.tasks[i].job->advance()) {
      ++i;
      continue;
    }
    const BackgroundTask task = std::move(app.tasks[i]);
    app.tasks.erase(app.tasks.begin() + static_cast<std::ptrdiff_t>(i));
    tell_end(app, task);
  }
  // The window waited for nothing else.
  const bool waits = app.ui.held_up && app.ui.dialog == Dialog::confirm_loss && !app.opening.wish;
  if (waits && !would_lose_changes(app) && !export_under_way(app)) perform(app, Action(*app.ui.held_up));
}

}  // namespace convoscope

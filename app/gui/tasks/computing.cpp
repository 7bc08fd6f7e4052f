#include "gui/tasks/computing.h"

#include <algorithm>

#include "figure/compose.h"
#include "gui/state/app_state.h"
#include "gui/state/layout_memory.h"

namespace convoscope {
namespace {

constexpr double never_s = std::numeric_limits<double>::infinity();

// The picture is composed for its arrays alone: then the window's own takes no longer than that of a small layer.
void begin(AppState& app) {
  Computing& computing = app.computing;
  computing.id = app.session.wanted_id();
  computing.result = std::make_shared<Computed>();
  computing.job = std::make_unique<Job>(
      [saved = app.session.to_save(), result = computing.result, &theme = app.theme(), &catalog = app.catalog(),
       &fonts = app.fonts](const Job::Progress& progress) {
        result->evaluation = evaluate(saved.scene, progress);
        if (!result->evaluation) return ok();
        result->views = saved.scene.views;
        (void)compose(
            {saved.scene, *result->evaluation, saved.playhead, saved.pin, {}, theme, catalog, fonts, &result->cache},
            {});
        return ok();
      },
      app.wake);
}

void show_result(AppState& app) {
  if (!app.computing.job->result()) {
    Message message = app.computing.job->result().message();
    if (message.cause == Cause::out_of_memory) message = {"computing.out_of_memory", {}};
    cancel_computing(app);
    return tell_error(app, std::move(message));
  }
  app.session.adopt(app.computing.result->evaluation);
  // Views chosen meanwhile lack their arrays: their picture is composed beside the window.
  if (app.computing.result->views == app.session.scene().views) app.cache = std::move(app.computing.result->cache);
  Playhead& playhead = app.session.playhead;
  playhead.step = std::min(playhead.step, last_step(*app.session.evaluation(), playhead));
  accept_layout(app);  // views that a file brought with it were not chosen by hand
}

}  // namespace

void compute_beside(AppState& app) { app.session.set_defer(is_long); }

void settle_computing(AppState& app) {
  Computing& computing = app.computing;
  const auto is_for_wanted = [&] { return app.session.wanted() && computing.id == app.session.wanted_id(); };
  if (computing.job && !is_for_wanted()) computing.job->stop();
  if (computing.job && computing.job->is_done()) {
    if (is_for_wanted()) show_result(app);
    computing.job.reset();
    computing.result.reset();
  }
  if (!app.session.wanted()) {
    computing.since_s = never_s;
    computing.shown_path = app.scene_path;
    return;
  }
  if (computing.since_s == never_s) computing.since_s = app.now_s;
  if (!computing.job) begin(app);
}

void cancel_computing(AppState& app) {
  if (!app.session.wanted()) return;
  app.session.give_up_wanted();
  app.scene_path = app.computing.shown_path;
  settle_computing(app);
}

bool shows_computing(const AppState& app) { return app.now_s >= app.computing.since_s + errand_shows_after_s; }

double next_computing_s(const AppState& app) {
  return shows_computing(app) ? never_s : app.computing.since_s + errand_shows_after_s;
}

}  // namespace convoscope

#include "gui/tasks/computing.h"

#include <algorithm>

#include "gui/state/app_state.h"
#include "gui/state/layout_memory.h"
#include "gui/state/shown_steps.h"

namespace convoscope {
namespace {

constexpr double never_s = std::numeric_limits<double>::infinity();

void show_result(AppState& app, const Result<Computing::Made>& made) {
  if (!made) {
    Message message = made.message();
    if (message.cause == Cause::out_of_memory) message = {"computing.out_of_memory", {}};
    cancel_computing(app);
    return tell_error(app, std::move(message));
  }
  app.session.adopt(*made);
  Playhead& playhead = app.session.playhead;
  playhead.step = std::min(playhead.step, last_shown_step(app.session));
  accept_layout(app);  // views that a file brought with it were not chosen by hand
}

}  // namespace

void compute_beside(AppState& app) { app.session.set_defer(is_long); }

void settle_computing(AppState& app) {
  Computing& computing = app.computing;
  const auto is_wanted = [&](std::uint64_t id) { return app.session.wanted() && id == app.session.wanted_id(); };
  if (auto outcome = computing.maker.take(); outcome && is_wanted(outcome->key)) show_result(app, outcome->made);
  if (computing.maker.is_busy() && !is_wanted(*computing.maker.key())) computing.maker.job()->stop();
  if (!app.session.wanted()) {
    computing.since_s = never_s;
    return;
  }
  if (computing.since_s == never_s) computing.since_s = app.now_s;
  computing.maker.ask(app.session.wanted_id(), app.jobs, [&] {
    return [scene = *app.session.wanted(), before = app.session.evaluation()](
               const Progress& progress) -> Result<Computing::Made> { return evaluate(scene, progress, before.get()); };
  });
}

void cancel_computing(AppState& app) {
  if (!app.session.wanted()) return;
  app.session.give_up_wanted();
  settle_computing(app);
}

bool shows_computing(const AppState& app) { return app.now_s >= app.computing.since_s + task_shows_after_s; }

double next_computing_s(const AppState& app) {
  return shows_computing(app) ? never_s : app.computing.since_s + task_shows_after_s;
}

}  // namespace convoscope

#include "gui/tasks/computing.h"

#include <algorithm>
#include <new>

#include "gui/state/app_state.h"
#include "gui/state/layout_memory.h"
#include "gui/state/shown_steps.h"

namespace convoscope {
namespace {

constexpr double never_s = std::numeric_limits<double>::infinity();

/// Without threads all pictures of an evaluation are made while the window waits, some in one go. They are not to wait for the system's memory,
/// too: as much as they need is asked for beforehand, a little at a time, and given back to the program's own store.
class RoomForPictures {
 public:
  /// Whether there is as much as there will be.
  bool make(const Evaluation& evaluation, const Progress& progress) {
    constexpr std::int64_t numbers_of_cell = 3, most_numbers = 1 << 26;
    const std::int64_t cells = evaluation.fine->size() + evaluation.coarse->size();
    try {
      return room_.grow({1, 1, 1, std::min(numbers_of_cell * cells, most_numbers)}, [&] { return progress(1, 1); });
    } catch (const std::bad_alloc&) {
      return true;  // there may be enough all the same
    }
  }

 private:
  Tensor room_;
};

void show_result(AppState& app, const Result<Computing::Made>& made) {
  if (!made) {
    Message message = made.message();
    if (message.cause == Cause::out_of_memory) message = {"computing.out_of_memory", {}};
    cancel_computing(app);
    return tell_error(app, std::move(message));
  }
  app.session.adopt(*made);
  hold_playhead(app.session);
  accept_layout(app);  // views that a file brought with it were not chosen by hand
}

}  // namespace

void compute_beside(AppState& app) {
  // What has no thread shares the frame with everything else, in a program that is a few times slower.
  constexpr double least_alone_ms = 2;
  app.session.set_defer(
      app.jobs.has_threads ? is_long : [](const Scene& scene) { return evaluation_ms(scene) > least_alone_ms; });
}

void settle_computing(AppState& app) {
  using Made = Computing::Made;
  Computing& computing = app.computing;
  const auto is_wanted = [&](std::uint64_t id) { return app.session.wanted() && id == app.session.wanted_id(); };
  if (computing.maker.is_busy() && !is_wanted(*computing.maker.key())) computing.maker.job()->stop();
  if (auto outcome = computing.maker.take(); outcome && is_wanted(outcome->key)) show_result(app, outcome->made);
  if (!app.session.wanted()) {
    computing.since_s = never_s;
    return;
  }
  if (computing.since_s == never_s) computing.since_s = app.now_s;
  computing.maker.ask(app.session.wanted_id(), app.jobs, [&] {
    return [evaluating = std::shared_ptr<Evaluating>(), made = Made(), room = RoomForPictures(),
            scene = *app.session.wanted(), before = app.session.evaluation(),
            has_threads = app.jobs.has_threads](const Progress& progress) mutable -> std::optional<Result<Made>> {
      if (!evaluating) evaluating = std::make_shared<Evaluating>(scene, before.get(), has_threads ? 2 : 1);
      if (!made) made = evaluating->advance(progress);
      if (!made || (!has_threads && !room.make(*made, progress))) return std::nullopt;
      return std::move(made);
    };
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

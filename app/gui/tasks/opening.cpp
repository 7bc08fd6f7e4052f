#include "gui/tasks/opening.h"

#include <chrono>
#include <utility>

#include "gui/state/app_state.h"
#include "gui/state/leaving.h"

namespace convoscope {
namespace {

constexpr double no_time_s = std::numeric_limits<double>::infinity();
/// Not yet felt as a stall.
constexpr std::chrono::milliseconds patience{100};

std::optional<OpeningWish> take_wish(Opening& opening) {
  opening.since_s = no_time_s;
  return std::exchange(opening.wish, std::nullopt);
}

}  // namespace

void open_photograph(AppState& app, OpeningWish wish) {
  Opening& opening = app.opening;
  opening.wish = std::move(wish);
  ++opening.number;
  opening.since_s = app.now_s;
  settle_opening(app);
  if (opening.maker.is_busy() && opening.maker.job()->wait(patience)) settle_opening(app);
}

void settle_opening(AppState& app) {
  Opening& opening = app.opening;
  if (auto outcome = opening.maker.take(); outcome && opening.wish && outcome->key == opening.number) {
    const std::optional<OpeningWish> wish = take_wish(opening);
    Result<SharedPhotograph> made = std::move(outcome->made);
    if (!made && made.message().cause == Cause::out_of_memory) made = Message{"photograph.out_of_memory", {}};
    if (!made && app.ui.dialog == Dialog::confirm_loss) keep_scene(app);
    wish->then(app, made);
  }
  const bool is_stale = opening.maker.is_busy() && (!opening.wish || opening.maker.key() != opening.number);
  if (is_stale) opening.maker.job()->stop();
  if (!opening.wish) return;
  opening.maker.ask(opening.number, app.jobs, [&] {
    const PhotographFile& file = opening.wish->photograph;
    return [reading = std::make_shared<PhotographReading>(file.name, file.bytes, file.is_grey)](
               const Progress& progress) { return reading->advance(progress); };
  });
}

void cancel_opening(AppState& app) {
  take_wish(app.opening);
  settle_opening(app);
}

bool shows_opening(const AppState& app) { return app.now_s >= app.opening.since_s + task_shows_after_s; }

double next_opening_s(const AppState& app) {
  return shows_opening(app) ? no_time_s : app.opening.since_s + task_shows_after_s;
}

}  // namespace convoscope

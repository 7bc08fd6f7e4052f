#include "gui/tasks/developing.h"

#include "document/photograph/tones.h"
#include "gui/state/app_state.h"

namespace convoscope {
namespace {

void take_made(Developing& developing, AppState& app) {
  auto outcome = developing.maker.take();
  if (!outcome) return;
  if (!outcome->made) {
    Message message = outcome->made.message();
    if (message.cause == Cause::cancelled) return;
    if (message.cause == Cause::out_of_memory) message = {"computing.out_of_memory", {}};
    return tell_error(app, std::move(message));
  }
  developing.shown = *outcome->made;
}

}  // namespace

void settle_developing(AppState& app, std::chrono::milliseconds patience) {
  Developing& developing = app.developing;
  take_made(developing, app);
  const Evaluation& evaluation = *app.session.evaluation();
  const Developing::Shared wanted = evaluation.photograph ? evaluation.photograph->whole : nullptr;
  const auto is_of_another = [&](const Developing::Shared& made) {
    return made && (!wanted || &made->photograph() != &wanted->photograph());
  };
  if (is_of_another(developing.shown)) developing.shown.reset();
  if (developing.maker.is_busy() && is_of_another(*developing.maker.key())) developing.maker.job()->stop();
  if (!wanted || developing.shown == wanted) return;
  const bool is_under_way = developing.maker.is_busy() && developing.maker.key() == wanted;  // its pixels may be
  if (wanted->is_made() && !is_under_way) {
    developing.shown = wanted;
    return;
  }
  const Scene& scene = app.session.scene();
  const bool is_new = developing.maker.ask(wanted, app.jobs, [&] {
    return [wanted, tray = developing.tray, tone = scene.photograph.tone.value_or(suggested_tone(*evaluation.weight)),
            channel = app.session.pin.channel, toning = std::optional<Toning>()](
               const Progress& progress) mutable -> std::optional<Result<Developing::Shared>> {
      if (!wanted->make(progress, tray.get())) return std::nullopt;
      if (!wanted->make_pixels(tone, channel, toning, progress)) return std::nullopt;
      return wanted;
    };
  });
  if (is_new && developing.maker.job()->wait(patience)) take_made(developing, app);
}

}  // namespace convoscope

// Comparing the inputs costs nothing beside composing.
#include "gui/canvas/canvas_picture.h"

#include <utility>

#include "figure/cover.h"
#include "gui/lesson/lesson_figure.h"
#include "gui/state/motion.h"

namespace convoscope {
namespace {

// A figure that is there by then costs no frame. Well within what is felt as a stall.
constexpr std::chrono::milliseconds patience{30};

/// Whether arrays may be missing that take longer than a frame: they hold all cells, or compare all products.
bool may_take_long(const Evaluation& evaluation) {
  constexpr std::int64_t many_cells = 1 << 16, many_connections = 1 << 14;
  return evaluation.fine->size() + evaluation.coarse->size() > many_cells || evaluation.connections > many_connections;
}

}  // namespace

void CanvasPicture::update(AppState& app, Size available) {
  if (available.width <= 0 || available.height <= 0) return;
  const Session& session = app.session;
  const Motion motion = motion_of(app);
  const Key key{session.revision(),
                session.playhead,
                session.pin,
                session.hover,
                motion.to_next_step,
                motion.role_swap,
                app.language,
                available,
                app.ui.zoom,
                app.ui.lesson ? app.ui.lesson->revision + 1 : 0,
                app.ui.revealed,
                app.fonts.is_plain(),
                session.evaluation()->photograph ? std::optional(app.developing.shown) : std::nullopt};
  take(app);
  if (key_ == key) return;
  // References into `app` that its jobs may use too: they stay what they are.
  if (std::optional<Figure> figure = lesson_figure(app, available)) return show(std::move(*figure), key);
  const auto draw = [key, &theme = app.theme(), &catalog = app.catalog(), &fonts = app.fonts](
                        const Scene& scene, const Evaluation& evaluation, PictureCache& cache) {
    // Words tell results, too.
    Scene covered = scene;
    covered.look.has_words = covered.look.has_words && !key.revealed;
    Figure figure = compose({covered,
                             evaluation,
                             key.playhead,
                             key.pin,
                             key.hover,
                             theme,
                             catalog,
                             fonts,
                             &cache,
                             {key.to_next_step, key.role_swap},
                             key.development,
                             key.zoom},
                            key.available);
    if (key.revealed) cover_outputs(figure.items, *key.revealed, theme, fonts);
    return figure;
  };
  if (!may_take_long(*session.evaluation())) {
    show(draw(session.scene(), *session.evaluation(), app.cache), key);
    return;
  }
  const bool is_new = maker_.ask(key, app.jobs, [&] {
    return [draw, scene = session.scene(), evaluation = session.evaluation(),
            cache = app.cache](const Progress&) -> Result<Made> {
      Made made{{}, cache, evaluation};
      made.figure = draw(scene, *evaluation, made.cache);
      return made;
    };
  });
  if (is_new && maker_.job()->wait(patience)) take(app);
}

/// Shows what has been made, unless the layer is another one by now.
void CanvasPicture::take(AppState& app) {
  auto outcome = maker_.take();
  if (!outcome) return;
  if (!outcome->made) {
    key_ = outcome->key;
    tell_error(app, outcome->made.message());
  } else if (outcome->made->evaluation == app.session.evaluation()) {
    app.cache = std::move(outcome->made->cache);
    show(std::move(outcome->made->figure), outcome->key);
  }
}

void CanvasPicture::show(Figure figure, const Key& key) {
  figure_ = std::move(figure);
  key_ = key;
  ++revision_;
}

}  // namespace convoscope

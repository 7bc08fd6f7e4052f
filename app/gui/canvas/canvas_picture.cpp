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

/// A figure in the making: card by card what takes long of it, then all of it.
struct CanvasPicture::Drawing {
  // References into the program that jobs may use too: they stay what they are.
  const Theme& theme;
  const Catalog& catalog;
  const FontBook& fonts;
  Key key;
  Scene scene;
  std::shared_ptr<const Evaluation> evaluation;
  PictureCache cache;
  std::int64_t measured = 0;

  Drawing(const AppState& app, const Key& made_of, PictureCache known)
      : theme(app.theme()),
        catalog(app.catalog()),
        fonts(app.fonts),
        key(made_of),
        scene(app.session.scene()),
        evaluation(app.session.evaluation()),
        cache(std::move(known)) {
    // Words tell results, too.
    scene.look.has_words = scene.look.has_words && !key.revealed;
  }
  PictureInputs inputs() {
    return {scene,           *evaluation, key.playhead, key.pin, key.hover,
            theme,           catalog,     fonts,        &cache,  {key.to_next_step, key.role_swap},
            key.development, key.zoom};
  }
  /// False: broken off.
  bool measure(const Progress& progress) {
    const std::int64_t count = card_count(inputs());
    while (measured < count) {
      measure_card(inputs(), measured);
      if (!progress(++measured, count)) return false;
    }
    return true;
  }
  Made make() {
    Figure figure = compose(inputs(), key.available);
    if (key.revealed) cover_outputs(figure.items, *key.revealed, theme, fonts);
    return {std::move(figure), std::move(cache), evaluation};
  }
};

void CanvasPicture::update(AppState& app, Size available) {
  if (available.width <= 0 || available.height <= 0) return;
  give_back_replaced(app);
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
                app.fonts.edition(),
                session.evaluation()->photograph ? std::optional(app.developing.shown) : std::nullopt};
  take(app);
  if (key_ == key) return;
  if (std::optional<Figure> figure = lesson_figure(app, available)) {
    return show(std::move(*figure), key, session.evaluation());
  }
  if (!may_take_long(*session.evaluation())) {
    replace(app);
    Made made = Drawing(app, key, std::move(app.cache)).make();
    app.cache = std::move(made.cache);
    return show(std::move(made.figure), key, std::move(made.evaluation));
  }
  const bool is_new = maker_.ask(key, app.jobs, [&] {
    return [drawing = std::make_shared<Drawing>(app, key, app.cache)](
               const Progress& progress) -> std::optional<Result<Made>> {
      if (!drawing->measure(progress)) return std::nullopt;
      return drawing->make();
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
    replace(app);
    app.cache = std::move(outcome->made->cache);
    show(std::move(outcome->made->figure), outcome->key, std::move(outcome->made->evaluation));
  }
}

/// Puts by what belongs to a large layer that is the session's no longer: maps of many cells take the system a frame to take back,
/// and by the frame after this one the window has let go of them.
void CanvasPicture::replace(AppState& app) {
  if (!evaluation_ || evaluation_ == app.session.evaluation() || !may_take_long(*evaluation_)) return;
  replaced_ = std::make_shared<Made>(
      Made{std::move(figure_), std::exchange(app.cache, {}), std::exchange(evaluation_, nullptr)});
}

void CanvasPicture::give_back_replaced(const AppState& app) {
  if (!replaced_) return;
  giving_back_ = std::make_unique<Job>(
      [replaced = std::move(replaced_)](const Progress&) -> Status {
        *replaced = {};
        return ok();
      },
      app.jobs);
}

void CanvasPicture::show(Figure figure, const Key& key, std::shared_ptr<const Evaluation> evaluation) {
  figure_ = std::move(figure);
  evaluation_ = std::move(evaluation);
  key_ = key;
  ++revision_;
}

}  // namespace convoscope

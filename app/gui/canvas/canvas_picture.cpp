// Comparing the inputs costs nothing beside composing.
#include "gui/canvas/canvas_picture.h"

#include <utility>

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

class Sealed {
 public:
  Sealed(PictureCache& cache, bool is_sealed) : cache_(cache) { cache_.seal(is_sealed); }
  ~Sealed() { cache_.seal(false); }
  Sealed(const Sealed&) = delete;
  Sealed& operator=(const Sealed&) = delete;

 private:
  PictureCache& cache_;
};

}  // namespace

void CanvasPicture::update(AppState& app, Size available) {
  if (available.width <= 0 || available.height <= 0) return;
  const Session& session = app.session;
  const Motion motion = motion_of(app);
  const Key key{session.revision(), session.playhead, session.pin, session.hover, motion.to_next_step,
                motion.role_swap,   app.language,     available,   app.ui.zoom};
  if (job_ && job_->is_done()) take(app);
  const Evaluation& evaluation = *session.evaluation();
  // What was evaluated beside the window has brought its arrays along.
  const bool comes_prepared = pictured_.lock() != session.evaluation() && app.cache.is_of(evaluation);
  const bool takes_a_frame = comes_prepared || !may_take_long(evaluation);
  if (key_ != key && (takes_a_frame || !job_)) {
    // Of a large layer a step finds all that it needs in the cache: a picture that does not is left to the job.
    const Sealed sealed(app.cache, !takes_a_frame);
    try {
      show(compose({session.scene(), evaluation, session.playhead, session.pin, session.hover, app.theme(),
                    app.catalog(), app.fonts, &app.cache, motion, app.ui.zoom},
                   available),
           key);
      pictured_ = session.evaluation();
    } catch (const PictureCache::Missing&) {}
  }
  while (key_ != key) {
    const bool is_new = !job_;
    if (is_new) begin(app, key);
    if (!(is_new ? job_->wait(patience) : job_->is_done())) return;
    take(app);
  }
}

void CanvasPicture::begin(const AppState& app, const Key& key) {
  const Session& session = app.session;
  work_ = std::make_shared<Work>(Work{key, session.scene(), session.evaluation(), app.cache, {}});
  job_ = std::make_unique<Job>(
      [work = work_, &theme = app.theme(), &catalog = app.catalog(), &fonts = app.fonts](const Job::Progress&) {
        const Key& k = work->key;
        work->figure = compose({work->scene,
                                *work->evaluation,
                                k.playhead,
                                k.pin,
                                k.hover,
                                theme,
                                catalog,
                                fonts,
                                &work->cache,
                                {k.to_next_step, k.role_swap},
                                k.zoom},
                               k.available);
        return ok();
      },
      app.wake);
}

/// Shows what the job has made, unless the layer is another one by now.
void CanvasPicture::take(AppState& app) {
  const bool is_current = work_->evaluation == app.session.evaluation();
  if (const Status& result = job_->result(); !result) {
    key_ = work_->key;
    tell_error(app, result.message());
  } else if (is_current) {
    app.cache = std::move(work_->cache);
    show(std::move(work_->figure), work_->key);
    pictured_ = work_->evaluation;
  }
  job_.reset();
  work_.reset();
}

void CanvasPicture::show(Figure figure, const Key& key) {
  figure_ = std::move(figure);
  key_ = key;
  ++revision_;
}

}  // namespace convoscope

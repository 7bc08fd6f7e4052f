// Comparing the inputs costs nothing beside composing.
#include "gui/canvas_picture.h"

#include "gui/motion.h"

namespace convoscope {

void CanvasPicture::update(const AppState& app, Size available) {
  const Session& session = app.session;
  const Motion motion = motion_of(app);
  Key key{session.revision(),  session.playhead, session.pin,  session.hover,
          motion.to_next_step, motion.role_swap, app.language, available, app.ui.zoom};
  if (key_ == key || available.width <= 0 || available.height <= 0) return;
  key_ = std::move(key);
  figure_ = compose({session.scene(), *session.evaluation(), session.playhead, session.pin, session.hover, app.theme(),
                     app.catalog(), app.fonts, &cache_, motion, app.ui.zoom},
                    available);
  ++revision_;
}

}  // namespace convoscope

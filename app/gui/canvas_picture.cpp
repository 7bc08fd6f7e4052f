// Comparing the inputs costs nothing beside composing.
#include "gui/canvas_picture.h"

namespace convoscope {

void CanvasPicture::update(const AppState& app, Size available) {
  const Session& session = app.session;
  Key key{session.revision(), session.playhead, session.pin, session.hover, app.language, available};
  if (key_ == key || available.width <= 0 || available.height <= 0) return;
  key_ = std::move(key);
  figure_ = compose({session.scene(), *session.evaluation(), session.playhead, session.pin, session.hover, app.theme(),
                     app.catalog(), app.fonts, &cache_},
                    available);
  ++revision_;
}

}  // namespace convoscope

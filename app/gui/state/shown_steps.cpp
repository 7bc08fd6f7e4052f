#include "gui/state/shown_steps.h"

#include "figure/timeline.h"

namespace convoscope {

Playhead shown_playhead(const Session& session) {
  return playhead_in(session.scene().views, *session.evaluation(), session.playhead);
}

std::int64_t last_shown_step(const Session& session) {
  return last_step_in(session.scene().views, *session.evaluation(), session.playhead);
}

}  // namespace convoscope

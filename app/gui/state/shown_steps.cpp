#include "gui/state/shown_steps.h"

#include <algorithm>

#include "figure/timeline.h"

namespace convoscope {

Playhead shown_playhead(const Session& session) {
  const std::vector<View>& views = session.scene().views;
  Playhead shown = playhead_in(views, *session.evaluation(), session.playhead);
  if (session.scene().learning.run) shown.step = last_step_in(views, *session.evaluation(), shown);
  return shown;
}

std::int64_t last_shown_step(const Session& session) {
  const LearningPage& page = session.present().learning;
  if (page.run) return page.run->last();
  return last_step_in(session.scene().views, *session.evaluation(), session.playhead);
}

std::int64_t shown_step(const Session& session) { return step_of(session.present(), session.playhead); }

void hold_playhead(Session& session) {
  const std::int64_t last = last_step_in(session.scene().views, *session.evaluation(), session.playhead);
  session.playhead.step = std::clamp<std::int64_t>(session.playhead.step, 0, last);
}

}  // namespace convoscope

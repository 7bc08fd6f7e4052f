// The steps of the views that the window shows. Knows no widget.
#pragma once

#include "document/session.h"

namespace convoscope {

/// Where the timeline stands in the views that are shown, and where it ends.
Playhead shown_playhead(const Session& session);
std::int64_t last_shown_step(const Session& session);

}  // namespace convoscope

// The steps of the views that the window shows. Knows no widget.
#pragma once

#include "document/session.h"

namespace convoscope {

/// Where the timeline stands in the views that are shown, and where it ends.
Playhead shown_playhead(const Session& session);
std::int64_t last_shown_step(const Session& session);
/// While a kernel is learned the steps are the states of the wanted scene; else those of the playhead.
std::int64_t shown_step(const Session& session);
/// The views may have fewer steps than where the playhead stood.
void hold_playhead(Session& session);

}  // namespace convoscope

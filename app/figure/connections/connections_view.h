// The connections view: both operations' graph of the same edges, arrows reversed between them; the selection strong and
// labelled, the rest a whisper.
#pragma once

#include "figure/view.h"

namespace convoscope {

extern const ViewRow connections_view;

}  // namespace convoscope

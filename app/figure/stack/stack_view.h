// The stack view: one operation's maps as tilted planes, the padded or zero-inserted input below, the output above, the window's
// pyramid between them.
#pragma once

#include "figure/view.h"

namespace convoscope {

extern const ViewRow stack_view;

}  // namespace convoscope

// Being ended from outside, as an event that the program takes when it is ready.
// Knows the system's calls; not what there is to put away.
#pragma once

#include <functional>
#include <memory>

#include "document/platform.h"

namespace convoscope {

/// See Platform::listen_for_end. Signals that the program ignores, or has a handler for, stay as they are. One at a time.
std::unique_ptr<EndListener> listen_for_end_signals(std::function<void()> ask);

}  // namespace convoscope

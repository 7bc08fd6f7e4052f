// A layer as one call of each framework, for reading beside each other.
#pragma once

#include <string>

#include "interop/frameworks.h"

namespace convoscope {

/// The call that makes `layer` in `framework`; padding that the call cannot say is a call before or after it. No newline at
/// the end.
std::string call_in(Framework framework, const FrameworkLayer& layer);

}  // namespace convoscope

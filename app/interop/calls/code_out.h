// A layer as the code of each framework. What one call cannot say is the exact equivalent of several.
#pragma once

#include <string>

#include "document/catalog.h"
#include "interop/frameworks.h"

namespace convoscope {

/// The call that makes `layer` in `framework`, for reading beside those of others; what the call cannot say stands in lines before
/// or after it. No newline at the end; empty where the framework has no way to say it.
std::string call_in(Framework framework, const FrameworkLayer& layer, bool has_bias = false,
                    std::size_t columns = 1000);

/// A whole program, or prototxt, that makes exactly `asked`, with its shapes as comments and, where it takes more than one call, the
/// reason in the words of `catalog`. Ends with a newline. Fails where the framework has no way to say it.
Result<std::string> code_in(Framework framework, const AskedLayer& asked, bool has_bias, const Catalog& catalog);

}  // namespace convoscope

// The program's own languages, whole or not at all: no reader ever sees a key.
#pragma once

#include <string>

#include "document/catalog.h"
#include "document/platform.h"

namespace convoscope {

/// The texts of a language, "en" or "zh": all that the program may say. The message names the "file" and, where one text is to blame,
/// its "key".
Result<Catalog> read_language(const Platform& platform, const std::string& code);

}  // namespace convoscope

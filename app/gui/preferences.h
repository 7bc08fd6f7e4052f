// What the window remembers from one run to the next.
// Knows no window and no document.
#pragma once

#include <string>

#include "document/platform.h"

namespace convoscope {

struct Preferences {
  std::string theme;     ///< "light", "dark"; empty: never chosen
  std::string language;  ///< "en", "zh"; empty: never chosen
};

/// The preferences kept by the platform; defaults where there are none or they cannot be read.
Preferences read_preferences(const Platform& platform);
/// Keeps them where the platform can; a failure is not worth a message.
void write_preferences(const Platform& platform, const Preferences& preferences);

}  // namespace convoscope

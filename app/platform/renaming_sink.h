// Files written beside their target and renamed over it, so that a reader sees the old file or the new one and never a half.
// Knows the system's calls; no fonts, no assets.
#pragma once

#include <memory>
#include <string>

#include "document/platform.h"

namespace convoscope {

/// Fails with what `file_message` makes of the system's reason, before anything is written.
Result<std::unique_ptr<FileSink>> open_renaming_sink(const std::string& path);

/// What people are told about an errno at reading or writing `path`.
Message file_message(const std::string& path, int error, bool writing);

}  // namespace convoscope

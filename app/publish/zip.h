// Files in one zip archive. The same files give the same bytes, whenever and wherever.
#pragma once

#include <string>
#include <vector>

#include "document/message.h"

namespace convoscope {

struct ZipEntry {
  std::string name;  ///< "figures/a.png"
  std::string bytes;
};
Result<std::string> zip_of(const std::vector<ZipEntry>& entries);

}  // namespace convoscope

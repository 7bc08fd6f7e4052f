// What platforms have in common, made of their services alone.
#include "document/platform.h"

namespace convoscope {

Status commit_all(std::span<const std::unique_ptr<FileSink>> sinks) {
  for (std::size_t i = 0; i < sinks.size(); ++i) {
    if (sinks.size() > 1) sinks[i]->expect_revert();
    Status committed = sinks[i]->commit();
    if (committed) continue;
    while (i-- > 0) sinks[i]->revert();
    return committed;
  }
  return ok();
}

}  // namespace convoscope

#include "figure/writing/file_writing.h"

namespace convoscope {

std::optional<Status> FileWriting::advance(const Progress& progress) {
  for (;;) {
    if (std::optional<Status> ended = write_part(progress)) return ended;
    if (progress && !progress(done_, parts_)) return std::nullopt;
  }
}

Status FileWriting::write(const Progress& progress) {
  return advance(progress).value_or(Message{"export.cancelled", {}, Cause::cancelled});
}

}  // namespace convoscope

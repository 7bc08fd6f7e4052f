// A file while it is being written, a part at a time: who has no thread to spare shows a frame in between.
// Knows no format and no picture.
#pragma once

#include <cstdint>
#include <optional>

#include "document/message.h"
#include "document/progress.h"

namespace convoscope {

class FileWriting {
 public:
  virtual ~FileWriting() = default;

  /// Goes on to the end, or until `progress` breaks it off, which is asked after each part. Answers how the file ended; nothing: it was
  /// broken off, and goes on when called again. Not to be called after the end.
  std::optional<Status> advance(const Progress& progress);
  /// The same in one go: broken off it ends with "export.cancelled".
  Status write(const Progress& progress);

 protected:
  /// `parts`: of how many the reader is told.
  explicit FileWriting(std::int64_t parts) : parts_(parts) {}
  /// Does about as much as one picture takes. Answers how the file ended; nothing: there is more to do. Whoever waits for another program
  /// meanwhile asks `progress` whether to go on.
  virtual std::optional<Status> write_part(const Progress& progress) = 0;
  /// So many more of the parts that the reader is told of are done.
  void count_parts(std::int64_t parts) { done_ += parts; }

 private:
  std::int64_t done_ = 0;
  std::int64_t parts_;
};

/// Progress that breaks off after one part.
inline bool after_one_part(std::int64_t, std::int64_t) { return false; }

}  // namespace convoscope

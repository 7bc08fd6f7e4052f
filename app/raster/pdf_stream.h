// The end of a PDF file as it passes by: puts the scene in, so that the file opens again. Knows the file's last
// objects only.
#pragma once

#include <string>
#include <string_view>

#include "figure/writing/format.h"

namespace convoscope {

class PdfStream {
 public:
  explicit PdfStream(FileSink& sink) : sink_(sink) {}

  /// Passes on all but the last bytes. After an error nothing more is written; `status` keeps it.
  void write(std::string_view bytes);
  /// Completes the file, with `scene` embedded unless it is empty.
  Status finish(const std::string& scene);
  const Status& status() const { return status_; }

 private:
  void append_scene(const std::string& scene);

  FileSink& sink_;
  Status status_ = ok();
  std::string tail_;        ///< not yet passed on: the trailer is within it
  std::size_t passed_ = 0;  ///< bytes before it
};

}  // namespace convoscope

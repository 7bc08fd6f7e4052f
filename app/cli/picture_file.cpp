// What cannot be written is blamed on the flag that asked for it.
#include "cli/picture_file.h"

namespace convoscope {
namespace {

/// Keeps what is written; there is no target to change.
class MemorySink : public FileSink {
 public:
  Status write(std::string_view bytes) override {
    bytes_ += bytes;
    return ok();
  }
  Status commit() override { return ok(); }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// A picture that is too large was asked for; anything else this machine could not do.
Failure failure_of(const Message& message) {
  if (message.key == "export.too_large") return wrong_request("--scale", message);
  if (message.key == "export.page_too_large" || message.key == "export.too_many_cells")
    return wrong_request("-o", message);
  return failed(message);
}

}  // namespace

Attempt<std::string> still_bytes(const Format& format, const ExportOptions& options, ScenePicture& picture) {
  Result<std::string> bytes = picture.write_still(format, options);
  if (!bytes) return failure_of(bytes.message());
  return std::move(*bytes);
}

Outcome write_steps(const Format& format, const ExportOptions& options, ScenePicture& picture, FileSink& sink,
                    const Progress& progress) {
  const Status written = picture.write_steps(format, options, sink, progress);
  if (!written) return failure_of(written.message());
  return done();
}

Attempt<std::string> animation_bytes(const Format& format, const ExportOptions& options, ScenePicture& picture) {
  MemorySink sink;
  const auto never_cancel = [](std::int64_t, std::int64_t) { return true; };
  const Outcome written = write_steps(format, options, picture, sink, never_cancel);
  if (!written) return written.failure();
  return sink.take();
}

}  // namespace convoscope

// Between the picture, which knows the scene, and the writers, which know only figures.
#include "cli/picture_file.h"

#include "document/scene_file.h"

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

}  // namespace

Attempt<std::string> still_bytes(const Format& format, ExportOptions options, Picture& picture) {
  options.scene = write_scene(picture.saved());
  Result<std::string> bytes = format.still(picture.figure(), options, picture.fonts());
  if (!bytes) return failed(bytes.message());
  return std::move(*bytes);
}

Outcome write_steps(const Format& format, ExportOptions options, Picture& picture, FileSink& sink,
                    const Progress& progress) {
  options.scene = write_scene(picture.saved());
  const FrameSource frames{picture.step_count(), [&picture](std::int64_t step) { return picture.figure_at(step); }};
  const Status written = format.animation(frames, options, picture.fonts(), sink, progress);
  if (!written) return failed(written.message());
  return done();
}

Attempt<std::string> animation_bytes(const Format& format, const ExportOptions& options, Picture& picture) {
  MemorySink sink;
  const auto never_cancel = [](std::int64_t, std::int64_t) { return true; };
  const Outcome written = write_steps(format, options, picture, sink, never_cancel);
  if (!written) return written.failure();
  return sink.take();
}

}  // namespace convoscope

#include "picture/still_writing.h"

#include <optional>
#include <utility>

#include "figure/writing/frames_writing.h"

namespace convoscope {
namespace {

/// A still in two parts, the figure and its file, where its format has no parts of its own.
class StillWriting final : public FramesWriting {
 public:
  StillWriting(const Format& format, FrameSource frame, ExportOptions options, const FontBook& fonts, FileSink& sink)
      : FramesWriting(std::move(frame), std::move(options), fonts, sink), format_(format) {}

 private:
  std::optional<Status> write_part(const Progress&) override {
    if (!figure_) {
      figure_ = frames_.frame(0);
      return std::nullopt;
    }
    const Result<std::string> bytes = format_.still(*figure_, options_, fonts_);
    return bytes ? sink_.write(*bytes) : Status(bytes.message());
  }

  const Format& format_;
  std::optional<Figure> figure_;
};

}  // namespace

std::unique_ptr<FileWriting> still_writing(const Format& format, FrameSource frame, ExportOptions options,
                                           const FontBook& fonts, FileSink& sink) {
  if (format.begin_still) return format.begin_still(std::move(frame), std::move(options), fonts, sink);
  return std::make_unique<StillWriting>(format, std::move(frame), std::move(options), fonts, sink);
}

}  // namespace convoscope

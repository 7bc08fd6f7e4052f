#include "picture/still_writing.h"

#include <optional>
#include <utility>

namespace convoscope {
namespace {

/// A still in two parts, the figure and its file, where its format has no parts of its own.
class StillWriting final : public FileWriting {
 public:
  StillWriting(const Format& format, FrameSource frame, ExportOptions options, const FontBook& fonts, FileSink& sink)
      : FileWriting(1),
        format_(format),
        frame_(std::move(frame)),
        options_(std::move(options)),
        fonts_(fonts),
        sink_(sink) {}

 private:
  std::optional<Status> write_part(const Progress&) override {
    if (!figure_) {
      figure_ = frame_.frame(0);
      return std::nullopt;
    }
    const Result<std::string> bytes = format_.still(*figure_, options_, fonts_);
    return bytes ? sink_.write(*bytes) : Status(bytes.message());
  }

  const Format& format_;
  const FrameSource frame_;
  const ExportOptions options_;
  const FontBook& fonts_;
  FileSink& sink_;
  std::optional<Figure> figure_;
};

}  // namespace

std::unique_ptr<FileWriting> still_writing(const Format& format, FrameSource frame, ExportOptions options,
                                           const FontBook& fonts, FileSink& sink) {
  if (format.begin_still) return format.begin_still(std::move(frame), std::move(options), fonts, sink);
  return std::make_unique<StillWriting>(format, std::move(frame), std::move(options), fonts, sink);
}

}  // namespace convoscope

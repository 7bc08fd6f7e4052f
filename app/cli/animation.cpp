// Frames are drawn one at a time, as the writer asks for them.
#include "cli/animation.h"

#include <unistd.h>

#include <iostream>

namespace convoscope {
namespace {

bool is_terminal(const std::ostream& stream) { return &stream == &std::cerr && isatty(STDERR_FILENO) == 1; }

}  // namespace

Outcome write_animation(const Format& format, const ExportOptions& options, Picture& picture, const std::string& path,
                        const Context& context) {
  const Result<std::unique_ptr<FileSink>> sink = context.platform.open_sink(path);
  if (!sink) return failed(sink.message());
  const FrameSource frames{picture.step_count(), [&picture](std::int64_t step) { return picture.figure_at(step); }};
  const bool shows_progress = is_terminal(context.err);
  const auto progress = [&](std::int64_t frame, std::int64_t total) {
    if (shows_progress) context.err << '\r' << frame << '/' << total << std::flush;
    return true;
  };
  const Status written = format.animation(frames, options, picture.fonts(), **sink, progress);
  if (shows_progress) context.err << "\r\x1b[K" << std::flush;
  if (!written) return failed(written.message());
  const Status committed = (*sink)->commit();
  if (!committed) return failed(committed.message());
  return done();
}

}  // namespace convoscope

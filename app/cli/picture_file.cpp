// Between the picture, which knows the scene, and the writers, which know only figures.
#include "cli/picture_file.h"

#include "document/scene_file.h"
#include "export/html_words.h"

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

/// Beyond this, pointing at a cell lights nothing: the file would be mostly links.
constexpr std::int64_t most_links = 10000;

/// The cells and the kernel element of each connection, for files that can be pointed at.
std::vector<std::vector<Tag>> links_of(const Evaluation& evaluation) {
  std::vector<std::vector<Tag>> links;
  if (evaluation.connections > most_links) return links;
  visit_taps(evaluation.relation, [&links](const Tap& tap) {
    links.push_back({Tag{Side::none, Part::fine, 0, tap.fine}, Tag{Side::none, Part::kernel, 0, tap.kernel},
                     Tag{Side::none, Part::coarse, 0, tap.coarse},
                     Tag{Side::none, Part::connection, 0, tap.fine, tap.kernel, tap.coarse}});
  });
  return links;
}

/// A picture that is too large was asked for; anything else this machine could not do.
Failure failure_of(const Message& message) {
  if (message.key == "export.too_large") return wrong_request("--scale", message);
  if (message.key == "export.page_too_large" || message.key == "export.too_many_cells")
    return wrong_request("-o", message);
  return failed(message);
}

}  // namespace

Attempt<std::string> still_bytes(const Format& format, ExportOptions options, ScenePicture& picture) {
  options.scene = write_scene(picture.saved());
  Result<std::string> bytes = format.still(picture.figure(), options, picture.fonts());
  if (!bytes) return failure_of(bytes.message());
  return std::move(*bytes);
}

Outcome write_steps(const Format& format, ExportOptions options, ScenePicture& picture, FileSink& sink,
                    const Progress& progress, const Platform& platform) {
  options.scene = write_scene(picture.saved());
  options.html_words = html_words(picture.catalog());
  options.linked = links_of(picture.evaluation());
  FrameSource frames{picture.step_count(), [&picture](std::int64_t step) { return picture.figure_at(step); }};
  const Attempt<Theme> dark = read_named_theme("dark", platform);
  if (!dark) return dark.failure();
  if (picture.saved().scene.theme == "light")
    frames.dark_frame = [&](std::int64_t step) { return picture.figure_at(step, *dark); };
  const Status written = format.animation(frames, options, picture.fonts(), sink, progress);
  if (!written) return failure_of(written.message());
  return done();
}

Attempt<std::string> animation_bytes(const Format& format, const ExportOptions& options, ScenePicture& picture,
                                     const Platform& platform) {
  MemorySink sink;
  const auto never_cancel = [](std::int64_t, std::int64_t) { return true; };
  const Outcome written = write_steps(format, options, picture, sink, never_cancel, platform);
  if (!written) return written.failure();
  return sink.take();
}

}  // namespace convoscope

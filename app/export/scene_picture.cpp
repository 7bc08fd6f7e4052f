#include "export/scene_picture.h"

#include "document/scene_file.h"
#include "export/html_words.h"
#include "figure/compose.h"

namespace convoscope {
namespace {

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

}  // namespace

Figure ScenePicture::figure() { return draw(source_.saved.playhead, source_.saved.pin, source_.theme); }

Figure ScenePicture::figure_at(std::int64_t step) { return draw_step(step, source_.theme); }

std::int64_t ScenePicture::step_count() const { return last_step(evaluation(), source_.saved.playhead) + 1; }

Result<std::string> ScenePicture::write_still(const Format& format, ExportOptions options) {
  options.scene = write_scene(saved());
  return format.still(figure(), options, source_.fonts);
}

Status ScenePicture::write_steps(const Format& format, ExportOptions options, FileSink& sink,
                                 const Progress& progress) {
  options.scene = write_scene(saved());
  options.html_words = html_words(source_.catalog);
  options.linked = links_of(evaluation());
  FrameSource frames{step_count(), [this](std::int64_t step) { return figure_at(step); }};
  if (source_.theme.name == "light")
    frames.dark_frame = [this](std::int64_t step) { return draw_step(step, source_.dark_theme); };
  return format.animation(frames, options, source_.fonts, sink, progress);
}

Figure ScenePicture::draw_step(std::int64_t step, const Theme& theme) {
  Playhead playhead = source_.saved.playhead;
  playhead.step = step;
  return draw(playhead, Tag(), theme);
}

Figure ScenePicture::draw(const Playhead& playhead, const Tag& pin, const Theme& theme) {
  const PictureInputs inputs{saved().scene, evaluation(),    playhead,      pin,    Tag(),
                             theme,         source_.catalog, source_.fonts, &cache_};
  return source_.view ? compose_view(*source_.view, inputs) : compose(inputs, Size{});
}

}  // namespace convoscope

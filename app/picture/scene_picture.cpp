#include "picture/scene_picture.h"

#include <array>
#include <utility>

#include "document/memory_sink.h"
#include "document/scene_file.h"
#include "figure/compose.h"
#include "figure/description.h"
#include "figure/draw/easing.h"
#include "figure/draw/named_colors.h"
#include "figure/state/shown_sides.h"
#include "figure/timeline.h"
#include "picture/contact_sheet_file.h"
#include "picture/font_subset.h"
#include "picture/html_words.h"
#include "picture/spreadsheet.h"
#include "picture/still_writing.h"

namespace convoscope {
namespace {

/// Beyond this, pointing at a cell lights nothing: the file would be mostly links.
constexpr std::int64_t most_connections = 10000;

/// For files that can be pointed at.
std::vector<Tag> connections_of(const Evaluation& evaluation) {
  std::vector<Tag> connections;
  if (evaluation.connections > most_connections) return connections;
  visit_taps(evaluation.relation, [&connections](const Tap& tap) {
    connections.push_back(Tag{Side::none, Part::connection, 0, tap.fine, tap.kernel, tap.coarse});
  });
  return connections;
}

/// Beyond this many cells and kernel elements none is told of, for the same reason.
constexpr std::int64_t most_told = 2000;

std::vector<std::pair<Tag, std::string>> cell_words_of(const PictureInputs& inputs, const std::vector<View>& views) {
  const Evaluation& evaluation = inputs.evaluation;
  const std::array<std::pair<Part, const Tensor*>, 3> maps{{{Part::fine, evaluation.fine.get()},
                                                            {Part::coarse, evaluation.coarse.get()},
                                                            {Part::kernel, evaluation.weight.get()}}};
  std::int64_t count = 0;
  for (const auto& [part, map] : maps) count += static_cast<std::int64_t>(map->size());
  std::vector<std::pair<Tag, std::string>> words;
  if (count > most_told) return words;
  for (const auto& [part, map] : maps) {
    const std::int64_t planes = part == Part::kernel ? map->batch() * map->channels() : map->channels();
    for (std::int64_t i = 0; i < planes * map->rows() * map->columns(); ++i) {
      const std::int64_t place = i % (map->rows() * map->columns());
      const Tag tag{
          Side::none, part, i / (map->rows() * map->columns()), {place / map->columns(), place % map->columns()}};
      words.emplace_back(tag, describe_cell(inputs, views, tag));
    }
  }
  return words;
}

}  // namespace

void stand_at(PictureSource& source, std::int64_t step) {
  Scene& scene = source.saved.scene;
  const SharedLearned run = scene.learning.run;
  if (!run) {
    source.saved.playhead.step = step;
    source.saved.pin = Tag();
  } else if (scene.learning.step != step) {
    scene = with_learning(std::move(scene), run, step);
    source.evaluation = evaluate(scene, {}, source.evaluation.get());
  }
}

void ScenePicture::complete(ExportOptions& options, const SavedScene& scene) {
  options.scene = write_scene(scene);
  options.color_names = named_colors(source_.theme);
  options.spreadsheet = [this, playhead = scene.playhead] {
    const std::vector<Side> sides = shown_sides(inputs_at(playhead, Tag(), source_.theme));
    return write_spreadsheet(evaluation(), sides, playhead, source_.theme, source_.catalog);
  };
  const bool cuts_fonts = options.embeds_fonts && !options.text_as_outlines && !options.font_subset;
  if (cuts_fonts) options.font_subset = font_subset(source_.fonts);
}

Figure ScenePicture::figure() { return on_page(draw(source_.saved.playhead, source_.saved.pin, source_.theme)); }

Figure ScenePicture::figure_at(std::int64_t step) { return on_page(draw_frame(step, 0, source_.theme)); }

Figure ScenePicture::figure_of_frame(std::int64_t frame, int between) {
  return on_page(draw_frame(frame, between, source_.theme));
}

std::int64_t ScenePicture::step_count() const {
  if (saved().scene.page.is_shown && !source_.view) return 1;  // a model has no steps
  if (source_.steps) return source_.steps->last - source_.steps->first + 1;
  const std::vector<View> views = source_.view ? std::vector{*source_.view} : saved().scene.views;
  return last_step_of(saved().scene, views, evaluation(), source_.saved.playhead) + 1;
}

Result<std::string> ScenePicture::write_still(const Format& format, ExportOptions options) {
  MemorySink sink;
  const Status written = begin_still(format, std::move(options), sink)->write(nullptr);
  return written ? Result<std::string>(sink.take()) : written.message();
}

Result<std::string> ScenePicture::write_step(const Format& format, ExportOptions options, std::int64_t step) {
  MemorySink sink;
  const Status written = begin_step(format, std::move(options), step, sink)->write(nullptr);
  return written ? Result<std::string>(sink.take()) : written.message();
}

std::unique_ptr<FileWriting> ScenePicture::begin_still(const Format& format, ExportOptions options, FileSink& sink) {
  complete(options, saved());
  return still_writing(format, {1, [this](std::int64_t) { return figure(); }}, std::move(options), source_.fonts, sink);
}

std::unique_ptr<FileWriting> ScenePicture::begin_step(const Format& format, ExportOptions options, std::int64_t step,
                                                      FileSink& sink) {
  PictureSource there = source_;
  stand_at(there, first_step() + step);
  complete(options, there.saved);
  return still_writing(format, {1, [this, step](std::int64_t) { return figure_at(step); }}, std::move(options),
                       source_.fonts, sink);
}

std::unique_ptr<FileWriting> ScenePicture::begin_contact_sheet(const Format& format, ExportOptions options,
                                                               FileSink& sink) {
  complete(options, saved());
  return sheet_writing(*this, format, std::move(options), sink);
}

std::unique_ptr<FileWriting> ScenePicture::begin_steps(const Format& format, ExportOptions options, FileSink& sink) {
  complete(options, saved());
  options.html_words = html_words(source_.catalog);
  const bool is_learning = saved().scene.learning.run != nullptr;
  if (is_learning) options.html_words.hint = source_.catalog.text("learning.hint");
  if (format.is_text && !is_learning) {  // can be pointed at: what is said of a cell holds at every step
    options.connections = connections_of(evaluation());
    options.cell_words = cell_words_of(inputs_at(saved().playhead, Tag(), source_.theme), views());
  }
  const int between = options.between;
  const auto frames_in = [this, between](const Theme& theme) {
    return [this, between, &theme](std::int64_t frame) { return on_page(draw_frame(frame, between, theme)); };
  };
  FrameSource frames{(step_count() - 1) * (between + 1) + 1, frames_in(source_.theme)};
  if (source_.theme.name == "light") frames.dark_frame = frames_in(source_.dark_theme);
  return format.animation(std::move(frames), std::move(options), source_.fonts, sink);
}

Figure ScenePicture::draw_frame(std::int64_t frame, int between, const Theme& theme) {
  if (saved().scene.learning.run) {  // nothing glides from one state to the next
    stand_at(source_, first_step() + frame / (between + 1));
    return draw(saved().playhead, saved().pin, theme);
  }
  Playhead playhead = source_.saved.playhead;
  playhead.step = first_step() + frame / (between + 1);
  const double t = static_cast<double>(frame % (between + 1)) / (between + 1);
  return draw(playhead, Tag(), theme, eased(t));
}

Figure ScenePicture::step_for_width(std::int64_t step, double width_pt) {
  const double kept_pt = std::exchange(source_.width_pt, width_pt);
  Figure figure = draw_frame(step, 0, source_.theme);
  source_.width_pt = kept_pt;
  return figure;
}

Figure ScenePicture::on_page(Figure figure) const {
  return source_.page ? placed(std::move(figure), *source_.page) : figure;
}

PictureInputs ScenePicture::inputs_at(const Playhead& playhead, const Tag& pin, const Theme& theme) {
  return {saved().scene, evaluation(), playhead, pin, Tag(), theme, source_.catalog, source_.fonts, &cache_};
}

std::vector<View> ScenePicture::views() const {
  return source_.view ? std::vector<View>{*source_.view} : saved().scene.views;
}

Figure ScenePicture::draw(const Playhead& playhead, const Tag& pin, const Theme& theme, double to_next_step) {
  PictureInputs inputs = inputs_at(playhead, pin, theme);
  inputs.motion = {to_next_step, source_.role_swap};
  return source_.view ? compose_view(*source_.view, inputs, source_.width_pt)
                      : compose(inputs, Size{source_.width_pt, 0});
}

}  // namespace convoscope

#include "picture/scene_picture.h"

#include "document/scene_file.h"
#include "figure/compose.h"
#include "figure/contact_sheet.h"
#include "figure/draw/easing.h"
#include "picture/html_words.h"

namespace convoscope {
namespace {

/// Beyond this, pointing at a cell lights nothing: the file would be mostly links.
constexpr std::int64_t most_connections = 10000;

/// Smaller steps on a contact sheet are spots.
constexpr double least_sheet_scale = 0.03;

/// For files that can be pointed at.
std::vector<Tag> connections_of(const Evaluation& evaluation) {
  std::vector<Tag> connections;
  if (evaluation.connections > most_connections) return connections;
  visit_taps(evaluation.relation, [&connections](const Tap& tap) {
    connections.push_back(Tag{Side::none, Part::connection, 0, tap.fine, tap.kernel, tap.coarse});
  });
  return connections;
}

}  // namespace

Figure ScenePicture::figure() { return on_page(draw(source_.saved.playhead, source_.saved.pin, source_.theme)); }

Figure ScenePicture::figure_at(std::int64_t step) { return on_page(draw_frame(step, 0, source_.theme)); }

Figure ScenePicture::figure_of_frame(std::int64_t frame, int between) {
  return on_page(draw_frame(frame, between, source_.theme));
}

std::int64_t ScenePicture::step_count() const {
  if (source_.steps) return source_.steps->last - source_.steps->first + 1;
  return last_step(evaluation(), source_.saved.playhead) + 1;
}

Result<std::string> ScenePicture::write_still(const Format& format, ExportOptions options) {
  options.scene = write_scene(saved());
  return format.still(figure(), options, source_.fonts);
}

Result<std::string> ScenePicture::write_step(const Format& format, ExportOptions options, std::int64_t step) {
  SavedScene there = saved();
  there.playhead.step = first_step() + step;
  there.pin = Tag();
  options.scene = write_scene(there);
  return format.still(figure_at(step), options, source_.fonts);
}

Result<ContactSheet> ScenePicture::contact_sheet(const Format& format) {
  const Figure first = draw_frame(0, 0, source_.theme);
  const Page paper = source_.page.value_or(a4_page);
  ContactSheet sheet({.step = first.size,
                      .count = step_count(),
                      .first = first_step(),
                      .paper = paper.size,
                      .margin_pt = paper.margin_pt,
                      .may_turn = paper.may_turn,
                      .may_break = format.animation != nullptr,
                      .title = first.title,
                      .theme = source_.theme,
                      .catalog = source_.catalog,
                      .fonts = source_.fonts});
  if (sheet.scale() < least_sheet_scale)
    return Message{"export.too_many_for_a_page", {{"count", std::to_string(step_count())}}, Cause::picture_format};
  return sheet;
}

Result<Figure> ScenePicture::first_contact_sheet(const Format& format) {
  const Result<ContactSheet> sheet = contact_sheet(format);
  if (!sheet) return sheet.message();
  return sheet->page(0, [this](std::int64_t step) { return draw_frame(step, 0, source_.theme); });
}

Status ScenePicture::write_contact_sheet(const Format& format, ExportOptions options, FileSink& sink,
                                         const Progress& progress) {
  options.scene = write_scene(saved());
  const Result<ContactSheet> sheet = contact_sheet(format);
  if (!sheet) return sheet.message();
  const auto step_figure = [this](std::int64_t step) { return draw_frame(step, 0, source_.theme); };
  const FrameSource pages{sheet->page_count(), [&](std::int64_t index) { return sheet->page(index, step_figure); }};
  if (format.animation != nullptr) return format.animation(pages, options, source_.fonts, sink, progress);
  const Result<std::string> bytes = format.still(pages.frame(0), options, source_.fonts);
  return bytes ? sink.write(*bytes) : Status(bytes.message());
}

Status ScenePicture::write_steps(const Format& format, ExportOptions options, FileSink& sink,
                                 const Progress& progress) {
  options.scene = write_scene(saved());
  options.html_words = html_words(source_.catalog);
  options.connections = connections_of(evaluation());
  const int between = options.between;
  const auto frames_in = [this, between](const Theme& theme) {
    return [this, between, &theme](std::int64_t frame) { return on_page(draw_frame(frame, between, theme)); };
  };
  FrameSource frames{(step_count() - 1) * (between + 1) + 1, frames_in(source_.theme)};
  if (source_.theme.name == "light") frames.dark_frame = frames_in(source_.dark_theme);
  return format.animation(frames, options, source_.fonts, sink, progress);
}

Figure ScenePicture::draw_frame(std::int64_t frame, int between, const Theme& theme) {
  Playhead playhead = source_.saved.playhead;
  playhead.step = first_step() + frame / (between + 1);
  const double t = static_cast<double>(frame % (between + 1)) / (between + 1);
  return draw(playhead, Tag(), theme, eased(t));
}

Figure ScenePicture::on_page(Figure figure) const {
  return source_.page ? placed(std::move(figure), *source_.page) : figure;
}

Figure ScenePicture::draw(const Playhead& playhead, const Tag& pin, const Theme& theme, double to_next_step) {
  PictureInputs inputs{saved().scene, evaluation(),    playhead,      pin,    Tag(),
                       theme,         source_.catalog, source_.fonts, &cache_};
  inputs.motion = {to_next_step, source_.role_swap};
  return source_.view ? compose_view(*source_.view, inputs, source_.width_pt)
                      : compose(inputs, Size{source_.width_pt, 0});
}

}  // namespace convoscope

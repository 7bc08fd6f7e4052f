#include "gui/export/export_preview.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "picture/contact_sheet_file.h"

namespace convoscope {

namespace {

/// Squares where the picture is transparent.
void lay_checkers(Figure& figure) {
  constexpr double side_pt = 8;
  Grid squares;
  squares.rect = {0, 0, figure.size.width, figure.size.height};
  squares.rows = std::max<std::int64_t>(1, std::llround(figure.size.height / side_pt));
  squares.columns = std::max<std::int64_t>(1, std::llround(figure.size.width / side_pt));
  squares.gap_pt = 0;
  squares.styles = {{{Color{255, 255, 255, 255}, {}}, {}, {}, 0}, {{Color{0xDD, 0xE1, 0xE6, 255}, {}}, {}, {}, 0}};
  std::vector<std::uint8_t> classes;
  for (std::int64_t row = 0; row < squares.rows; ++row) {
    for (std::int64_t column = 0; column < squares.columns; ++column)
      classes.push_back(static_cast<std::uint8_t>((row + column) % 2));
  }
  squares.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
  figure.items.insert(figure.items.begin(), Item{{}, std::move(squares)});
}

}  // namespace

bool PreviewFigure::update(const AppState& app, ExportPlan plan, std::int64_t frame) {
  const bool is_frame = runs_through(plan.steps);
  Key key{app.session.revision(),
          plan.picture.saved.playhead,
          plan.picture.saved.pin,
          plan.picture.view,
          plan.picture.theme.name,
          std::string(app.ui.picture.colors_typed.view()),
          plan.picture.width_pt,
          plan.picture.steps ? plan.picture.steps->first : 0,
          app.language,
          is_frame ? std::optional(std::min(frame, plan.frames - 1)) : std::nullopt,
          plan.options.between,
          plan.steps == StepsWritten::sheet ? plan.format : nullptr,
          plan.picture.page,
          plan.picture.role_swap,
          plan.options.transparent};
  const auto take = [&] {
    auto outcome = maker_.take();
    if (!outcome || !outcome->made) return false;
    cache_ = std::move(outcome->made->cache);
    figure_ = std::move(outcome->made->figure);
    return true;
  };
  const bool is_new = take();
  maker_.ask(key, app.jobs, [&] {
    return [key, source = std::move(plan.picture), cache = cache_](const Progress&) -> Result<Made> {
      ScenePicture picture(source, cache);
      Result<Figure> figure = key.contact_sheet ? first_contact_sheet(picture, *key.contact_sheet)
                              : key.frame       ? picture.figure_of_frame(*key.frame, key.between)
                                                : picture.figure();
      if (!figure) return figure.message();
      if (key.transparent) lay_checkers(*figure);
      return Made{std::move(*figure), picture.take_cache()};
    };
  });
  return take() || is_new;
}

void PreviewFigure::reset() {
  maker_.forget();
  figure_.reset();
}

void ExportPreview::update(AppState& app, double pixels_per_pt) {
  PreviewTexture& texture = app.ui.preview;
  if (app.ui.dialog != Dialog::export_picture) {
    preview_.reset();
    texture.name = 0;
    texture.is_awaited = false;
    return;
  }
  const Size room{texture.room.width * pixels_per_pt, texture.room.height * pixels_per_pt};
  if (room.width < 1 || room.height < 1) return;
  const bool is_new = preview_.update(app, plan_export(app), app.ui.picture.shown_frame);
  texture.is_awaited = preview_.is_behind();
  const std::optional<Figure>& figure = preview_.figure();
  if (!figure || (!is_new && room == room_px_)) return;
  room_px_ = room;
  if (!texture_.draw(*figure, std::min(room.width / figure->size.width, room.height / figure->size.height))) return;
  texture.name = texture_.name();
  texture.size_px = {static_cast<double>(texture_.size().width), static_cast<double>(texture_.size().height)};
  texture.figure_pt = figure->size;
}

}  // namespace convoscope

#include "gui/export/export_preview.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "gui/export/export_plan.h"

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

void ExportPreview::update(AppState& app, double pixels_per_pt) {
  PreviewTexture& texture = app.ui.preview;
  if (app.ui.sheet != Sheet::export_picture) {
    asked_.reset();
    figure_.reset();
    texture.name = 0;
    texture.is_awaited = false;
    return;
  }
  const Size room{texture.room.width * pixels_per_pt, texture.room.height * pixels_per_pt};
  if (room.width >= 1 && room.height >= 1) {
    ExportPlan plan = plan_export(app);
    const SavedScene& saved = plan.picture.saved;
    const std::optional<std::int64_t> frame =
        runs_through(plan.steps) ? std::optional(std::min(app.ui.picture.shown_frame, plan.frames - 1)) : std::nullopt;
    const Format* const contact_sheet = plan.steps == StepsWritten::sheet ? plan.format : nullptr;
    Key key{app.session.revision(),
            saved.playhead,
            saved.pin,
            plan.picture.view,
            plan.picture.theme.name,
            app.language,
            frame,
            plan.options.between,
            contact_sheet,
            plan.picture.page,
            plan.picture.role_swap,
            plan.options.transparent};
    if (asked_ != key) {
      asked_ = std::move(key);
      painter_.ask({std::move(plan.picture), frame, plan.options.between, contact_sheet});
    }
  }
  std::optional<Figure> ready = painter_.take();
  if (ready && asked_->transparent) lay_checkers(*ready);
  const bool is_new = ready.has_value();
  if (ready) figure_ = std::move(ready);
  texture.is_awaited = painter_.is_busy();
  if (!figure_ || (!is_new && room == room_px_)) return;
  room_px_ = room;
  const Size size = figure_->size;
  if (!texture_.draw(*figure_, std::min(room.width / size.width, room.height / size.height))) return;
  texture.name = texture_.name();
  texture.size_px = {static_cast<double>(texture_.size().width), static_cast<double>(texture_.size().height)};
  texture.figure_pt = size;
}

}  // namespace convoscope

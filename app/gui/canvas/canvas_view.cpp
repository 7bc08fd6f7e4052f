// At zoom 1 and no pan the picture fills the canvas: that is how it was laid out.
#include "gui/canvas/canvas_view.h"

#include <algorithm>

#include "gui/canvas/canvas_tags.h"

namespace convoscope {

Point to_picture(const UiState& ui, const Rect& canvas, Point point) {
  return {(point.x - canvas.x - ui.pan.x) / ui.zoom, (point.y - canvas.y - ui.pan.y) / ui.zoom};
}

Rect to_screen(const UiState& ui, const Rect& canvas, const Rect& rect) {
  return {canvas.x + ui.pan.x + rect.x * ui.zoom, canvas.y + ui.pan.y + rect.y * ui.zoom, rect.width * ui.zoom,
          rect.height * ui.zoom};
}

const CardPlace* card_under(const UiState& ui, const Rect& canvas, const Figure& picture, Point point) {
  return canvas.contains(point) ? card_at(picture, to_picture(ui, canvas, point)) : nullptr;
}

void zoom_at(UiState& ui, const Rect& canvas, Point still, double factor) {
  const Point fixed = to_picture(ui, canvas, still);
  ui.zoom = std::clamp(ui.zoom * factor, least_zoom, most_zoom);
  // Close to the natural size is the natural size: wheel steps do not add up to it exactly. Two fingers go through it, by less at a time.
  if (std::abs(ui.zoom - 1) < 0.02 && std::abs(factor - 1) > 0.05) ui.zoom = 1;
  ui.pan = {still.x - canvas.x - fixed.x * ui.zoom, still.y - canvas.y - fixed.y * ui.zoom};
  keep_in_sight(ui, canvas);
}

void keep_in_sight(UiState& ui, const Rect& canvas) {
  constexpr double least_share = 0.25;
  const auto held = [&](double pan, double extent) {
    return std::clamp(pan, -extent * ui.zoom + extent * least_share, extent * (1 - least_share));
  };
  ui.pan = {held(ui.pan.x, canvas.width), held(ui.pan.y, canvas.height)};
}

}  // namespace convoscope

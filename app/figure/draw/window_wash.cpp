#include "figure/draw/window_wash.h"

#include "figure/draw/contrast.h"

namespace convoscope {

Color window_wash(const Theme& theme) {
  const double strength = theme.window.a / 255.0;
  const auto can_be_read = [&](Color cell, Color on) {
    return contrast(mix(cell, with_alpha(theme.window, 1), strength), on) >= enough_contrast;
  };
  if (can_be_read(theme.fine, theme.on_fine) && can_be_read(theme.coarse, theme.on_coarse)) return theme.window;
  const Color black{0, 0, 0, 255}, white{255, 255, 255, 255};
  return with_alpha(contrast(black, theme.on_fine) > contrast(white, theme.on_fine) ? black : white, strength);
}

}  // namespace convoscope

// The window's icons, as vector shapes: sharp at every scale, in any colour.
// Knows no widget.
#pragma once

#include "gui/widgets/drawing.h"

namespace convoscope {

enum class Icon : std::uint8_t {
  first,
  back,
  play,
  pause,
  next,
  last,
  menu,
  chevron_right,
  chevron_down,
  close,
  copy,
  left_panel,
  right_panel,
  folder,
  scene,
  up,
  enlarge,
  shrink,
  orbit,
  swap,
  all_views
};

/// Draws an icon 14 pt high about `center`; `size` enlarges it.
void draw_icon(const DrawContext& context, Icon icon, Point center, Color color, double size = 1);

}  // namespace convoscope

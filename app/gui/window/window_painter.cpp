// A software OpenGL pays for every pixel, and most of a window stays as it is from one step to the next.
#include "gui/window/window_painter.h"

namespace convoscope {
bool WindowPainter::paint(const Figure& figure, std::uint64_t revision, Viewport viewport, ImDrawData& widgets,
                          Color panels) {
  const ScreenRect window{0, 0, viewport.framebuffer_width, viewport.framebuffer_height};
  viewport.is_cleared = true;
  ScreenRegion stale = renderer_.prepare(figure, revision, viewport);
  const bool is_comparable = widgets_.compare(widgets, stale);
  // Where panels and canvas meet elsewhere, what one of them has left belongs to the other, whose widgets need not say so.
  const ScreenRect canvas = rounded_pixels(viewport.clip_px, window);
  const bool is_all_lost = is_all_stale_ || !is_comparable || window != window_ || canvas != canvas_;
  if (stale.is_empty() && !is_all_lost) return false;
  if (is_all_lost || !keeps_pixels_) stale.add(window);
  stale.keep_within(window);

  // Clearing is by far the cheapest way to paint an area: panels leave their background to it.
  for (const ScreenRect& rect : stale.rects()) {
    const ScreenRect on_canvas = rect.meet(canvas);
    if (on_canvas != rect) fill_pixels(rect, viewport.framebuffer_height, panels);
    fill_pixels(on_canvas, viewport.framebuffer_height, figure.background);
  }
  renderer_.paint(stale);
  draw_widgets(widgets, stale);
  painted_px_ = stale.area();
  window_ = window;
  canvas_ = canvas;
  is_all_stale_ = false;
  return true;
}

}  // namespace convoscope

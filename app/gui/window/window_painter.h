// From a frame's figure and widgets to the framebuffer's pixels. Only what differs from the frame before is painted, and
// nothing where nothing does. Knows no panel and no GLFW.
#pragma once

#include "gl/renderer.h"
#include "gui/window/widget_picture.h"

namespace convoscope {

class WindowPainter {
 public:
  /// `keeps_pixels`: the framebuffer holds after a frame is shown what it held before; otherwise any change is a change of all.
  WindowPainter(Renderer& renderer, bool keeps_pixels) : renderer_(renderer), keeps_pixels_(keeps_pixels) {}

  /// The next frame is to be painted in full: the framebuffer's pixels are lost, or a texture has changed that widgets show.
  void repaint_all() { is_all_stale_ = true; }

  /// Paints the figure where `viewport` says, and the widgets over it and, on `panels`, around it, into the bound framebuffer.
  /// False where that would change no pixel: then nothing was painted, and there is nothing new to show.
  bool paint(const Figure& figure, std::uint64_t revision, Viewport viewport, ImDrawData& widgets, Color panels);

  /// What the last painted frame painted.
  std::int64_t painted_px() const { return painted_px_; }

 private:
  Renderer& renderer_;
  WidgetPicture widgets_;
  bool keeps_pixels_;
  bool is_all_stale_ = true;
  ScreenRect window_;  ///< painted last
  ScreenRect canvas_;  ///< and what of it the figure had
  std::int64_t painted_px_ = 0;
};

}  // namespace convoscope

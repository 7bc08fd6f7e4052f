// From a frame's figure and widgets to the framebuffer's pixels: all of them where anything differs from the frame before, and none
// where nothing does. Knows no panel and no GLFW.
#pragma once

#include <vector>

#include "gl/renderer.h"

struct ImDrawData;

namespace convoscope {

class WindowPainter {
 public:
  explicit WindowPainter(Renderer& renderer) : renderer_(renderer) {}

  /// The next frame is painted, even if it is the same: the framebuffer's pixels are lost, or a texture has changed that widgets show.
  void repaint() { is_stale_ = true; }

  /// Paints the figure where `viewport` says, and the widgets over it and, on `panels`, around it, into the bound framebuffer.
  /// False where that would change no pixel: then nothing was painted, and there is nothing new to show.
  bool paint(const Figure& figure, std::uint64_t revision, Viewport viewport, ImDrawData& widgets, Color panels);
  /// Whether the next frame has something more to show, though nothing changes until then.
  bool is_behind() const { return renderer_.is_behind(); }

 private:
  Renderer& renderer_;
  bool is_stale_ = true;
  // What was painted last.
  std::uint64_t revision_ = 0;
  Viewport viewport_;
  std::vector<char> widgets_;
};

}  // namespace convoscope

// A framebuffer that is no window, and reading pixels back: what screenshots are taken from.
// Knows no panel.
#pragma once

#include "figure/writing/pixels.h"

namespace convoscope {

/// Bound while it lives; needs a current context.
class Offscreen {
 public:
  Offscreen(int width_px, int height_px);
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  bool is_complete() const { return is_complete_; }
  /// What was drawn, opaque, rows from the top.
  Pixels read() const;

 private:
  int width_;
  int height_;
  unsigned int framebuffer_ = 0;
  unsigned int color_ = 0;
  bool is_complete_ = false;
};

}  // namespace convoscope

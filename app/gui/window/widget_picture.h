// Dear ImGui's draw lists as a picture: what of it changed against the frame before, and drawing that part alone.
// Knows no panel.
#pragma once

#include <vector>

#include <imgui.h>
#include "gl/marks.h"
#include "gl/screen_region.h"

namespace convoscope {

class WidgetPicture {
 public:
  /// Adds the framebuffer's pixels in which this frame differs from the one that was compared last. False where there is nothing to
  /// compare with, since windows came or went.
  bool compare(const ImDrawData& data, ScreenRegion& changed);

 private:
  /// What a list was, kept to be compared with.
  struct Kept {
    std::vector<ImDrawVert> vertices;
    std::vector<ImDrawIdx> indices;
    std::vector<ImDrawCmd> commands;
    std::vector<Mark> marks;  ///< of these; none: not made yet
  };
  std::vector<Kept> kept_;
};

/// Draws the part of `data` within `region` into the bound framebuffer. Leaves no more than that in `data`.
void draw_widgets(ImDrawData& data, const ScreenRegion& region);

}  // namespace convoscope

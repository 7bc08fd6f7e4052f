// A cell with a number that is dragged up and down.
#pragma once

#include <string_view>

#include "gui/widgets/drawing.h"

namespace convoscope {

struct NumberTouch {
  bool grabbed = false;   ///< this frame
  bool released = false;  ///< this frame
  bool changed = false;
  double value = 0;
};

/// `step` is what a few points up, or a press of the arrow up, adds; the number stays a multiple of it. The drag begins at `value` as it
/// then is, which `start` remembers.
NumberTouch drag_number(const DrawContext& context, const char* id, const Rect& rect, double value, double step,
                        double& start, Color fill, Color ink, std::string_view help);

}  // namespace convoscope

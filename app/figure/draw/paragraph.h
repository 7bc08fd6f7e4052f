// Sentences in more than one line. Knows no view.
#pragma once

#include <string_view>
#include <vector>

#include "figure/draw/pen.h"

namespace convoscope {

/// As few lines of `text` as go into `room_pt`, as equally long as they can be; views into it.
std::vector<std::string_view> balanced_lines(const FontMetrics& fonts, std::string_view text, const TextStyle& style,
                                             double room_pt);

/// From one baseline to the next.
double line_pitch(const TextStyle& style);

/// Writes `text` in lines no wider than `room_pt`, the first one's baseline at `position`; the baseline after the last line.
double write_paragraph(Pen& pen, Point position, std::string_view text, const TextStyle& style, double room_pt);

}  // namespace convoscope

// Sentences in more than one line. Knows no view.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "figure/draw/pen.h"

namespace convoscope {

/// `text` in lines no wider than `room_pt`, broken at spaces and between Chinese characters; a longer word keeps a line of its own.
std::vector<std::string> broken_lines(const FontMetrics& fonts, std::string_view text, const TextStyle& style,
                                      double room_pt);

/// The same number of lines, as equally long as they can be.
std::vector<std::string> balanced_lines(const FontMetrics& fonts, std::string_view text, const TextStyle& style,
                                        double room_pt);

/// From one baseline to the next.
double line_pitch(const TextStyle& style);

/// Writes `text` in lines no wider than `room_pt`, the first one's baseline at `position`; the baseline after the last line.
double write_paragraph(Pen& pen, Point position, std::string_view text, const TextStyle& style, double room_pt);

}  // namespace convoscope

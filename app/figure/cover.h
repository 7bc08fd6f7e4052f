// Pictures that do not give their results away: outputs are covered, and shown one by one.
// Knows no lesson.
#pragma once

#include "figure/draw/fonts.h"
#include "figure/draw/theme.h"
#include "figure/figure.h"

namespace convoscope {

/// Covers the outputs of each operation shown: with none `revealed` as one field with a question mark, of which nothing but the place
/// is told; else all from that output on (row by row, channel after channel) stand as if they were still to come. What marks a place in
/// them goes, too. A map that is one operation's output and the other's input is covered on the card of the first alone.
void cover_outputs(std::vector<Item>& items, std::int64_t revealed, const Theme& theme, const FontMetrics& fonts);

}  // namespace convoscope

// Which channels of one map meet which of the other: what groups cut, as a small graph and as links between planes.
// Knows no cells.
#pragma once

#include "figure/draw/pen.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// The width that the graph wants; 0 where there is one channel of each: nothing to show.
double channel_graph_width(const PictureInputs& inputs);

/// Fine channels in a row on top of `area`, coarse ones at its bottom, those shown and what the output at hand is made of marked; of
/// many channels a page. Nodes have the tags of their whole maps.
void draw_channel_graph(Pen& pen, const PictureInputs& inputs, const Rect& area);

/// "16, the same in both directions", per pair of channels where there are several.
std::string connection_count_words(const PictureInputs& inputs, bool in_both_directions);

/// "4 of 16 pairs of channels are connected".
std::string channel_pairs_words(const PictureInputs& inputs);

}  // namespace convoscope

// Draws a connection graph's edges, nodes and labels. Knows no titles and no sentences.
#pragma once

#include "figure/connections/graph_highlights.h"
#include "figure/connections/graph_layout.h"
#include "figure/draw/pen.h"

namespace convoscope {

/// Which way the arrows point.
struct Direction {
  Side side = Side::convolution;  ///< to the coarse row (convolution) or to the fine row; also the side of the tags
  /// On their way from the coarse ends (0) to the fine ends (1): the curves then stay exactly where they are.
  std::optional<double> turned{};
};

/// The whole graph within `area`; only what is lit where there are too many connections to tell apart.
void draw_graph(Pen& pen, const PictureInputs& inputs, const GraphHighlights& lit, const Direction& direction,
                const Rect& area);

}  // namespace convoscope

// What a connection graph shows of what is lit, and the sentence about it. Knows no points and no colours.
#pragma once

#include <string>
#include <vector>

#include "figure/state/highlight.h"

namespace convoscope {

/// What is pointed at, if that lights anything here, else what the picture is about.
struct GraphHighlights {
  Highlight main;
  std::vector<Tap> beside;  ///< of what the picture is about, while something else is pointed at
};

GraphHighlights graph_highlights(const PictureInputs& inputs);

/// "e feeds 1, 2, 3 and 4" along the arrows of `side`.
std::string feeds_words(const PictureInputs& inputs, const Highlight& lit, Side side);

}  // namespace convoscope

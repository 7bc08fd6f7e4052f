// What a connection graph lights: the thing pointed at or chosen, its connections, and the sentence about them.
// Knows no points and no colours.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "figure/picture_inputs.h"
#include "figure/state/lighting.h"

namespace convoscope {

/// What is pointed at or else chosen, and how far the current step has come with it.
struct GraphSelection {
  Tag tag;
  std::vector<Tap> taps;
  std::optional<UnconnectedCells> apart;  ///< of an entry that is zero by its place: two nodes and no connection
  std::vector<Tap> others;                ///< of what is chosen, while something else is pointed at
  bool is_partial = false;                ///< by multiplication: `done` counts
  std::set<Cell> done;                    ///< kernel elements multiplied so far
  Cell current = no_cell;
};

GraphSelection graph_selection(const PictureInputs& inputs);

/// "e feeds 1, 2, 3 and 4" along the arrows of `side`.
std::string feeds_words(const PictureInputs& inputs, const GraphSelection& selection, Side side);

}  // namespace convoscope

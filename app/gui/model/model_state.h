// What the model's page shows beside the document: sizes followed once for each model, what is typed, what is chosen.
// Knows no widget.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "document/model/map_strip.h"
#include "document/model/mending.h"
#include "figure/figure.h"
#include "gui/widgets/draft.h"

namespace convoscope {

/// A place of the list where a map joins what a layer reads, or could.
struct SkipChoice {
  int layer = -1;         ///< -1: none
  int present = no_skip;  ///< the map that joins there
  Point corner;           ///< of the list of choices
};

struct ModelState {
  bool is_shown = false;            ///< in place of the layer, in the frame that is drawn
  std::shared_ptr<const Model> of;  ///< what the following are of; null: there is no model
  std::vector<ModelStep> steps;
  std::vector<Misfit> misfits;
  std::vector<Mend> mends;
  MapStrip strip;
  int misfit = 0;                       ///< the one that is explained
  SkipChoice skip;                      ///< whose maps are listed
  SkipChoice row;                       ///< that the mouse or the keyboard is at
  bool asks_skip = false;               ///< its maps are to be listed in the next frame
  std::optional<Draft<48>> input_edit;  ///< the input's size, while it is typed
};

}  // namespace convoscope

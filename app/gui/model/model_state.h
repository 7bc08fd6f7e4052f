// What the model's page shows beside the document: sizes followed once for each model, what is typed, what is chosen.
// Knows no widget.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "document/model/map_strip.h"
#include "document/model/mending.h"
#include "gui/widgets/draft.h"

namespace convoscope {

struct ModelState {
  bool is_shown = false;            ///< in place of the layer, in the frame that is drawn
  std::shared_ptr<const Model> of;  ///< what the following are of; null: there is no model
  std::vector<ModelStep> steps;
  std::vector<Misfit> misfits;
  std::vector<Mend> mends;
  MapStrip strip;
  int misfit = 0;                       ///< the one that is explained
  int skip_of = -1;                     ///< the layer whose skip is being chosen
  std::optional<Draft<48>> input_edit;  ///< the input's size, while it is typed
};

}  // namespace convoscope

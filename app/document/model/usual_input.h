// An input to look at a model with where nothing says one.
// Knows no picture.
#pragma once

#include "document/model/model.h"

namespace convoscope {

/// The model's own input where it says it; else the first of the usual sizes that goes through the model without a problem, else the
/// first that comes out at its end.
MapSize usual_input(const Model& model);

}  // namespace convoscope

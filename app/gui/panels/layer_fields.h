// What the layer's panel is put together from: its fields' words, and the choice of dimensions.
#pragma once

#include "document/parameters.h"
#include "gui/panels/panels.h"

namespace convoscope {

/// What stands in a parameter's field: "3", "3 × 4", of padding also top, left, bottom, right. Of a line one number, of its
/// padding also left, right.
std::string parameter_field_text(const ParameterRow& row, const Scene& scene);

/// One dimension or two, in words that end at `right`.
void draw_dimensions(const PanelInputs& in, double right, double baseline);

}  // namespace convoscope

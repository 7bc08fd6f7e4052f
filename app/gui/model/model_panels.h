// The model's page: its layers at the left, the sizes through it, and what does not fit below.
#pragma once

#include "gui/panels/panels.h"

namespace convoscope {

/// The layers, each with the size of what it makes; those that convolve or pool are opened by a click.
void draw_model_list(const PanelInputs& in, const Rect& rect);
/// What can be clicked in the strip that stands behind; `canvas` is its region.
void draw_model_strip(const PanelInputs& in, const Rect& canvas);
/// Why two maps do not fit, and the ways to mend it.
void draw_model_details(const PanelInputs& in, const Rect& rect);
/// How high that is; 0 where everything fits.
double model_details_height(const UiState& ui, Size window);

}  // namespace convoscope

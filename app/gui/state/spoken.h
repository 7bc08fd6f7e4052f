// What the window says to those who do not see it.
// Knows no widget.
#pragma once

#include <string>

#include "gui/state/app_state.h"

namespace convoscope {

/// What there is to know now, as sentences: a message, what is wrong with the layer, the cell that the keyboard or a click has chosen, else
/// what happens at the step. Empty where nothing is to be said: what goes by quickly, what a lesson has covered.
std::string spoken_sentences(const AppState& app);

}  // namespace convoscope

// What the window says to those who do not see it.
// Knows no widget.
#pragma once

#include <string>

#include "gui/state/app_state.h"

namespace convoscope {

class Narrator {
 public:
  /// What there is to know now, as sentences: what is wrong with the layer, the cell that the keyboard or a click has chosen, else what
  /// happens at the step; before that a message that has come since it was asked last. The message may stand longer, but is told once:
  /// what happens next is told in its place. Empty where nothing is to be said: what goes by quickly, what a lesson has covered.
  const std::string& tell(const AppState& app);

 private:
  std::string message_;    ///< that stood when it was asked last
  std::string happening_;  ///< then
  std::string said_;
};

}  // namespace convoscope

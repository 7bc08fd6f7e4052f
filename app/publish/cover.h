// Pictures that do not give their results away: the output's grids become one field with a question mark.
#pragma once

#include "document/scene.h"
#include "publish/sheet.h"

namespace convoscope {

/// The scene's picture at its step, in the theme; covered: without the numbers of any output of the operations shown, and without words
/// that tell them.
Figure scene_figure(const SavedScene& saved, bool is_covered, const DrawingKit& kit);

}  // namespace convoscope

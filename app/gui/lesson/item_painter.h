// A figure's items drawn by Dear ImGui, within a panel: prose with formulas, small pictures. What is to be enlarged or has many cells
// is for OpenGL.
#pragma once

#include <vector>

#include "figure/draw/fonts.h"
#include "figure/figure.h"
#include "gui/widgets/drawing.h"

namespace convoscope {

/// Draws the items, which are in points, where `place` takes them. Texts have the size that is nearest in the type set, scaled; each word
/// stands where `fonts`, which they were laid out with, has it: Dear ImGui's letters are wider or narrower by parts of a pixel.
void paint_items(const DrawContext& context, const FontMetrics& fonts, const std::vector<Item>& items,
                 const Affine& place);

}  // namespace convoscope

// A thin map's planes are shown in part: cells large enough to be read, the window among them. Knows no points.
#pragma once

#include "figure/draw/map_part.h"
#include "figure/stack/stack_scene.h"

namespace convoscope {

/// Both whole.
StackParts whole_stack(const PictureInputs& inputs, Side side);
/// Along the input's longer axis `count` cells of the input, the window's among them (of a pinned input that cell), and those outputs
/// whose windows lie in them; as many of these whatever the step is. `count` is held between four windows and the whole.
StackParts stack_parts(const PictureInputs& inputs, const StackScene& scene, Side side, std::int64_t count);
/// The same of the last cells, whose words are the longest.
StackParts last_stack_parts(const PictureInputs& inputs, Side side, std::int64_t count);

/// Cells count from the parts' first ones from then on; what lies outside is left out.
void take_parts(StackScene& scene, const StackParts& parts);

}  // namespace convoscope

// From a document to a figure: picks the views' layouts and arranges them as cards.
#pragma once

#include <cstdint>

#include "figure/figure.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// The sizes through the scene's model where that is shown; else the chosen views as cards in a figure of `available` size (points): the
/// window's canvas. Layouts shrink to fit and never clip; what can be dragged has handles. Without a height the figure is as high as it
/// likes: what `export` writes; without a width as wide, too. Of a single view it is then compose_view's picture; of several without
/// words, or of a given width, those below each other.
Figure compose(const PictureInputs& inputs, Size available);

/// The same for who cannot wait for all of it at once: how many cards the scene's views have, and one of them measured. The cache of the
/// inputs (asserted) then has its arrays, which of large maps take most of what `compose` takes.
std::int64_t card_count(const PictureInputs& inputs);
void measure_card(const PictureInputs& inputs, std::int64_t index);

/// One view alone, without a card, in its natural size or laid out for a width: every exported picture of one view. Without words
/// (Look) it is cut to what is left, alike at each step. The view is one of the table (asserted).
Figure compose_view(const View& view, const PictureInputs& inputs, double width_pt = 0);

}  // namespace convoscope

// From a document to a figure: picks the views' layouts and arranges them as cards.
#pragma once

#include "figure/figure.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// The chosen views as cards in a figure of `available` size (points): the window's canvas. Layouts shrink to fit and never
/// clip; what can be dragged has handles. A zero size means the figure's natural one: what `export` writes; of a single view it is compose_view's picture.
Figure compose(const PictureInputs& inputs, Size available);

/// One view alone, without a card, in its natural size: every exported picture of one view.
/// The view is one of the table (asserted).
Figure compose_view(const View& view, const PictureInputs& inputs);

}  // namespace convoscope

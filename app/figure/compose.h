// From a document to a figure: picks the views' layouts and arranges them as cards.
#pragma once

#include <optional>

#include "document/catalog.h"
#include "document/evaluation.h"
#include "document/scene.h"
#include "figure/figure.h"
#include "figure/fonts.h"
#include "figure/map_arrays.h"
#include "figure/theme.h"

namespace convoscope {

/// Where a picture lies between two that hold still. Never saved, never undone.
struct Motion {
  /// 0 .. 1: how far the window has moved on from playhead.step towards the next step (maps, stack). Values stay those of
  /// the step that it leaves: no half numbers.
  double to_next_step = 0;
  /// Connections: one graph, from the ordinary convolution's (0) to the transposed one's (1); empty: both, still.
  std::optional<double> role_swap{};
};

/// All that a picture depends on. References: the caller owns what they name.
struct PictureInputs {
  const Scene& scene;
  const Evaluation& evaluation;
  Playhead playhead;
  Tag pin;    ///< Part::none: the focus follows the playhead
  Tag hover;  ///< lit beside the focus
  const Theme& theme;
  const Catalog& catalog;
  const FontMetrics& fonts;
  /// Arrays kept from picture to picture, so that a step costs its own taps and not the maps; null: made anew.
  PictureCache* cache = nullptr;
  Motion motion{};
  /// How much a window enlarges the picture beyond its size: what stands out from small cells is drawn as thin as that allows.
  double zoom = 1;
};

/// The chosen views as cards in a figure of `available` size (points): the window's canvas. Layouts shrink to fit and never
/// clip; what can be dragged has handles. A zero size means the figure's natural one: what `export` writes; of a single view it is compose_view's picture.
Figure compose(const PictureInputs& inputs, Size available);

/// One view alone, without a card, in its natural size: every exported picture of one view.
Figure compose_view(View view, const PictureInputs& inputs);

}  // namespace convoscope

// All that a picture depends on. Knows no view.
#pragma once

#include <optional>
#include <type_traits>

#include "document/catalog.h"
#include "document/evaluation.h"
#include "document/scene.h"
#include "figure/draw/fonts.h"
#include "figure/draw/theme.h"
#include "figure/picture_cache.h"

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
  /// What a window shows of a photograph while the evaluation's own output is being made; null inside: nothing yet. Without a value that
  /// output is made for the picture.
  std::optional<std::shared_ptr<const Development>> development{};
  /// How much a window enlarges the picture beyond its size: what stands out from small cells is drawn as thin as that allows.
  double zoom = 1;

  /// What `make` answers, kept under `key` from picture to picture of the same layer where there is a cache.
  template <class Make>
  std::invoke_result_t<Make> kept(const PictureCache::Key& key, const Make& make) const {
    return cache != nullptr ? cache->find(evaluation, key, make) : make();
  }
  /// The same of things of which only the latest is asked for again, such as a layout while the reader moves about in it.
  template <class Key, class Make>
  std::invoke_result_t<Make> kept_latest(std::string_view what, Side side, const Key& key, const Make& make) const {
    return cache != nullptr ? cache->find_latest(evaluation, {what, side}, key, make) : make();
  }
};

}  // namespace convoscope

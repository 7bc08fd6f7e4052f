// Which cells of a card's maps are shown: all of them, or of thin maps a part around the step's cells. Knows no points and no colours.
#pragma once

#include "figure/draw/map_part.h"
#include "figure/maps/maps_layout.h"
#include "figure/state/maps_state.h"

namespace convoscope {

struct MapsParts {
  MapPart expanded;
  MapPart output;
  MapPart kernel;  ///< as this side slides it
  bool operator==(const MapsParts&) const = default;
};

/// As many cells as `extents` has room for, the window, the output that it computes and what it multiplies among them.
MapsParts maps_parts(const PictureInputs& inputs, const MapsExtents& extents, const MapsState& state);

/// The last of them, whose words are the longest.
MapsParts last_parts(const PictureInputs& inputs, const MapsExtents& extents, Side side);

}  // namespace convoscope

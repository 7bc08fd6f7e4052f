// The sizes through a model as a strip: one map for each resolution, and the skips between them.
// Knows no picture.
#pragma once

#include <string>
#include <vector>

#include "document/model/model.h"

namespace convoscope {

struct StripMap {
  std::string name;
  int first = -1;  ///< the layers of this resolution; -1: the model's input
  int last = -1;
  MapSize begins;      ///< the size after the first of them
  MapSize size;        ///< and after the last: what a skip or the next resolution reads
  bool is_up = false;  ///< on the way back up, from the smallest map on
};

struct StripSkip {
  int from = 0;  ///< among the maps
  int to = 0;
  int layer = 0;  ///< that joins them
  Joint joint;
};

struct MapStrip {
  std::vector<StripMap> maps;
  std::vector<StripSkip> skips;  ///< between different maps
};

/// Layers of known size alone; a new map begins with each layer that makes maps larger or smaller by a stride, or, where there are
/// less than three such, with each layer that convolves or pools. At most `most` maps: those between are left out.
MapStrip strip_of(const Model& model, const std::vector<ModelStep>& steps, std::size_t most = 24);

/// The map of the strip that shows what this layer makes; -1: none.
int map_of_layer(const MapStrip& strip, int layer);

}  // namespace convoscope

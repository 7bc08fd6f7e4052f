// Where maps that a model joins are of several sizes, why, and the ways to make them one. Counted on the model's own input.
#pragma once

#include <optional>
#include <vector>

#include "document/model/model.h"

namespace convoscope {

/// Two maps that do not fit: what led to it. Layers by their index, -1 where there is none to name.
struct Misfit {
  int layer = 0;  ///< that joins them
  Joint joint;
  int up = -1;  ///< the last layer on the line that made its map larger
  int down =
      -1;  ///< the layer between the two maps whose windows leave out the last `left_out` rows or columns of its input
  std::int64_t left_out = 0;
  MapSize down_input;  ///< where there is such a layer
  MapSize up_input;
};

/// In the order of the layers. `steps` are those of `follow`.
std::vector<Misfit> misfits(const Model& model, const std::vector<ModelStep>& steps);

enum class MendKind : std::uint8_t {
  output_padding,  ///< of the transposed layers whose maps are too small
  crop,            ///< the larger map, about its middle
  pad_input,       ///< to the next size for which all maps fit
};

struct Mend {
  MendKind kind{};
  std::vector<int> layers;  ///< that change; none where the input does
  Model mended;
  MapSize before;  ///< of the first map that changes: the line's, the one cropped, the input
  MapSize after;
};

/// Each way that leaves no misfit, at most one of each kind, in the order of the kinds; none where everything fits.
std::vector<Mend> mends(const Model& model);

}  // namespace convoscope

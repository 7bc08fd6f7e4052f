// Where the maps of a model stand in their strip: a slot for each, its height by the logarithm of its rows.
// Knows no colours.
#pragma once

#include <vector>

#include "document/model/map_strip.h"
#include "figure/figure.h"

namespace convoscope {

/// One map: a face as wide as it has channels, and the plane of its rows and columns behind it, foreshortened.
struct StripPlace {
  Rect slot;  ///< all of it, words included
  Rect face;
  double depth_pt = 0;  ///< how far the plane reaches to the right of the face
  double rise_pt = 0;   ///< and upwards

  /// Where a share of the columns and of the rows, 0 to 1, lies on the plane; and back, held within it.
  Point on_plane(double columns, double rows) const;
  Point from_plane(Point point) const;
};

struct StripLayout {
  std::vector<StripPlace> maps;
  std::vector<double> arcs;  ///< the top of each skip's arc
  Rect inner;                ///< without the card's margins
};

/// For a picture of this size; `margin_pt` around the content. Where there is no height, `natural_strip_size` has one.
StripLayout lay_out_strip(const MapStrip& strip, Size size, double margin_pt);
Size natural_strip_size(const MapStrip& strip, double width_pt);

}  // namespace convoscope

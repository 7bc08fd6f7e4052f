// All channels of a small layer as small maps under its large ones, the chosen ones marked.
#pragma once

#include <vector>

#include "figure/draw/pen.h"
#include "figure/state/maps_state.h"

namespace convoscope {

/// One channel's map: its cells, and where its number stands.
struct SmallMap {
  bool is_input = true;
  std::int64_t channel = 0;
  Rect cells;
  Point label;  ///< baseline; centred, or where the maps stand below each other at their left
};

struct ChannelStrip {
  std::vector<SmallMap>
      maps;                ///< from the strip's top left corner; none where one channel is all, or too many to be seen
  bool is_column = false;  ///< below each other, named at their left
  double pitch_pt = 0;     ///< from cell to cell
  double height_pt = 0;
};

/// Inputs, then outputs, in one row, or in two or below each other where that gives larger cells; at most so wide and high.
ChannelStrip lay_out_channels(const PictureInputs& inputs, Side side, double width_pt, double most_height_pt);

/// The width at which numbers of two digits can be read in maps side by side; 0 where a strip has none.
double channels_width(const PictureInputs& inputs, Side side);

/// With its top left corner at `origin`.
void draw_channels(Pen& pen, const PictureInputs& inputs, const MapsState& state, const ChannelStrip& strip,
                   Point origin);

}  // namespace convoscope

// The row of the maps view: how large its cards want to be.
#include <algorithm>

#include "figure/maps/channel_strip.h"
#include "figure/maps/maps_extents.h"
#include "figure/maps/maps_layout.h"
#include "figure/maps/maps_painter.h"
#include "figure/view.h"

namespace convoscope {
namespace {

Size maps_size(const PictureInputs& inputs, Side side, Size room) {
  Size size = wanted_maps_size(inputs, side, room);
  const double wanted_pt = std::max(size.width, channels_width(inputs, side));
  size.width = room.width > 0 ? std::max(size.width, std::min(room.width, wanted_pt)) : wanted_pt;
  // Beyond what the large maps are offered: they are to lose nothing by it.
  const double share = most_strip_share / (1 - most_strip_share);
  size.height += lay_out_channels(inputs, side, size.width, size.height * share).height_pt;
  return size;
}

/// Lines, and what is nearly one.
bool are_low(const PictureInputs& inputs) {
  const auto& axes = inputs.evaluation.relation.axes;
  return std::max(axes[width].fine, axes[width].coarse) >= 4 * std::max(axes[height].fine, axes[height].coarse);
}

}  // namespace

extern const ViewRow maps_view{.name = "maps",
                               .is_per_side = true,
                               .size = maps_size,
                               .draw = paint_maps,
                               .least_width_pt = 316,
                               .natural_width_pt = 350,
                               .most_width_pt = 430,
                               .is_low = are_low,
                               .tallest_pt = 440,
                               .least_height_share = 0.84,
                               .most_growth_pt = 60,
                               .most_alone_pt = 16,
                               .largest_alone = {620, 560},
                               .has_cell_text = true,
                               .has_weights = true};

}  // namespace convoscope

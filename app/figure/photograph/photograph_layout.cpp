#include "figure/photograph/photograph_layout.h"

#include <algorithm>

namespace convoscope {
namespace {

constexpr double first_label_pt = 56;  // baselines, from the card's top
constexpr double below_label_pt = 10;
constexpr double between_labels_pt = 34;  // from a picture to the next one's label
constexpr double gap_pt = 20;             // between two side by side
constexpr double above_scale_pt = 16;
constexpr double scale_pt = 44;  // the scale with its numbers, and air below
constexpr Size unlimited{560, 700};
constexpr double least_side_pt = 16;

/// Fitted into the box's width, at its top.
Rect fitted(PictureExtent extent, Rect box) {
  const double aspect = static_cast<double>(extent.columns) / static_cast<double>(extent.rows);
  const double across = std::min(box.width, box.height * aspect);
  return {box.x, box.y, std::max(across, 1.0), std::max(across / aspect, 1.0)};
}

double area(const PhotographLayout& layout) {
  const Rect& smaller = std::min(layout.places[0].picture, layout.places[1].picture,
                                 [](const Rect& a, const Rect& b) { return a.width * a.height < b.width * b.height; });
  return smaller.width * smaller.height;
}

PhotographLayout stacked(const std::array<PictureExtent, 2>& extents, Size room) {
  const double words = first_label_pt + below_label_pt + between_labels_pt + below_label_pt + above_scale_pt + scale_pt;
  const double high = std::max((room.height - words) / 2, least_side_pt);
  PhotographLayout layout;
  double y = first_label_pt;
  for (std::size_t i = 0; i < extents.size(); ++i) {
    PicturePlace& place = layout.places[i];
    place.label_y = y;
    place.picture = fitted(extents[i], {0, y + below_label_pt, room.width, high});
    y = place.picture.bottom() + between_labels_pt;
    layout.size.width = std::max(layout.size.width, place.picture.width);
  }
  layout.scale_y = layout.places[1].picture.bottom() + above_scale_pt;
  layout.size.height = layout.scale_y + scale_pt;
  return layout;
}

PhotographLayout beside(const std::array<PictureExtent, 2>& extents, Size room) {
  const double words = first_label_pt + below_label_pt + above_scale_pt + scale_pt;
  const Size box{std::max((room.width - gap_pt) / 2, least_side_pt), std::max(room.height - words, least_side_pt)};
  PhotographLayout layout;
  double bottom = 0;
  for (std::size_t i = 0; i < extents.size(); ++i) {
    PicturePlace& place = layout.places[i];
    place.label_y = first_label_pt;
    const double x = static_cast<double>(i) * (box.width + gap_pt);
    place.picture = fitted(extents[i], {x, first_label_pt + below_label_pt, box.width, box.height});
    bottom = std::max(bottom, place.picture.bottom());
  }
  layout.scale_y = bottom + above_scale_pt;
  layout.size = {2 * box.width + gap_pt, layout.scale_y + scale_pt};
  return layout;
}

}  // namespace

PhotographLayout lay_out_photograph(const std::array<PictureExtent, 2>& extents, Size room) {
  const Size limit{room.width > 0 ? room.width : unlimited.width, room.height > 0 ? room.height : unlimited.height};
  const PhotographLayout down = stacked(extents, limit);
  const PhotographLayout across = beside(extents, limit);
  return area(across) > area(down) ? across : down;
}

}  // namespace convoscope

// All lengths follow from the room and from how many maps share it.
#include "figure/strip/strip_layout.h"

#include <algorithm>
#include <cmath>

namespace convoscope {
namespace {

constexpr double header_pt = 46;
constexpr double words_pt = 64;  // the size and the name below each map, and how much of it is lit
constexpr double least_map_pt = 14;
constexpr double slot_pt = 92;
constexpr double natural_height_pt = 400;

double logarithm(std::int64_t extent) { return std::log2(static_cast<double>(std::max<std::int64_t>(extent, 1))); }

/// Where `value` stands between the least and the most, 0 to 1; 1 where these are one.
double share(double value, double least, double most) { return most > least ? (value - least) / (most - least) : 1; }

}  // namespace

Point StripPlace::on_plane(double columns, double rows) const {
  return {face.right() + columns * depth_pt, face.y + rows * face.height - columns * rise_pt};
}

Point StripPlace::from_plane(Point point) const {
  // The face stands for the middle column.
  const double columns =
      point.x < face.right() ? 0.5 : std::min((point.x - face.right()) / std::max(depth_pt, 1.0), 1.0);
  const double shift = point.x < face.right() ? 0 : columns * rise_pt;
  return {columns, std::clamp((point.y + shift - face.y) / std::max(face.height, 1.0), 0.0, 1.0)};
}

Size natural_strip_size(const MapStrip& strip, double width_pt) {
  const double wanted = std::max(560.0, static_cast<double>(strip.maps.size()) * slot_pt);
  return {width_pt > 0 ? width_pt : wanted, natural_height_pt};
}

StripLayout lay_out_strip(const MapStrip& strip, Size size, double margin_pt) {
  StripLayout layout;
  layout.inner = {margin_pt, margin_pt, size.width - 2 * margin_pt, size.height - 2 * margin_pt};
  const Rect& inner = layout.inner;
  if (strip.maps.empty() || inner.width < 60 || inner.height < 120) return layout;
  double least_rows = 1e9;
  double most_rows = 0;
  double most_channels = 1;
  double most_columns = 1;
  for (const StripMap& map : strip.maps) {
    least_rows = std::min(least_rows, logarithm(map.size.rows));
    most_rows = std::max(most_rows, logarithm(map.size.rows));
    most_columns = std::max(most_columns, logarithm(map.size.columns));
    most_channels = std::max(most_channels, logarithm(map.size.channels));
  }
  const double slot = inner.width / static_cast<double>(strip.maps.size());
  const double ground = inner.bottom() - words_pt;
  const double arcs_pt = strip.skips.empty() ? 0 : std::clamp(inner.height * 0.34, 60.0, 170.0);
  const double most_depth = std::min(26.0, slot * 0.26);
  const double rise = most_depth * 0.7;
  const double room = std::max(40.0, ground - inner.y - header_pt - arcs_pt - rise);
  const double tallest = std::min(room, 360.0);
  for (std::size_t i = 0; i < strip.maps.size(); ++i) {
    const MapSize& map = strip.maps[i].size;
    const double tall =
        least_map_pt + (tallest - least_map_pt) *
                           std::max(0.0, share(logarithm(map.rows), std::min(least_rows, most_rows - 1), most_rows));
    const double wide = std::max(3.0, slot * (0.1 + 0.28 * logarithm(map.channels) / std::max(most_channels, 1.0)));
    const double depth = most_depth * (0.35 + 0.65 * logarithm(map.columns) / std::max(most_columns, 1.0));
    const double x = inner.x + slot * static_cast<double>(i);
    StripPlace place;
    place.face = {x + (slot - wide - depth) / 2, ground - tall, wide, tall};
    place.depth_pt = depth;
    place.rise_pt = depth * 0.7;
    place.slot = {x, place.face.y - place.rise_pt, slot, inner.bottom() - place.face.y + place.rise_pt};
    layout.maps.push_back(place);
  }
  // The wider a skip, the higher its arc above the maps that it joins.
  const double first = inner.y + header_pt + 14;
  double highest = ground;
  int widest = 1;
  for (const StripPlace& place : layout.maps) highest = std::min(highest, place.slot.y);
  for (const StripSkip& skip : strip.skips) widest = std::max(widest, skip.to - skip.from);
  for (const StripSkip& skip : strip.skips) {
    const double top = std::min(layout.maps[static_cast<std::size_t>(skip.from)].slot.y,
                                layout.maps[static_cast<std::size_t>(skip.to)].slot.y);
    const double rise_of_arc = (highest - first) * static_cast<double>(skip.to - skip.from) / widest;
    layout.arcs.push_back(std::max(first, top - std::max(rise_of_arc, 24.0)));
  }
  return layout;
}

}  // namespace convoscope
